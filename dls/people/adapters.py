"""Where allauth meets this house: our letters, our people, our pages."""

import time
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import Provider
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from dls.mail import outbox
from dls.people import letters, orcid, vault
from dls.people.actions.profile import take_orcid
from dls.people.models import Person
from dls.web import errors

if TYPE_CHECKING:
    from dls.web.keys import Viewer

REAUTHENTICATION_TIMEOUT = 5 * 60
TOO_OFTEN = {"too_many_login_attempts", "rate_limited"}
ABOUT_AN_ADDRESS = EmailAddress(pk=0)  # no row: nobody may read about it in the ledgers


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up, sign-in and addresses."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is closed.",
        "cannot_remove_primary_email": "This is your main address. Choose another main one first.",
        "duplicate_email": "This address is on your account already.",
        "email_password_mismatch": "Address and password do not belong together. Try again, or "
        "let us send you a code instead.",
        "email_taken": "This address belongs to another account. If that is yours, too, merge the "
        "two accounts in your settings.",
        "enter_current_password": "This is not your present password.",
        "incorrect_code": "This is not the code we sent, or it is too old.",
        "incorrect_password": "This is not your password.",
        "max_email_addresses": "An account has at most %d addresses. Remove one first.",
        "too_many_login_attempts": "That was wrong too often. Wait a few minutes, then try again.",
        "unverified_primary_email": "Only an address you have confirmed can be the main one.",
        "rate_limited": "That was too often. Wait a few minutes, then try again.",
    }

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """What a form says; too many tries are answered as too many requests are: by 429."""
        if code in TOO_OFTEN:
            raise ImmediateHttpResponse(errors.too_many(self.request))
        error: ValidationError = super().validation_error(code, *args)
        return error

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Who signed in just now need not prove it again.

        Allauth lets pass whoever has neither a password nor a second factor; here they prove
        themselves by a code. Demo people have nothing to prove: a click makes one them.
        """
        person = self.request.user
        records = get_authentication_records(self.request, person)
        fresh = records and time.time() - records[-1]["at"] < REAUTHENTICATION_TIMEOUT
        asked = not fresh and bool(super().is_reauthentication_required(app=app, **more))
        if asked and not person.is_demo and not super().get_reauthentication_methods(person):
            raise ReauthenticationRequired
        return asked

    def get_reauthentication_methods(self, user: "Viewer") -> list[dict[str, Any]]:
        """Ways to prove it is still oneself: by a code where there is no other."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if ways or not user.is_authenticated:
            return ways
        url = reverse("account_reauthenticate_by_code")
        return [{"id": "code", "description": "Use a code by letter", "url": url}]

    def post_login(
        self, request: HttpRequest, user: Person, *, signup: bool, **more: Any
    ) -> HttpResponse:
        """Who has just made an account has proved their address by a code: that is fresh, too."""
        if signup:
            record_authentication(request, user, method="sign-up")
        answered: HttpResponse = super().post_login(request, user, signup=signup, **more)
        return answered

    def save_user(
        self, request: HttpRequest, user: Person, form: Form, commit: bool = True
    ) -> Person:
        user.given_name = form.cleaned_data.get("given_name", user.given_name)
        user.family_name = form.cleaned_data.get("family_name", user.family_name)
        saved: Person = super().save_user(request, user, form, commit)
        return saved

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A letter in the outbox: for known and unknown addresses alike, at the same cost."""
        person = Person.objects.by_email(email).confirmed().first()
        words = {"sign_in_url": settings.SITE_URL + reverse("account_login")}
        outbox.post(
            letters.kind_of(template_prefix),
            [outbox.Address(email, person.name if person else "", person)],
            about=person or ABOUT_AN_ADDRESS,
            words={**words, **letters.words_of(context)},
        )

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        return reverse("account_email")


class MFAAdapter(DefaultMFAAdapter):
    """Second factors; their secrets lie encrypted in the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_generate_recovery_codes": "Recovery codes stand in for a second factor. Add an "
        "authenticator app or a passkey first.",
        "incorrect_code": "This code is wrong or too old. Type the one shown now.",
        "unverified_email": "One of your addresses is not confirmed. Confirm or remove it first.",
    }

    def encrypt(self, text: str) -> str:
        return vault.close(text, "second factors")

    def decrypt(self, encrypted_text: str) -> str:
        return vault.opened(encrypted_text, "second factors")

    def generate_authenticator_name(self, user: Person, type: str) -> str:  # noqa: A002
        """A first name for a new passkey; its owner can choose another."""
        return "Passkey"

    def _get_site_name(self) -> str:
        return str(settings.SITE_NAME)


class SocialAdapter(DefaultSocialAccountAdapter):
    """Sign-in through ORCID or an institution."""

    error_messages = {
        **DefaultSocialAccountAdapter.error_messages,
        "no_password": "This is your only way to sign in. Set a password first.",
        "connected_other": "This sign-in belongs to another account here. If that is yours, too, "
        "merge the two accounts in your settings.",
    }

    def list_providers(self, request: HttpRequest) -> list[Provider]:
        return [_named(provider) for provider in super().list_providers(request)]

    def get_provider(self, request: HttpRequest, provider: str, client_id: Any = None) -> Provider:
        return _named(super().get_provider(request, provider, client_id))

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """A number that ORCID itself vouches for fills an empty profile."""
        person = sociallogin.user if sociallogin.is_existing else request.user
        if sociallogin.account.provider == "orcid" and isinstance(person, Person):
            take_orcid(person, orcid.normalised(sociallogin.account.uid))

    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> Person:
        person: Person = super().populate_user(request, sociallogin, data)
        given, _, family = (data.get("name") or "").rpartition(" ")
        person.given_name = (data.get("first_name") or given)[:100]
        person.family_name = (data.get("last_name") or family)[:100]
        if sociallogin.account.provider == "orcid":
            person.orcid = orcid.normalised(sociallogin.account.uid)
        return person

    def get_signup_form_initial_data(self, sociallogin: SocialLogin) -> dict[str, str]:
        person = sociallogin.user
        return {
            **super().get_signup_form_initial_data(sociallogin),
            "given_name": person.given_name,
            "family_name": person.family_name,
        }


def _named(provider: Provider) -> Provider:
    """ORCID by the name people know it by."""
    if provider.id == "orcid":
        provider.name = "ORCID"
    return provider

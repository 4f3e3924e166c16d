"""allauth’s forms in our words."""

from collections.abc import Callable
from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from allauth.socialaccount import forms as social
from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.crypto import get_random_string

from dls.people.actions.accounts import discard_unconfirmed
from dls.people.models import Person
from dls.web.forms import LineField

PASSWORD_HELP = "At least ten characters; several words are good."  # noqa: S105 -- a hint


class Plain:
    """Labels say what a field is; no placeholder repeats them, and help is ours."""

    mending: str  # what stands above wrong fields, where nothing was to be saved
    fields: dict[str, forms.Field]
    is_bound: bool

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.help_text = PASSWORD_HELP if name == "password1" else ""
        if "code" in self.fields:
            self.fields["code"].widget.attrs |= {
                "spellcheck": "false",
                "autofocus": not self.is_bound,
                "autocapitalize": "characters",
            }


class LoginForm(Plain, account.LoginForm):
    mending = "Not signed in yet: something needs mending below."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username webauthn"


class RequestLoginCodeForm(Plain, account.RequestLoginCodeForm):
    """Asks for a code; the button of the sign-in page calls the address “login”."""

    mending = "No code is on its way yet: something needs mending below."
    _user: Person | None

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        if data is not None and "login" in data and "email" not in data:
            data = {**data.dict(), "email": data["login"]}
        super().__init__(data, *args, **kwargs)

    def clean_email(self) -> str:
        email: str = super().clean_email()
        self._user = confirmed_only(self._user)
        return email


class ResetPasswordForm(Plain, account.ResetPasswordForm):
    mending = "No code is on its way yet: something needs mending below."
    users: list[Person]

    def clean_email(self) -> str:
        email: str = super().clean_email()
        self.users = [person for person in self.users if confirmed_only(person)]
        return email


def confirmed_only(person: Person | None) -> Person | None:
    """Somebody who has proved an address theirs.

    Before that, an account may be one that a stranger made with this address and a password of
    their own: a code must not wake it up.
    """
    pk = person.pk if person else 0
    found: Person | None = Person.objects.confirmed().filter(pk=pk).first()
    return found


class NamedSignup(Plain):
    """A sign-up that asks for the name, given and family apart."""

    cleaned_data: dict[str, Any]
    initial: dict[str, Any]
    field_order: list[str]
    account_already_exists: bool
    order_fields: Callable[[list[str]], None]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["given_name"] = LineField(
            label="Given name",
            max_length=100,
            required=False,
            widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        )
        self.fields["family_name"] = LineField(
            label="Family name",
            max_length=100,
            widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
        )
        for name in ("given_name", "family_name"):
            self.fields[name].initial = self.initial.get(name)
        self.order_fields(self.field_order)

    def clean_email(self) -> str:
        """An address nobody proved is free; one that is taken looks just as free."""
        discard_unconfirmed(self.cleaned_data["email"])
        email: str = super().clean_email()  # type: ignore[misc]
        return email

    def try_save(self, request: HttpRequest) -> tuple[Any, Any]:
        if self.account_already_exists:
            self._take_as_long(request)
            return self._saved(request)
        try:
            with transaction.atomic():
                return self._saved(request)
        except IntegrityError:  # the same sign-up, sent twice at once
            self.account_already_exists = True
            return self._saved(request)

    def _saved(self, request: HttpRequest) -> tuple[Any, Any]:
        saved: tuple[Any, Any] = super().try_save(request)  # type: ignore[misc]
        return saved

    def _take_as_long(self, request: HttpRequest) -> None:
        """Make the account all the same, at an address of nobody, and take it back.

        Otherwise the time of the answer would tell that there is one already.
        """
        email = self.cleaned_data["email"]
        self.cleaned_data["email"] = f"{get_random_string(20)}@account.invalid".lower()
        self.account_already_exists = False
        with transaction.atomic():
            self._saved(request)
            transaction.set_rollback(True)
        self.cleaned_data["email"] = email
        self.account_already_exists = True


class SignupForm(NamedSignup, account.SignupForm):
    field_order = ["given_name", "family_name", "email", "password1"]


class SocialSignupForm(NamedSignup, social.SignupForm):
    field_order = ["given_name", "family_name", "email"]


class AddEmailForm(Plain, account.AddEmailForm):
    pass


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = "Present password"
        self.fields["password1"].label = "New password"
        self.fields["password2"].label = "New password once more"


class SetPasswordForm(Plain, account.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password2"].label = "Password once more"


class ResetPasswordKeyForm(Plain, account.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = "New password"
        self.fields["password2"].label = "New password once more"


class ReauthenticateForm(Plain, account.ReauthenticateForm):
    mending = "Not proved yet: something needs mending below."


class ConfirmLoginCodeForm(Plain, account.ConfirmLoginCodeForm):
    mending = "Not signed in yet: look at the code below."


class ConfirmEmailCodeForm(Plain, account.ConfirmEmailVerificationCodeForm):
    mending = "The address is not confirmed yet: look at the code below."


class ConfirmPasswordCodeForm(Plain, account.ConfirmPasswordResetCodeForm):
    mending = "You cannot choose a password yet: look at the code below."


class AuthenticateForm(Plain, mfa.AuthenticateForm):
    mending = "Not signed in yet: look at the code below."


class ReauthenticateCodeForm(Plain, mfa.ReauthenticateForm):
    mending = "Not proved yet: look at the code below."


class ActivateTOTPForm(Plain, totp.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Code the app shows"
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class NamedKey(Plain):
    """A passkey has a name its owner knows it by."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["maxlength"] = 60


class AddWebAuthnForm(NamedKey, webauthn.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].label = "Sign in with it alone, without a password"
        self.fields["passwordless"].initial = True


class SignupWebAuthnForm(NamedKey, webauthn.SignupWebAuthnForm):
    pass


class EditWebAuthnForm(NamedKey, webauthn.EditWebAuthnForm):
    pass

"""allauth’s pages that we show, each with its title; the others do not exist here."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as openid
from allauth.socialaccount.providers.orcid import views as orcid
from django.urls import URLPattern, path, register_converter
from django.views.decorators.cache import never_cache
from django.views.generic import View

from dls.people import converters
from dls.people.handing import handing_over
from dls.people.pace import View as Answering
from dls.people.pace import paced
from dls.people.views import again

register_converter(converters.Sealed, "sealed")


def alike(address: str, view: type[View], title: str, name: str) -> URLPattern:
    """A form whose answers take as long for known and for unknown addresses."""
    return path(address, paced(_unkept(view, title)), name=name)


def shown(address: str, view: type[View], title: str, name: str) -> URLPattern:
    return path(address, _unkept(view, title), name=name)


def _unkept(view: type[View], title: str) -> Answering:
    """The next person at this browser finds none of it by going back."""
    return never_cache(view.as_view(extra_context={"title": title}))


urlpatterns = [
    shown("login/", account.LoginView, "Sign in", "account_login"),
    alike(
        "login/code/", account.RequestLoginCodeView, "Sign in by code", "account_request_login_code"
    ),
    shown(
        "login/code/confirm/",
        account.ConfirmLoginCodeView,
        "Type the code",
        "account_confirm_login_code",
    ),
    shown("logout/", account.LogoutView, "Sign out", "account_logout"),
    shown("inactive/", account.AccountInactiveView, "This account is closed", "account_inactive"),
    alike("signup/", account.SignupView, "Make an account", "account_signup"),
    alike(
        "signup/passkey/",
        account.SignupByPasskeyView,
        "Make an account with a passkey",
        "account_signup_by_passkey",
    ),
    shown("reauthenticate/", account.ReauthenticateView, "Is it you?", "account_reauthenticate"),
    path("reauthenticate/code/", again.by_code, name="account_reauthenticate_by_code"),
    shown("email/", account.EmailView, "Addresses", "account_email"),
    shown(
        "confirm-email/",
        account.ConfirmEmailVerificationCodeView,
        "Type the code",
        "account_email_verification_sent",
    ),
    shown(
        "password/change/",
        account.PasswordChangeView,
        "Change the password",
        "account_change_password",
    ),
    shown("password/set/", account.PasswordSetView, "Set a password", "account_set_password"),
    alike("password/reset/", account.PasswordResetView, "A new password", "account_reset_password"),
    shown(
        "password/reset/confirm/",
        account.ConfirmPasswordResetCodeView,
        "Type the code",
        "account_confirm_password_reset_code",
    ),
    shown(
        "password/reset/complete/",
        account.CompletePasswordResetView,
        "Choose a new password",
        "account_complete_password_reset",
    ),
    shown(
        "password/reset/done/",
        account.PasswordResetFromKeyDoneView,
        "Your new password works",
        "account_password_reset_completed",
    ),
    shown("second-factor/", mfa.IndexView, "Security", "mfa_index"),
    shown("second-factor/confirm/", mfa.AuthenticateView, "One more step", "mfa_authenticate"),
    shown(
        "second-factor/reauthenticate/", mfa.ReauthenticateView, "Is it you?", "mfa_reauthenticate"
    ),
    shown(
        "second-factor/app/add/",
        totp.ActivateTOTPView,
        "Add an authenticator app",
        "mfa_activate_totp",
    ),
    shown(
        "second-factor/app/remove/",
        totp.DeactivateTOTPView,
        "Remove the authenticator app",
        "mfa_deactivate_totp",
    ),
    shown(
        "second-factor/recovery/",
        recovery.ViewRecoveryCodesView,
        "Recovery codes",
        "mfa_view_recovery_codes",
    ),
    shown(
        "second-factor/recovery/new/",
        recovery.GenerateRecoveryCodesView,
        "New recovery codes",
        "mfa_generate_recovery_codes",
    ),
    path(
        "second-factor/recovery/download/",
        never_cache(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    shown("passkeys/", webauthn.ListWebAuthnView, "Passkeys", "mfa_list_webauthn"),
    shown("passkeys/add/", webauthn.AddWebAuthnView, "Add a passkey", "mfa_add_webauthn"),
    shown(
        "passkeys/reauthenticate/",
        webauthn.ReauthenticateWebAuthnView,
        "Is it you?",
        "mfa_reauthenticate_webauthn",
    ),
    path("passkeys/login/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    shown(
        "passkeys/signup/", webauthn.SignupWebAuthnView, "Make your passkey", "mfa_signup_webauthn"
    ),
    shown(
        "passkeys/<sealed:pk>/remove/",
        webauthn.RemoveWebAuthnView,
        "Remove a passkey",
        "mfa_remove_webauthn",
    ),
    shown(
        "passkeys/<sealed:pk>/rename/",
        webauthn.EditWebAuthnView,
        "Rename a passkey",
        "mfa_edit_webauthn",
    ),
    shown(
        "elsewhere/", social.ConnectionsView, "Sign-in from elsewhere", "socialaccount_connections"
    ),
    alike("elsewhere/signup/", social.SignupView, "Make an account", "socialaccount_signup"),
    shown(
        "elsewhere/cancelled/",
        social.LoginCancelledView,
        "Nothing happened",
        "socialaccount_login_cancelled",
    ),
    shown(
        "elsewhere/error/", social.LoginErrorView, "That did not work", "socialaccount_login_error"
    ),
    path("orcid/", handing_over("orcid", orcid.oauth2_login), name="orcid_login"),
    path("orcid/callback/", handing_over("orcid", orcid.oauth2_callback), name="orcid_callback"),
    path(
        "openid/<slug:provider_id>/",
        handing_over("openid_connect", openid.login),
        name="openid_connect_login",
    ),
    path(
        "openid/<slug:provider_id>/callback/",
        handing_over("openid_connect", openid.callback),
        name="openid_connect_callback",
    ),
]

"""The letters that go with accounts: allauth asks for them by its own names."""

from typing import Any

from dls.mail.kinds import Kind

CODE = {"code": "the code to type"}
WHERE = {"address": "the address this is about"}
DEVICE = {"when": "when it was done", "from_where": "the network address it was done from"}


def _kind(name: str, title: str, words: dict[str, str], *, secret: bool = False) -> Kind:
    return Kind(f"people/{name}", title, words, editable=False, secret=secret, scoped=False)


KINDS = [
    _kind("sign-up-code", "Code that proves an address at sign-up", CODE, secret=True),
    _kind("address-code", "Code that proves a further address", CODE, secret=True),
    _kind("sign-in-code", "Code to sign in", CODE, secret=True),
    _kind("password-code", "Code for a new password", CODE, secret=True),
    _kind("proof-code", "Code that proves it is still you", CODE, secret=True),
    _kind("no-account", "There is no account", {"sign_up_url": "where to make one"}, secret=True),
    _kind(
        "have-account",
        "There is an account already",
        {"sign_in_url": "where to sign in", "reset_url": "where to choose a new password"},
        secret=True,
    ),
    _kind("password-changed", "Password changed", DEVICE),
    _kind("password-set", "Password set", DEVICE),
    _kind("password-reset", "New password chosen", DEVICE),
    _kind("address-changed", "Another main address", {**DEVICE, **WHERE}),
    _kind("address-removed", "Address removed", {**DEVICE, **WHERE}),
    _kind("app-added", "Authenticator app added", DEVICE),
    _kind("app-removed", "Authenticator app removed", DEVICE),
    _kind("recovery-codes", "New recovery codes", DEVICE),
    _kind("passkey-added", "Passkey added", DEVICE),
    _kind("passkey-removed", "Passkey removed", DEVICE),
    _kind("connected", "Sign-in from elsewhere connected", DEVICE),
    _kind("disconnected", "Sign-in from elsewhere disconnected", DEVICE),
    _kind(
        "token-made",
        "Token made",
        {"token": "its name", "scopes": "what it may do", "days": "for how many days"},
    ),
    _kind("merge-code", "Code to merge two accounts", {**CODE, **WHERE}, secret=True),
    _kind("merge-none", "Nothing to merge", WHERE, secret=True),
    _kind("merged", "Two accounts merged", WHERE),
    _kind("closed", "Account closed", {}, secret=True),
]

# What allauth calls its letters, and what we do.
NAMES = {
    "account/email/email_confirmation_signup": "sign-up-code",
    "account/email/email_confirmation": "address-code",
    "account/email/login_code": "sign-in-code",
    "account/email/password_reset_code": "password-code",
    "account/email/unknown_account": "no-account",
    "account/email/account_already_exists": "have-account",
    "account/email/password_changed": "password-changed",
    "account/email/password_set": "password-set",
    "account/email/password_reset": "password-reset",
    "account/email/email_changed": "address-changed",
    "account/email/email_deleted": "address-removed",
    "mfa/email/totp_activated": "app-added",
    "mfa/email/totp_deactivated": "app-removed",
    "mfa/email/recovery_codes_generated": "recovery-codes",
    "mfa/email/webauthn_added": "passkey-added",
    "mfa/email/webauthn_removed": "passkey-removed",
    "socialaccount/email/account_connected": "connected",
    "socialaccount/email/account_disconnected": "disconnected",
}


def kind_of(prefix: str) -> str:
    return f"people/{NAMES[prefix]}"


def words_of(context: dict[str, Any]) -> dict[str, str]:
    """What our texts may say, from what allauth’s would."""
    when = context.get("timestamp")
    return {
        "code": str(context.get("code", "")),
        "sign_up_url": str(context.get("signup_url", "")),
        "reset_url": str(context.get("password_reset_url", "")),
        "address": str(context.get("to_email") or context.get("deleted_email") or ""),
        "when": f"{when:%d %b %Y, %H:%M} UTC" if when else "",
        "from_where": str(context.get("ip", "")),
    }

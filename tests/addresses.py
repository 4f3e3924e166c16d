"""Every address of the site, and who may open it. A new one fails the tests until it is listed."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

ANYONE = "anyone"  # also without signing in
SIGNED_IN = "whoever is signed in"  # what they see there is theirs
CHAIR = "who runs the conference"  # for everybody else it does not exist
OPERATOR = "operators of the site"
TOKEN = "programs that hold the site's own token"
DEMO = "anyone, and only while demo mode is on"
WHO = {ANYONE, SIGNED_IN, CHAIR, OPERATOR, TOKEN, DEMO}

ACCESS: dict[str, str] = {
    "account_change_password": SIGNED_IN,
    "account_complete_password_reset": ANYONE,
    "account_confirm_login_code": ANYONE,
    "account_confirm_password_reset_code": ANYONE,
    "account_email": SIGNED_IN,
    "account_email_verification_sent": ANYONE,
    "account_inactive": ANYONE,
    "account_login": ANYONE,
    "account_logout": ANYONE,
    "account_password_reset_completed": ANYONE,
    "account_reauthenticate": SIGNED_IN,
    "account_request_login_code": ANYONE,
    "account_reset_password": ANYONE,
    "account_set_password": SIGNED_IN,
    "account_signup": ANYONE,
    "account_signup_by_passkey": ANYONE,
    "demo": DEMO,
    "demo-sign-in": DEMO,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_add_webauthn": SIGNED_IN,
    "mfa_authenticate": ANYONE,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_download_recovery_codes": SIGNED_IN,
    "mfa_edit_webauthn": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_index": SIGNED_IN,
    "mfa_list_webauthn": SIGNED_IN,
    "mfa_login_webauthn": ANYONE,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_reauthenticate_webauthn": SIGNED_IN,
    "mfa_remove_webauthn": SIGNED_IN,
    "mfa_signup_webauthn": ANYONE,
    "mfa_view_recovery_codes": SIGNED_IN,
    "openid_connect_callback": ANYONE,
    "openid_connect_login": ANYONE,
    "orcid_callback": ANYONE,
    "orcid_login": ANYONE,
    "people:add-names": SIGNED_IN,
    "people:close": SIGNED_IN,
    "people:closed": ANYONE,
    "people:connection": SIGNED_IN,
    "people:data": SIGNED_IN,
    "people:end-operator": OPERATOR,
    "people:expertise": SIGNED_IN,
    "people:export": SIGNED_IN,
    "people:first-operator": ANYONE,
    "people:keep": SIGNED_IN,
    "people:merge": SIGNED_IN,
    "people:merge-code": SIGNED_IN,
    "people:merge-confirm": SIGNED_IN,
    "people:merge-do": SIGNED_IN,
    "people:operators": OPERATOR,
    "people:preview": SIGNED_IN,
    "people:profile": SIGNED_IN,
    "people:remove-all": SIGNED_IN,
    "people:remove-connection": SIGNED_IN,
    "people:remove-publication": SIGNED_IN,
    "people:revoke-token": SIGNED_IN,
    "people:tokens": SIGNED_IN,
    "socialaccount_connections": SIGNED_IN,
    "socialaccount_login_cancelled": ANYONE,
    "socialaccount_login_error": ANYONE,
    "socialaccount_signup": ANYONE,
}


def _walk(patterns: list, space: str = "", path: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        here = path + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inside = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, inside, here)
        elif isinstance(pattern, URLPattern):
            yield space + (pattern.name or here), here


def parts(path: str) -> dict[str, str]:
    """What an address takes: the name of each part, and its kind."""
    found = re.findall(r"<(?:(\w+):)?(\w+)>", path)
    return {name: kind or "str" for kind, name in found}


def every() -> dict[str, dict[str, str]]:
    """The name of each address, and what it takes."""
    return {name: parts(path) for name, path in _walk(get_resolver().url_patterns)}

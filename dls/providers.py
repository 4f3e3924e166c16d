"""Where people may sign in from: ORCID and one OpenID provider, each only when it is configured."""

from typing import Any

from dls.env import env


def configured() -> dict[str, Any]:
    """Allauth's settings for the providers that the environment names."""
    return {**_orcid(), **_institution()}


def _orcid() -> dict[str, Any]:
    if not env("ORCID_CLIENT_ID", ""):
        return {}
    return {
        "orcid": {
            "APP": {"client_id": env("ORCID_CLIENT_ID"), "secret": env("ORCID_SECRET")},
            "BASE_DOMAIN": env("ORCID_DOMAIN", "orcid.org"),
        }
    }


def _institution() -> dict[str, Any]:
    if not env("OIDC_CLIENT_ID", ""):
        return {}
    app = {
        "provider_id": "institution",
        "name": env("OIDC_NAME", "Your institution"),
        "client_id": env("OIDC_CLIENT_ID"),
        "secret": env("OIDC_SECRET"),
        "settings": {"server_url": env("OIDC_SERVER")},
    }
    return {"openid_connect": {"APPS": [app]}}

"""Where the cache and the files are: beside us on one machine, or on servers of their own."""

from typing import Any

from dls.env import env


def cache(redis: str) -> dict[str, Any]:
    """Redis where there is one; otherwise a table, for all processes must see the same limits."""
    if redis:
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis}
    return {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "web_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }


def files() -> dict[str, Any]:
    """A bucket when DLS_S3_BUCKET names one; otherwise a folder only we can read."""
    bucket = env("S3_BUCKET", "")
    if not bucket:
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
        }
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env("S3_ENDPOINT", "") or None,
            "access_key": env("S3_ACCESS_KEY", "") or None,
            "secret_key": env("S3_SECRET_KEY", "") or None,
            "region_name": env("S3_REGION", "") or None,
            "default_acl": None,
            "file_overwrite": False,
        },
    }

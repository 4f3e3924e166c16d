"""Whether what we stand on answers."""

import logging

from django.core.cache import cache
from django.db import DatabaseError, connection
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from dls.celery import app

logger = logging.getLogger(__name__)


def look() -> dict[str, str]:
    """Database, cache and broker, each “ok” or “fails”; why is in the log, not in the answer."""
    return {"database": _database(), "cache": _cache(), "broker": _broker()}


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.exception("The database does not answer.")
        return "fails"
    return "ok"


def _cache() -> str:
    try:
        cache.get("health")
    except (DatabaseError, RedisError, OSError):
        logger.exception("The cache does not answer.")
        return "fails"
    return "ok"


def _broker() -> str:
    try:
        with app.connection_for_write(connect_timeout=2) as broker:
            broker.ensure_connection(max_retries=1, timeout=2)
    except (OperationalError, OSError):
        logger.exception("The broker does not answer.")
        return "fails"
    return "ok"

"""Faults reported to Sentry, where an operator wants that; its client is an extra."""

import importlib


def report_to(dsn: str) -> None:
    """From now on faults are reported there, without what tells of persons."""
    importlib.import_module("sentry_sdk").init(dsn=dsn, send_default_pii=False, max_breadcrumbs=20)

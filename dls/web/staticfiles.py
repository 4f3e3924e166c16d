"""Static files with the hash of their content in their name; the style sheets joined into one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEETS = ["tokens", "base", "layout", "components", "pictures", "program", "site", "print"]
JOINED = "css/all.css"


def joined() -> str:
    """The style sheets in the order that fixes their layers."""
    found = (finders.find(f"css/{sheet}.css") for sheet in SHEETS)
    return "\n".join(Path(path).read_text() for path in found if isinstance(path, str))


class Storage(CompressedManifestStaticFilesStorage):
    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        if not dry_run:
            if self.exists(JOINED):
                self.delete(JOINED)
            self._save(JOINED, ContentFile(joined().encode()))
            paths[JOINED] = (self, JOINED)
        yield from super().post_process(paths, dry_run, **options)

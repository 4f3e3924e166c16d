from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from submissions import sniffing
from submissions.actions import manuscripts, supplements
from submissions.models.papers import Paper
from submissions.store import HEAD

Upload = UploadedFile[Any]


class FileForm(forms.Form):
    """A file, looked at for what it is before it is taken."""

    file = forms.FileField(
        error_messages={
            "required": "Choose a file first.",
            "missing": "Choose a file first.",
            "empty": sniffing.EMPTY,
            "max_length": "The name of this file is too long. Give it a shorter one.",
        },
    )
    what = ""
    is_too_large = False

    def __init__(self, paper: Paper, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paper = paper
        self.mending = "Nothing was uploaded: see below."

    @property
    def status(self) -> int:
        """What a browser or program hears of it."""
        return 413 if self.is_too_large else 422 if self.errors else 200

    @property
    def limit(self) -> str:
        return f"{self.most() / sniffing.MB:,.0f} MB"

    def most(self) -> int:
        raise NotImplementedError

    def problem(self, head: bytes) -> str:
        raise NotImplementedError

    def clean_file(self) -> Upload:
        file: Upload = self.cleaned_data["file"]
        if problem := sniffing.too_large(file.size or 0, self.most(), self.what):
            self.is_too_large = True
            raise ValidationError(problem)
        head = file.read(HEAD)
        file.seek(0)
        if problem := self.problem(head):
            raise ValidationError(problem)
        return file


class ManuscriptForm(FileForm):
    what = "a manuscript"

    def most(self) -> int:
        return manuscripts.most(self.paper)

    def problem(self, head: bytes) -> str:
        return sniffing.not_a_paper(head)


class SupplementForm(FileForm):
    what = "a supplement"

    def most(self) -> int:
        return supplements.most(self.paper)

    def problem(self, head: bytes) -> str:
        return sniffing.not_a_supplement(head)


class ReferencesForm(forms.Form):
    """On which page the references start; 0 where there are none."""

    page = forms.IntegerField(
        min_value=0,
        label="Page where the references start",
        help_text="0 if the paper has none.",
        error_messages={"required": "Write the number of the page.", "invalid": "Write a number."},
    )

    def __init__(self, pages: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pages = pages

    def clean_page(self) -> int:
        page: int = self.cleaned_data["page"]
        if page > self.pages:
            raise ValidationError(
                f"The manuscript has {self.pages} pages. Write 1 to {self.pages}."
            )
        return page

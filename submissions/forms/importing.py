from typing import Any

from django import forms

from submissions.actions.importing import MOST_FILES


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """One or more files, each checked as a single one is."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        listed = data if isinstance(data, list | tuple) else [data]
        if len(listed) > MOST_FILES:
            raise forms.ValidationError(f"At most {MOST_FILES} files at once.")
        clean = super().clean
        return [clean(one, initial) for one in listed]


class IntakeForm(forms.Form):
    """What another system exported."""

    exported = SeveralFilesField(
        label="Files",
        help_text="HotCRP: the JSON of the papers, or the zip with their PDFs. EasyChair: "
        "submission.csv and author.csv, or a zip with both and the PDFs. Other tables do, too: "
        "they need a first row with heads such as number, title, authors.",
    )


class ConfirmForm(forms.Form):
    tells_authors = forms.BooleanField(
        label="Write to the authors",
        help_text="Each author with an address hears that a submitted paper names them, and how "
        "to claim it. Without this, nobody gets a letter.",
        required=False,
    )

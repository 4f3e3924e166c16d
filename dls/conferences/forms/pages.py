from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from dls.conferences.forms.fields import LongText
from dls.conferences.models.conference import Conference
from dls.conferences.models.pages import News, Page
from dls.web.forms import MergingForm


class PageForm(MergingForm[Page]):
    """A page of the chairs' own."""

    title = forms.CharField(max_length=120)
    slug = forms.SlugField(
        label="Address", max_length=50, required=False,
        help_text="The last part of it, such as travel. Empty: made from the title.",
        error_messages={"invalid": "An address has letters, digits, hyphens only: travel-grants."},
    )  # fmt: skip

    class Meta:
        model = Page
        fields = ("title", "slug", "body", "is_published")
        labels = {"body": "Text", "is_published": "Published"}
        help_texts = {"is_published": "Otherwise chairs alone see it."}
        widgets = {"body": LongText(16)}

    def __init__(self, conference: Conference, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.conference = conference

    def written(self) -> dict[str, Any]:
        """All of a new page."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}

    def clean_slug(self) -> str:
        typed: str = self.cleaned_data["slug"].lower()
        slug = typed or slugify(self.cleaned_data.get("title", ""))[:50]
        if not slug:
            raise ValidationError("Give an address; none can be made from this title.")
        same = Page.objects.filter(conference=self.instance.conference, slug=slug)
        if same.exclude(pk=self.instance.pk).exists():
            raise ValidationError(f"Another page has the address “{slug}”. Choose a different one.")
        return slug


class NewsForm(MergingForm[News]):
    """A short notice."""

    title = forms.CharField(label="Headline", max_length=200)

    class Meta:
        model = News
        fields = ("title", "body")
        labels = {"body": "Text"}
        help_texts = {"body": "A paragraph or two; links are welcome."}
        widgets = {"body": LongText(4)}

"""The kinds of letters there are, and the words their texts may use."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.template import Engine

# What every letter may say, whoever it is from.
COMMON = {
    "name": "the recipient’s name",
    "site": "the name of this site",
    "site_url": "the address of this site",
}
# What every letter of a conference may say.
OF_A_CONFERENCE = {
    "conference": "the conference’s short name",
    "conference_title": "the conference’s full title",
    "conference_url": "the address of its public page",
    "conference_when": "its days, in words",
    "conference_where": "its place",
    "contact": "the chairs’ contact address",
    "questions": "“Questions: …” with that address, or nothing where there is none",
}


@dataclass(frozen=True)
class Kind:
    """A letter this house can write: its text lies in templates/mail/<name>.txt."""

    name: str  # conferences/invitation
    title: str  # Invitation to the committee
    words: Mapping[str, str] = field(default_factory=dict)  # placeholder → what it stands for
    editable: bool = True  # chairs may change the text for their conference
    secret: bool = False  # carries a code or a sign-in link
    scoped: bool = True  # belongs to a conference
    needs: frozenset[str] = frozenset()  # placeholders without which the letter is of no use
    markdown: frozenset[str] = frozenset()  # words whose values are Markdown; others show as typed

    @property
    def app(self) -> str:
        return self.name.partition("/")[0]

    @property
    def short(self) -> str:
        return self.name.partition("/")[2]

    def vocabulary(self) -> dict[str, str]:
        """All placeholders of this letter, with what they stand for."""
        return {**COMMON, **(OF_A_CONFERENCE if self.scoped else {}), **self.words}

    def source(self) -> tuple[str, str]:
        """Subject and body as they come with the house."""
        text = Engine.get_default().get_template(f"mail/{self.name}.txt").source
        subject, _, body = str(text).partition("\n")
        return subject.strip(), body.strip() + "\n"


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.name] = kind


def get(name: str) -> Kind:
    return _kinds[name]


def title(name: str) -> str:
    kind = _kinds.get(name)
    return kind.title if kind else name


def every() -> list[Kind]:
    return sorted(_kinds.values(), key=lambda kind: kind.name)

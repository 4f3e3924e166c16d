"""The list of authors as a form: one row a person, in order."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import QueryDict

from dls.people import orcid
from dls.web import countries
from dls.web.lines import one_line
from submissions import bylines, pasting
from submissions.bylines import Clash, Entry, Place
from submissions.models.papers import Paper
from submissions.rules.authors import same_address

SALT = "authors-base"
REF = re.compile(r"[A-Za-z0-9-]{1,24}\Z")
TEXTS = {"given_name": 100, "family_name": 100, "email": 254, "orcid": 60}
LABELS = {
    "given_name": "given name", "family_name": "family name", "email": "email", "orcid": "ORCID",
    "affiliations": "affiliations", "is_corresponding": "whom chairs write to",
}  # fmt: skip
INSTITUTION = 200


@dataclass
class Row:
    """One author as typed, with what is wrong."""

    entry: Entry
    claimed: str = ""  # who has claimed it
    errors: dict[str, str] = field(default_factory=dict)
    theirs: list[str] = field(default_factory=list)

    @property
    def ref(self) -> str:
        return self.entry.ref

    @property
    def places(self) -> list[dict[str, str]]:
        """The affiliations, and room for the first."""
        found = self.entry.affiliations or (("", ""),)
        return [{"institution": name, "country": countries.name(code)} for name, code in found]

    @property
    def is_blank(self) -> bool:
        said = self.entry
        return not (said.name or said.email or said.orcid or said.affiliations)


def entries_of(paper: Paper) -> list[Entry]:
    """The authors there are, as the form compares them."""
    return [
        Entry(
            str(one.pk), one.given_name, one.family_name, one.email, one.orcid,
            one.is_corresponding, one.is_presenter,
            tuple((place.institution, place.country) for place in one.affiliations.all()),
        )
        for one in paper.authors.prefetch_related("affiliations")
    ]  # fmt: skip


def base_of(entries: Sequence[Entry]) -> str:
    rows = [[*(getattr(one, name) for name in NAMES)] for one in entries]
    return signing.dumps(rows, salt=SALT, compress=True)


NAMES = tuple(Entry.__dataclass_fields__)


def opened_by(base: str) -> list[Entry]:
    """What the form held when it was opened; nothing where that is not known."""
    try:
        rows: list[list[Any]] = signing.loads(base, salt=SALT)
    except signing.BadSignature:
        return []
    return [_entry(dict(zip(NAMES, row, strict=True))) for row in rows]


def _entry(values: dict[str, Any]) -> Entry:
    places = tuple((name, code) for name, code in values.pop("affiliations"))
    return Entry(**values, affiliations=places)


class AuthorsForm:
    """Rows as they are, or as they were sent; merged with what others saved meanwhile."""

    def __init__(self, paper: Paper, data: QueryDict | None = None) -> None:
        self.paper = paper
        self.now = entries_of(paper)
        self.problems: list[str] = []
        self.is_unsaved = False
        self.clashes: tuple[Clash, ...] = ()
        self.kept: dict[str, Any] = {}
        self.data = data
        self.base = base_of(self.now) if data is None else data.get("base", "")
        sent = [_read(data, ref) for ref in _refs(data)] if data is not None else self.now
        self.rows = [Row(one) for one in sent]
        self._name_the_claimed()

    def _name_the_claimed(self) -> None:
        claimed = self.paper.authors.exclude(person=None).select_related("person")
        names = {str(one.pk): one.person.name for one in claimed if one.person}
        for row in self.rows:
            row.claimed = names.get(row.ref, "")

    @property
    def opened(self) -> list[Entry]:
        return opened_by(self.data.get("base", "")) if self.data is not None else self.now

    def is_valid(self) -> bool:
        return not self.problems and not any(row.errors for row in self.rows)

    def add_error(self, field: str | None, error: str) -> None:
        self.problems.append(error)

    def check(self) -> bool:
        """Merge, then say what is wrong; rows nobody filled in are left out."""
        self.rows = [row for row in self.rows if not row.is_blank]
        for row in self.rows:
            _clean(row)
        self._twice()
        if self.is_valid():
            self._merge()
        return self.is_valid()

    def _twice(self) -> None:
        seen: dict[str, Entry] = {}
        for row in self.rows:
            if row.entry.email in seen:
                row.errors["email"] = same_address(seen[row.entry.email], row.entry)
            elif row.entry.email:
                seen[row.entry.email] = row.entry

    def _merge(self) -> None:
        mine = [row.entry for row in self.rows]
        merge = bylines.merged(self.opened, self.now, mine)
        known = {row.ref: row for row in self.rows}
        self.rows = [
            replace(known[one.ref], entry=one) if one.ref in known else Row(one)
            for one in merge.entries
        ]
        self.clashes = merge.clashes
        rows = {row.ref: row for row in self.rows}
        for clash in merge.clashes:
            _say(clash, rows[clash.ref])
        self._name_the_claimed()

    def entries(self) -> list[Entry]:
        return [row.entry for row in self.rows]

    def renew(self, fresh: "AuthorsForm") -> None:
        """Saving again replaces theirs, now that they have been shown."""
        if self.clashes:
            self.base = base_of(self.now)

    def told(self, fresh: "AuthorsForm") -> dict[str, Any]:
        """What a script needs to keep the page true."""
        sent = [_read(self.data, ref) for ref in _refs(self.data)] if self.data else []
        renamed = {ref: str(author.pk) for ref, author in self.kept.items()}
        mine = [replace(one, ref=renamed.get(one.ref, one.ref)) for one in sent]
        errors = {
            f"{row.ref}-{name}": [text] for row in self.rows for name, text in row.errors.items()
        }
        return {
            "base": fresh.base if self.is_valid() else "",
            "refs": {ref: name for ref, name in renamed.items() if ref != name},
            "clashes": [text for row in self.rows for text in row.theirs],
            "stale": [one.ref for one in mine] != [one.ref for one in fresh.now],
            "errors": errors,
            "problems": self.problems,
        }  # fmt: skip

    # What the buttons do where no script does it.

    def do(self, deed: str, me: Entry) -> None:
        """Add, remove or move a row, or read a pasted list; nothing is saved by it."""
        self.is_unsaved = True
        name, _, ref = deed.partition(":")
        at = next((place for place, row in enumerate(self.rows) if row.ref == ref), -1)
        match name:
            case "add":
                self.rows.append(Row(Entry(self._new())))
            case "me":
                self.rows.append(Row(replace(me, ref=self._new())))
            case "paste":
                self._paste()
            case "place" if at >= 0:
                self._another_place(at)
            case "remove" if at >= 0:
                self.rows.pop(at)
            case "up" | "down" if at >= 0:
                self._shift(at, -1 if name == "up" else 1)

    def _new(self) -> str:
        taken = {row.ref for row in self.rows}
        return next(ref for ref in (f"new-{n}" for n in range(1, 10_000)) if ref not in taken)

    def _paste(self) -> None:
        text = self.data.get("list", "") if self.data is not None else ""
        self.rows = [row for row in self.rows if not row.is_blank]
        found = pasting.read(text)
        for one in found:
            self.rows.append(Row(replace(one, ref=self._new())))
        if not found:
            self.problems.append("There is no name in what you pasted. Put one author on a line.")
        for row in self.rows:
            _clean(row)
        self._twice()

    def _another_place(self, at: int) -> None:
        entry = self.rows[at].entry
        self.rows[at].entry = replace(entry, affiliations=(*entry.affiliations, ("", "")))

    def _shift(self, at: int, steps: int) -> None:
        there = min(max(at + steps, 0), len(self.rows) - 1)
        self.rows.insert(there, self.rows.pop(at))


def _refs(data: QueryDict | None) -> list[str]:
    """The rows in their order; each once."""
    found = data.getlist("row") if data is not None else []
    return list(dict.fromkeys(ref for ref in found if REF.match(ref)))


def _read(data: QueryDict | None, ref: str) -> Entry:
    assert data is not None  # noqa: S101 -- as asked by _refs
    said = {name: one_line(data.get(f"{ref}-{name}", "")) for name in TEXTS}
    places = zip(data.getlist(f"{ref}-institution"), data.getlist(f"{ref}-country"), strict=False)
    return Entry(
        ref, said["given_name"], said["family_name"], said["email"].lower(), said["orcid"],
        ref in data.getlist("corresponding"), data.get("presenter") == ref,
        tuple(found for name, country in places if any(found := _place(name, country))),
    )  # fmt: skip


def _place(institution: str, country: str) -> Place:
    """The country by its code; as typed where it is none."""
    typed = one_line(country)
    return one_line(institution), countries.code(typed) or typed


def _clean(row: Row) -> None:
    """Say of each field what is wrong and how to mend it."""
    said = row.entry
    if not said.name:
        row.errors["family_name"] = "Give a name. If it has one part, it is the family name."
    for name, most in TEXTS.items():
        if len(getattr(said, name)) > most:
            row.errors[name] = f"At most {most} characters. Shorten it."
    if said.email and "email" not in row.errors:
        _clean_email(row)
    if said.orcid and "orcid" not in row.errors:
        _clean_orcid(row)
    if wrong := next((text for place in said.affiliations if (text := _wrong(place))), ""):
        row.errors["affiliations"] = wrong


def _clean_email(row: Row) -> None:
    try:
        validate_email(row.entry.email)
    except ValidationError:
        row.errors["email"] = "This is no email address. It looks like name@place.example."


def _clean_orcid(row: Row) -> None:
    try:
        row.entry = replace(row.entry, orcid=orcid.normalised(row.entry.orcid))
    except ValidationError as error:
        row.errors["orcid"] = error.messages[0]


def _wrong(place: Place) -> str:
    institution, country = place
    if len(institution) > INSTITUTION:
        return f"An affiliation has at most {INSTITUTION} characters. Shorten it."
    if not institution:
        return "Name the institution beside its country."
    if country and country not in countries.NAMES:
        return _unknown(country)
    return ""


def _unknown(country: str) -> str:
    close = difflib.get_close_matches(country.title(), countries.NAMES.values(), 1)
    meant = f"Is it {close[0]}?" if close else "Write its name in English, or its two letters."
    return f"“{country[:60]}” is no country we know. {meant}"


def _say(clash: Clash, row: Row) -> None:
    """What somebody else made of it while I was typing; saving again replaces that."""
    again = "What you typed is still here; save again to replace theirs."
    if not clash.field:
        gone = clash.theirs is None
        row.theirs.append(
            f"Somebody else has taken {row.entry.name} off the list while you were editing. {again}"
            if gone
            else f"Somebody else has changed {row.entry.name} while you removed the entry: it is "
            "still here. Remove it again, or leave it."
        )
    else:
        theirs = _spoken(getattr(clash.theirs, clash.field))
        what = LABELS.get(clash.field, clash.field)
        row.theirs.append(f"Somebody else changed the {what} to “{theirs}”. {again}")
    row.errors.setdefault("theirs", row.theirs[-1])


def _spoken(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(", ".join(part for part in (name, countries.name(code)) if part)
                         for name, code in value) or "none"  # fmt: skip
    return str(value) or "nothing"

"""The call of a conference for posting elsewhere: as Markdown, plain text and HTML."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings

from dls.conferences import front, plain
from dls.conferences.committee import Committee, Seat
from dls.conferences.front import TopicGroup
from dls.conferences.models.audience import SubscriberQuerySet
from dls.conferences.models.conference import Conference, Partner
from dls.conferences.plain import escaped, unwrapped
from dls.conferences.timeline import Line, Timeline
from dls.web import markdown

NAMED = 40  # a longer list of members is left to the page


@dataclass(frozen=True)
class Facts:
    """What a call is made of."""

    conference: Conference
    partners: Sequence[Partner]
    topics: Sequence[TopicGroup]
    times: Timeline
    committee: Committee
    source: str = ""

    @property
    def url(self) -> str:
        """The address of the public page; it tells by which link somebody came."""
        here = settings.SITE_URL + self.conference.get_absolute_url()
        return f"{here}?from={self.source}" if self.source else here


@dataclass(frozen=True)
class Call:
    """One text in the three forms in which mailing lists and sites want it."""

    markdown: str

    @property
    def text(self) -> str:
        return plain.to_text(self.markdown)

    @property
    def html(self) -> str:
        return str(markdown.to_html(self.markdown))


def call(facts: Facts) -> Call:
    """The whole call, ready to be posted."""
    parts = [
        *_head(facts),
        unwrapped(facts.conference.call_text),
        *_topics(facts.topics),
        *_dates(facts.times),
        *_section("What to submit", unwrapped(facts.conference.submit_text)),
        *_committee(facts.committee),
        *_contact(facts),
    ]
    return Call("\n\n".join(part for part in parts if part) + "\n")


def _head(facts: Facts) -> Iterator[str]:
    head = front.masthead(facts.conference, facts.partners)
    yield f"# Call for papers: {escaped(head.title)}"
    where = ", ".join(part for part in (head.place, head.when) if part)
    beside = ". ".join(
        f"{label} {escaped(' and '.join(one.name for one in ones))}" for label, ones in head.beside
    )
    yield ". ".join(part for part in (escaped(where), beside) if part) + ("." if where else "")
    yield f"<{facts.url}>"


def _section(heading: str, body: str) -> list[str]:
    return [f"## {heading}", body] if body else []


def _topics(groups: Iterable[TopicGroup]) -> list[str]:
    lines = []
    for group in groups:
        if group.heading:
            lines.append(f"\n{escaped(group.heading)}:\n")
        lines.extend(f"- {escaped(name)}" for name in group.names)
    return _section("Topics", "\n".join(lines).strip())


def _dates(times: Timeline) -> list[str]:
    lines = "\n".join(f"- {_date(line)}" for line in times.lines)
    note = f"\n\nAll days end {times.zone_note}." if times.zone_note else ""
    return _section("Dates", f"{lines}{note}" if lines else "")


def _date(line: Line) -> str:
    before = ", ".join(old.text for old in line.was)
    return f"{escaped(line.label)}: {line.now.text}" + (f" (was {before})" if before else "")


def _committee(committee: Committee) -> list[str]:
    groups = committee.groups if committee.size <= NAMED else committee.leading
    told = [
        f"{group.heading}\n\n" + "\n".join(f"- {_seat(seat)}" for seat in group.seats)
        for group in groups
    ]
    return _section("Committee", "\n\n".join(told))


def _seat(seat: Seat) -> str:
    title = f" ({seat.title})" if seat.title else ""
    return escaped(f"{seat.name}{title}" + (f", {seat.place}" if seat.place else ""))


def _contact(facts: Facts) -> list[str]:
    known = facts.conference.contact
    return _section("Questions", escaped(known))


def advertising(facts: Facts) -> tuple[str, str]:
    """Subject and text of a letter that asks the committee to tell others."""
    name = facts.conference.name
    due = facts.times.papers
    waits = f" Papers are due {_day(facts.times)}." if due and not facts.times.papers_over else ""
    body = (
        f"Dear {{{{ name }}}},\n\n"
        f"the call for {name} is out.{waits} You know best who should see it: would you send it "
        "to the mailing lists you read, to colleagues and to students?\n\n"
        f"Its page is {facts.url}, and here is the call to paste:\n\n"
        "---\n\n"
        f"{call(facts).markdown.replace('{{', '{ {').replace('# Call', '## Call', 1)}\n"
        "---\n\n"
        "Many thanks,\n\nthe chairs\n"
    )
    return f"Would you tell others about {name}?", body


def _day(times: Timeline) -> str:
    found = [
        line.now.text for line in times.lines if times.papers and line.label == times.papers.label
    ]
    return f"{found[0]} {times.zone_note}".strip() if found else ""


@dataclass(frozen=True)
class SignUps:
    """How many came to the mailing list by one link."""

    source: str
    asked: int
    on_list: int
    share: int  # of the most, in hundredths


def signups(subscribers: SubscriberQuerySet) -> list[SignUps]:
    """All links people came by, the most fruitful first."""
    rows = subscribers.by_source()
    most = max((on_list for _, _, on_list in rows), default=0) or 1
    return [SignUps(name, asked, on, round(100 * on / most)) for name, asked, on in rows]

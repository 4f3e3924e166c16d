"""Letters about papers, each to those who may know what it says."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from dls.mail import outbox
from dls.mail.outbox import Address
from dls.people.models import Person
from dls.web import clock
from submissions import addressing, links, receipts
from submissions.models.authors import Author
from submissions.models.papers import Paper
from submissions.rules import papers as rules


def words(paper: Paper) -> dict[str, str]:
    """What every letter about a paper may say."""
    return {"paper": str(paper), "title": paper.title, "paper_url": whole(paper, "paper")}


def whole(paper: Paper, name: str) -> str:
    args = [paper.conference.slug, paper.number]
    return settings.SITE_URL + reverse(f"submissions:{name}", args=args)


def doer(paper: Paper, by: Person) -> str:
    """Who did it, as the authors read it: of chairs, that it was a chair."""
    return by.name if rules.writes(by, paper) else "a chair"


def reasoned(reason: str) -> dict[str, str]:
    return {"reason_line": f"The reason given: {reason}" if reason else ""}


def post(
    kind: str, to: Iterable[Address], paper: Paper, said: dict[str, str], key: str = ""
) -> None:
    outbox.post(
        f"submissions/{kind}", to, about=paper, scope=paper.conference,
        words=words(paper) | said, key=key,
    )  # fmt: skip


def submitted(paper: Paper, by: Person) -> None:
    """The receipt to who submitted it, a note to the others, a link to who has not claimed it."""
    told = receipts.words(paper) | {"receipt_url": whole(paper, "receipt")}
    key = f"submitted:{paper.pk}"
    everybody = addressing.insiders(paper)
    mine = [one for one in everybody if one.person == by]
    others = [one for one in everybody if one.person != by]
    post("receipt", mine, paper, told, key)
    post("submitted", others, paper, told | {"by": doer(paper, by)}, key)
    named(paper, by)


def filed(paper: Paper, by: Person) -> None:
    """A receipt for another file of a submitted paper."""
    latest = paper.latest
    if not paper.is_submitted or latest is None:
        return
    told = receipts.words(paper) | {"receipt_url": whole(paper, "receipt")}
    mine = [one for one in addressing.insiders(paper) if one.person == by]
    post("receipt", mine, paper, told, f"filed:{paper.pk}:{latest.number}")


def named(paper: Paper, by: Person) -> None:
    """Tell each author of a submitted paper, once, that it names them."""
    if not paper.is_submitted:
        return
    untold = list(paper.authors.filter(told_at=None).exclude(email=""))
    fresh = [one for one in untold if not one.is_denied]
    to = [_asked_to_claim(one, paper) for one in fresh if one.person_id is None]
    said = {"authors": ", ".join(one.name for one in paper.authors.all()), "by": doer(paper, by)}
    post("named", to, paper, said)
    paper.authors.filter(pk__in=[one.pk for one in fresh]).update(told_at=clock.now())


def _asked_to_claim(author: Author, paper: Paper) -> Address:
    author.paper = paper
    return Address(author.email, author.name, words={"claim_url": links.address(author)})


def relisted(paper: Paper, were: Iterable[Author], by: Person) -> None:
    """The list of authors has changed: tell who came, and who went and knew that they were named.

    Another address is another person, until they claim the entry.
    """
    before = list(were)
    there = list(paper.authors.all())
    emails, people = {one.email for one in there}, {one.person_id for one in there}
    known = {one.email for one in before}
    new = [one.pk for one in there if one.person_id is None and one.email not in known]
    paper.authors.filter(pk__in=new).update(told_at=None, denied_at=None, denied_why="")
    unnamed(paper, [one for one in before if _left(one, emails, people)], by)
    named(paper, by)


def _left(author: Author, emails: set[str], people: set[int | None]) -> bool:
    if author.person_id is not None:
        return author.person_id not in people
    return author.email not in emails


def unnamed(paper: Paper, gone: Iterable[Author], by: Person) -> None:
    """Tell those who knew of it that the paper no longer names them."""
    knew = [one for one in gone if one.told_at or one.person_id]
    to = [address for one in knew if (address := addressing.of_author(one))]
    post("unnamed", to, paper, {"by": doer(paper, by)})


def withdrawn(paper: Paper, by: Person) -> None:
    """Whoever knew of it; the reason is for them and the chairs."""
    said = {"by": doer(paper, by), **reasoned(paper.withdrawn_why)}
    post("withdrawn", addressing.told(paper), paper, said)


def revived(paper: Paper, by: Person) -> None:
    state = "a draft" if paper.is_draft else paper.get_status_display().lower()
    post("revived", addressing.told(paper), paper, {"by": doer(paper, by), "state": state})


def denied(author: Author) -> None:
    """The chairs who handle the paper."""
    paper = author.paper
    said = {"who": author.name, "who_email": author.email, **reasoned(author.denied_why)}
    post("denied", addressing.chairs(paper), paper, said)

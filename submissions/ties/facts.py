"""What was found, as sentences for chairs."""

from submissions.ties.institutions import Relation
from submissions.ties.sameness import Same, Shared, Sure
from submissions.ties.values import Confidence, Fact, Former, Kind, Member, Paper, Somebody, Work

RECENT = 5  # years in which writing together counts
LEFT = 2  # years in which a former place counts like the present one
CROWD = 30  # authors: in a longer list, people may never have met
LONGEST = 120


def authorship(author: Somebody, member: Member, same: Same) -> Fact:
    """The member is an author."""
    who = member.person.name
    says = {
        "orcid": f"{author.name}, an author, has the ORCID of {who}.",
        "email": f"{author.name}, an author, has an address of {who}.",
    }.get(same.by, f"{author.name}, an author, may be {who}")
    if same.by == "name":
        says += f": {same.because}." if same.because else ": name and affiliation agree."
    theirs = member.person.name
    return Fact(Kind.AUTHOR, confident(same), says, author.name, same.by, author.name, theirs)


def same_place(author: Somebody, member: Member, found: Shared) -> Fact:
    who, by = f"{author.name} and {member.person.name}", "domain" if found.domain else "affiliation"
    if found.domain:
        says = f"{who} have addresses at {found.domain}."
    elif found.relation == Relation.SAME and found.ours == found.theirs:
        says = f"{who} are both at {found.ours}."
    elif found.relation == Relation.SAME:
        says = f"{author.name} is at {found.ours}, {member.person.name} at {found.theirs}."
    else:
        says = (
            f"{author.name} is at {found.ours}, {member.person.name} at {found.theirs}: "
            "this may be one institution."
        )
    sure = Confidence.HIGH if found.relation == Relation.SAME else Confidence.LOW
    return Fact(Kind.INSTITUTION, sure, says, author.name, by, found.ours, found.theirs)


def former_place(
    author: Somebody, member: Member, former: Former, found: Shared, year: int
) -> Fact:
    when = f" until {former.until}" if former.until else ""
    was = f"{member.person.name} was at {former.institution}{when}"
    same = found.relation == Relation.SAME
    says = (
        f"{was}, where {author.name} is." if same else f"{was}, {author.name} is at {found.ours}."
    )
    fresh = former.until is not None and former.until >= year - LEFT
    sure = fresh and same
    return Fact(
        Kind.INSTITUTION, Confidence.HIGH if sure else Confidence.LOW, says, author.name,
        "former", found.ours, former.institution, former.until,
    )  # fmt: skip


def published(author: Somebody, member: Member, work: Work, same: Same, year: int) -> Fact:
    """They stand together among the authors of a publication."""
    when = f" ({work.year})" if work.year else ""
    says = f"{author.name} and {member.person.name} wrote “{short(work.title)}”{when}{why(same)}."
    old = work.year is not None and work.year < year - RECENT
    sure = confident(same) if not old and len(work.authors) <= CROWD else Confidence.LOW
    return Fact(
        Kind.COAUTHOR, sure, says, author.name, "publications", author.name, work.title, work.year
    )


def wrote_together(author: Somebody, member: Member, paper: Paper, same: Same, year: int) -> Fact:
    """They are authors of another paper here; which one, `theirs` says, not the sentence."""
    says = (
        f"{author.name} and {member.person.name} are authors of another paper of "
        f"{paper.where}{why(same)}."
    )
    old = paper.year is not None and paper.year < year - RECENT
    sure = confident(same) if not old and len(paper.authors) <= CROWD else Confidence.LOW
    return Fact(
        Kind.COAUTHOR, sure, says, author.name, "papers", author.name, paper.key, paper.year
    )


def named_by_authors(member: Member, entry: Somebody, same: Same) -> Fact:
    says = f"The authors name {entry.name} as a collaborator{why(same, member.person.name)}."
    return Fact(
        Kind.COLLABORATOR, confident(same), says, "", "lists", entry.name, member.person.name
    )


def named_by_member(author: Somebody, member: Member, entry: Somebody, same: Same) -> Fact:
    says = f"{member.person.name} names {entry.name} as a collaborator{why(same, author.name)}."
    return Fact(
        Kind.COLLABORATOR, confident(same), says, author.name, "lists", author.name, entry.name
    )


def everybody_named(place: str, member: Member, author: str) -> Fact:
    """A list names everybody of an institution."""
    says = (
        f"{member.person.name} names everybody at {place}, where {author} is."
        if author
        else f"The authors name everybody at {place}, where {member.person.name} is."
    )
    return Fact(Kind.COLLABORATOR, Confidence.HIGH, says, author, "lists", place, place)


def confident(same: Same) -> Confidence:
    return Confidence.HIGH if same.sure == Sure.YES else Confidence.LOW


def why(same: Same, who: str = "") -> str:
    """The doubt that is left."""
    if same.sure == Sure.YES:
        return ""
    meant = f"this may be {who}: " if who else ""
    return f" ({meant}{same.because})"


def short(title: str) -> str:
    return title if len(title) <= LONGEST else f"{title[: LONGEST - 1].rstrip()}…"

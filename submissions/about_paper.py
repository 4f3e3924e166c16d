"""What the page of a paper shows of it, for this reader."""

from typing import TYPE_CHECKING, Any

from submissions import policies, receipts
from submissions.checks.policy import PolicyError
from submissions.models.categories import Category
from submissions.models.papers import Paper
from submissions.models.questions import Answer, Question

if TYPE_CHECKING:
    from dls.people.models import Person

REPRODUCED = ("algorithms", "releases", "data_sets", "hardware", "benchmark")


def shown(paper: Paper, person: "Person") -> dict[str, Any]:
    """What everybody sees who sees the paper."""
    latest = paper.latest
    return {
        "due": paper.due,
        "pages": pages(paper.category),
        "latest": latest,
        "size": receipts.size(latest) if latest else "",
        "reproduced": reproduced(paper),
        "links": links(paper),
        "answers": answers(paper, person),
    }


def pages(category: Category) -> str:
    """6 to 8 pages."""
    try:
        rule = policies.of(category).pages
    except PolicyError:
        return ""
    least, most = rule.least, rule.most
    if least and most and least != most:
        return f"{least} to {most} pages"
    if most:
        return f"{'' if least == most else 'at most '}{most} page{'' if most == 1 else 's'}"
    return f"at least {least} pages" if least else ""


def reproduced(paper: Paper) -> list[tuple[str, str]]:
    """The answers about reproducibility, with their names."""
    return [
        (str(paper._meta.get_field(name).verbose_name).capitalize(), getattr(paper, name))  # type: ignore[union-attr]
        for name in REPRODUCED
        if getattr(paper, name)
    ]


def links(paper: Paper) -> list[tuple[str, str]]:
    """Where it lies elsewhere: only for who may know its authors, since it names them."""
    if not paper.shows_authors:
        return []
    arxiv = f"https://arxiv.org/abs/{paper.arxiv}" if paper.arxiv else ""
    found = [("arXiv", arxiv), ("Code", paper.code_link), ("Data", paper.data_link)]
    return [(name, url) for name, url in found if url]


def answers(paper: Paper, person: "Person") -> list[tuple[str, str]]:
    """Answers to the chairs’ own questions that this person may read."""
    rows = Answer.objects.of(paper, person).select_related("question")
    return [(one.question.label, _said(one)) for one in rows if one.value not in ("", None, [])]


def _said(answer: Answer) -> str:
    if answer.question.kind == Question.Kind.YES_NO:
        return "yes" if answer.value else "no"
    value = answer.value
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)

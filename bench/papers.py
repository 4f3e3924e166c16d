"""Pages of papers among 10,000 of them: `python bench/papers.py`.

Processor time of this process for a whole page, answered by the site itself; the least of several
runs. The database is a new SQLite file, or the empty one DLS_DATABASE_URL names.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
PAPERS = 10_000
RUNS = 15
PAGE, MANY, ONE = 20.0, 75.0, 11.0  # milliseconds at most
SEARCHES = (
    "",
    "scaling",
    '"demo networks" -training',
    "topic:storage or topic:graphs",
    "author:author7",
    "country:de status:submitted",
    "format:fail",
    "updated:<5d",
    "(compilers or storage) -status:draft",
)
FIELDS = ("storage", "graphs", "training", "compilers", "networks", "memory", "faults", "solvers")
HOTCRP = "  HotCRP, as recorded elsewhere: 50 ms for a list of 1,000; 11 ms for a paper's page."


def surroundings(var: Path) -> None:
    os.environ.update(
        DJANGO_SETTINGS_MODULE="dls.settings", DLS_EMBEDDED="1", DLS_DEMO="0", DLS_VAR=str(var),
        DLS_LOG_LEVEL="ERROR",
    )  # fmt: skip
    sys.path.insert(0, str(ROOT))


def built() -> None:
    """A conference with its papers, written past the actions: only reading is measured."""
    import django  # noqa: PLC0415 -- after the environment was set

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    _conference()
    _papers()
    _index()
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _conference() -> None:
    from dls.conferences.models.conference import Conference, Topic  # noqa: PLC0415
    from dls.conferences.models.roles import Role  # noqa: PLC0415
    from dls.conferences.models.series import Series  # noqa: PLC0415
    from dls.people.models import Person  # noqa: PLC0415
    from submissions.models.categories import Category  # noqa: PLC0415

    series = Series.objects.create(slug="bench", title="Bench", short="Bench")
    conference = Conference.objects.create(
        series=series, slug="bench1", name="Bench 1", title="The bench", state="public"
    )
    chair = Person.objects.create_user("chair@bench.example", given_name="Demo Chair")
    Role.objects.create(
        conference=conference, kind="chair", person=chair, state="accepted",
        email=chair.email, name="Demo Chair",
    )  # fmt: skip
    Category.objects.create(conference=conference, name="Full paper", pages_max=8)
    Category.objects.create(conference=conference, name="Short paper", pages_max=4, number=2)
    for number, name in enumerate(FIELDS, 1):
        Topic.objects.create(conference=conference, name=name, number=number, position=number)


def _papers() -> None:
    from datetime import timedelta  # noqa: PLC0415

    from dls.conferences.models.conference import Conference, Topic  # noqa: PLC0415
    from dls.web import clock  # noqa: PLC0415
    from submissions.models.authors import Author, AuthorAffiliation  # noqa: PLC0415
    from submissions.models.categories import Category  # noqa: PLC0415
    from submissions.models.papers import Paper  # noqa: PLC0415

    dice, now = Random(1), clock.now()
    conference = Conference.objects.get()
    categories, topics = list(Category.objects.all()), list(Topic.objects.all())

    def words() -> list[str]:
        return [dice.choice(FIELDS) + dice.choice(("", "s", "ing", f"{dice.randrange(900)}"))
                for _ in range(120)]  # fmt: skip

    papers = []
    for number in range(1, PAPERS + 1):
        draft = number % 10 == 0
        papers.append(
            Paper(
                conference=conference, number=number, category=dice.choice(categories),
                status="draft" if draft else "submitted",
                submitted_at=None if draft else now,
                title=f"Scaling {dice.choice(FIELDS)} of demo networks {number}",
                abstract=" ".join(words()),
                updated_at=now - timedelta(hours=dice.randrange(500)),
            )
        )  # fmt: skip
    Paper.objects.bulk_create(papers, batch_size=500)
    papers = list(Paper.objects.order_by("number"))
    through = Paper.topics.through
    through.objects.bulk_create(
        (through(paper_id=paper.pk, topic_id=topic.pk)
         for paper in papers for topic in dice.sample(topics, 2)), batch_size=1000,
    )  # fmt: skip
    Author.objects.bulk_create(
        (Author(paper=paper, position=place, given_name="Demo",
                family_name=f"Author{dice.randrange(9000)}", email=f"a{place}@{paper.pk}.example",
                is_corresponding=place == 1)
         for paper in papers for place in range(1, 5)), batch_size=1000,
    )  # fmt: skip
    authors = list(Author.objects.select_related("paper"))
    AuthorAffiliation.objects.bulk_create(
        (AuthorAffiliation(author=one, institution=f"Demo University {dice.randrange(400)}",
                           country=dice.choice(("DE", "US", "JP", "BR")))
         for one in authors), batch_size=1000,
    )  # fmt: skip
    _manuscripts(dice)


def _manuscripts(dice: Random) -> None:
    from submissions.models.manuscripts import Manuscript  # noqa: PLC0415
    from submissions.models.papers import Paper  # noqa: PLC0415
    from submissions.models.reports import Finding, FormatReport  # noqa: PLC0415

    papers = list(Paper.objects.all())
    Manuscript.objects.bulk_create(
        (Manuscript(paper=paper, number=number, sha256=f"{paper.pk:064}", name="paper.pdf",
                    size=2_000_000, kind="application/pdf")
         for paper in papers for number in (1, 2)), batch_size=1000,
    )  # fmt: skip
    FormatReport.objects.bulk_create(
        (FormatReport(manuscript=one, state="done", pages=8, counted_pages=7)
         for one in Manuscript.objects.all()), batch_size=1000,
    )  # fmt: skip
    Finding.objects.bulk_create(
        (Finding(report=one, rule=rule, level=level, message="Mend it.")
         for one in FormatReport.objects.all()
         for rule, level in dice.sample((("margins", "block"), ("links", "note"),
                                         ("leading", "warn"), ("columns", "warn")), 1)),
        batch_size=1000,
    )  # fmt: skip


def _index() -> None:
    """The words of all papers, as the action that changes one keeps them."""
    from submissions.actions import words  # noqa: PLC0415
    from submissions.models.papers import Paper, PaperWord  # noqa: PLC0415

    rows: list[PaperWord] = []
    for paper in Paper.objects.order_by("number"):
        rows += [
            PaperWord(conference_id=paper.conference_id, paper=paper, place=place, word=word)
            for place, word in set(words.of(paper))
        ]
        if len(rows) > 20_000:
            PaperWord.objects.bulk_create(rows, batch_size=1000)
            rows = []
    PaperWord.objects.bulk_create(rows, batch_size=1000)


def least(deed: Callable[[], object]) -> float:
    """Milliseconds of processor time, of the quickest run."""
    found = []
    for _ in range(RUNS):
        started = time.process_time()
        deed()
        found.append((time.process_time() - started) * 1000)
    return min(found)


def yardstick() -> float:
    """A loop of plain Python, to compare machines by."""
    return least(lambda: sum(number * number for number in range(300_000)))


def measure() -> bool:
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from dls.people.models import Person  # noqa: PLC0415

    client = Client(headers={"Host": "localhost"})
    client.force_login(Person.objects.get())
    columns = "status,category,format,topics,updated"

    def page(path: str, **query: str) -> float:
        answer = client.get(path, query)
        assert answer.status_code == 200, (path, answer.status_code)
        return least(lambda: client.get(path, query))

    def queries(path: str, **query: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(path, query)
        return len(asked)

    good = True
    print(f"  {connection.vendor}; yardstick loop: {yardstick():.1f} ms")
    for search in SEARCHES:
        asked = {"q": search, "columns": columns}
        took = page("/bench1/papers/", **asked)
        good &= took <= PAGE
        many = queries("/bench1/papers/", **asked)
        print(f"  100 of {PAPERS:,}, 5 columns: {took:5.1f} ms, {many} queries (aim {PAGE:.0f}) "
              f"  {search or 'everything'}")  # fmt: skip
    for title, path, aim, asked in (
        ("1,000 rows", "/bench1/papers/", MANY, {"columns": columns, "show": "many"}),
        ("a paper's page", "/bench1/papers/77/", ONE, {}),
    ):
        took = page(path, **asked)
        good &= took <= aim
        print(f"  {title}: {took:.1f} ms, {queries(path, **asked)} queries (aim {aim:.0f})")
    print(HOTCRP)
    return good


def main() -> None:
    print("Papers")
    with tempfile.TemporaryDirectory(prefix="dls-bench-") as folder:
        surroundings(Path(folder))
        built()
        good = measure()
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()

"""The demo: what the sources print is printed; a second run changes nothing; nobody real is written to."""

import itertools
import re
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from lxml.html import fromstring

from dls.conferences.demo import director, facts, workshops
from dls.conferences.models.conference import Conference
from dls.conferences.models.deadlines import Deadline
from dls.conferences.models.roles import Role
from dls.conferences.models.series import Series
from dls.conferences.rules.deadlines import out_of_order
from dls.conferences.rules.setup import lacking
from dls.journal.models import Entry
from dls.mail.models import Letter, Mailing
from dls.people.models import Person

TODAY = date(2031, 3, 4)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Built once for all tests here, which only read, and undone after them."""
    from django.db import transaction
    from django.test import override_settings

    with django_db_blocker.unblock(), override_settings(DEMO=True), transaction.atomic():
        director.play(TODAY)
        yield
        transaction.set_rollback(True)


def days(deadline: Deadline) -> list[date]:
    """All days a date ever had, the one that holds last."""
    moments = [*(extension.was for extension in deadline.extensions.all()), deadline.at]
    return [moment.astimezone(ZoneInfo(deadline.zone)).date() for moment in moments]


def printed(edition: str) -> list[str]:
    """The committee as lines, in the order of the page."""
    roles = Role.objects.printed().filter(conference__slug=edition)
    order = list(Role.Kind.values)
    found = sorted(roles, key=lambda role: (order.index(role.kind), role.position))
    return [
        f"{role.name}{f' ({role.title})' if role.title else ''}, {role.affiliation}, {role.country}"
        for role in found
    ]


def everything() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_the_dates_of_2019_keep_every_day_they_had(demo):
    dates = Deadline.objects.filter(conference__slug="dls2019").prefetch_related("extensions")
    assert {str(one): days(one) for one in dates} == {
        "Papers due": [date(2019, 9, 1), date(2019, 9, 11), date(2019, 9, 16)],
        "Acceptance notification": [
            date(2019, 9, 16), date(2019, 9, 26), date(2019, 10, 1), date(2019, 10, 3),
        ],
        "Camera ready": [date(2019, 10, 1), date(2019, 10, 11)],
    }  # fmt: skip


def test_an_imported_extension_does_not_claim_to_know_who_when_and_why(demo):
    old = Deadline.objects.get(conference__slug="dls2019", kind="papers").extensions.first()
    assert (old.by, old.at, old.reason) == (None, None, "")


def test_the_committee_of_2019_is_printed_as_it_was(demo):
    lines = printed("dls2019")
    assert len(lines) == 35
    assert lines[:5] == [
        "Valeriu Codreanu (co-chair), SURFsara, Netherlands",
        "Ian Foster (co-chair), UChicago & ANL, USA",
        "Zhao Zhang (co-chair), TACC, USA",
        "Weijia Xu (proceeding chair), TACC, USA",
        "Ahmed Al-Jarro, Fujitsu Laboratories of Europe, UK",
    ]
    assert lines[-1] == "Huazhe Zhang, Facebook, USA"
    assert "Chris A. Mattmann, JPL, Caltech & USC, USA" in lines
    assert "Sofia Vallecorsa, CERN, Switzerland" in lines


def test_the_committee_of_the_proposal_keeps_its_own_affiliations(demo):
    lines = printed("isc2020")
    assert len(lines) == 32
    assert {
        "Erich Elsen, Google Brain, USA",
        "Arvind Ramanathan, ORNL, USA",
        "Boris Ginsburg, NVIDIA, USA",
        "Maxwell Cai, SURFsara, Netherlands",
    } <= set(lines)


def test_behind_a_printed_affiliation_stand_institutions_with_country_and_sector(demo):
    role = Role.objects.get(conference__slug="dls2019", name="Chris A. Mattmann")
    found = [(one.institution, one.country, one.sector) for one in role.affiliations.all()]
    assert found == [
        ("Jet Propulsion Laboratory", "US", "laboratory"),
        ("California Institute of Technology", "US", "academia"),
        ("University of Southern California", "US", "academia"),
    ]
    assert (
        not Role.objects.printed()
        .filter(conference__slug__in=facts.EDITIONS, affiliations=None)
        .exists()
    )


def test_family_names_of_two_words_stay_whole(demo):
    found = Role.objects.get(conference__slug="dls2019", name="Simon Portegies Zwart")
    assert found.family_name == "Portegies Zwart"


def test_the_topics_are_fourteen_in_2019_and_stand_in_four_groups_in_the_proposal(demo):
    flat = Conference.objects.get(slug="dls2019").topics.all()
    assert (len(flat), flat[0].name) == (
        14,
        "Emerging scientific applications driven by DL methods",
    )
    assert not any(topic.parent_id for topic in flat)
    groups = Conference.objects.get(slug="isc2020").topics.filter(parent=None)
    assert [(group.name[:9], group.children.count()) for group in groups] == [
        ("DL as a n", 4), ("DL for Sc", 2), ("Scalable ", 7), ("Novel har", 1),
    ]  # fmt: skip


def test_2019_has_its_place_its_contact_and_its_figures(demo):
    found = Conference.objects.get(slug="dls2019")
    assert found.place == "Denver, Colorado, USA"
    assert (found.starts_on, found.venue) == (date(2019, 11, 17), "502-503-504")
    assert found.contact == "DLSuperWorkshop19@gmail.com"
    assert (found.recorded_submissions, found.recorded_accepted) == (23, 11)
    assert found.attendance_note == "more than 400"
    assert (found.profile, found.agreement) == ("ieee", "conditional")
    partners = [(one.kind, one.name.partition(":")[0]) for one in found.partners.all()]
    assert partners == [("cooperation", "TCHPC"), ("parent", "SC19")]


def test_what_the_sources_do_not_say_stays_empty(demo):
    found = Conference.objects.get(slug="dls2020")
    assert (found.call_text, found.contact, found.attendance) == ("", "", None)
    assert found.recorded_submissions is None
    assert not found.deadlines.exists()
    assert not found.topics.exists()
    assert not Role.objects.printed().filter(conference=found).exists()
    assert Conference.objects.get(slug="isc2020").place == ""


def test_the_timeline_of_the_proposal_has_ranges_and_milestones_for_chairs(demo):
    dates = Deadline.objects.filter(conference__slug="isc2020")
    kept = [one for one in dates if not one.is_public]
    assert [one.label for one in kept if one.until] == [
        "Inviting keynote speaker, website setup, advertising, contacting publishers for proceedings"
    ]
    assert {"Organizational meeting", "Technical program released"} <= {one.label for one in kept}
    shown = [(one.label, days(one)[-1]) for one in dates if one.is_public]
    assert shown == [
        ("Papers due", date(2020, 3, 31)),
        ("Acceptance notification", date(2020, 4, 16)),
        ("Camera ready due", date(2020, 5, 15)),
    ]


def test_editions_held_elsewhere_have_their_links_and_figures(demo):
    found = Series.objects.get(slug="dls").outside_editions.order_by("ordinal")
    assert [(one.event, one.city, one.link, one.attendance_note) for one in found] == [
        ("SC18", "Dallas", "https://www.tacc.utexas.edu/workshop/2018/deep-learning", "over 200"),
        ("ISC19", "Frankfurt", "https://dlonsc.github.io/", ""),
    ]


def test_a_chair_can_look_behind_a_finished_edition_and_is_not_printed(demo):
    chair = Person.objects.get(email="demo.chair.1@demo.example")
    assert set(facts.EDITIONS) <= {one.slug for one in Conference.objects.run_by(chair)}
    assert not Role.objects.printed().filter(person=chair, conference__series__slug="dls").exists()


def test_finished_editions_are_archived_and_the_workshops_are_public(demo):
    states = dict(Conference.objects.values_list("slug", "state"))
    assert {states[name] for name in facts.EDITIONS} == {"archived"}
    assert {states[one["slug"]] for one in workshops.told()} == {"public"}


@pytest.mark.parametrize("one", workshops.told(), ids=lambda one: one["slug"])
def test_the_dates_of_a_workshop_stand_in_order_and_in_its_phase(demo, one):
    found = Conference.objects.get(slug=one["slug"])
    assert out_of_order(found, found.deadlines.all()) == []
    papers = found.deadlines.get(kind="papers", scope="")
    assert days(papers)[-1] == TODAY + timedelta(days=one["deadlines"]["papers"])


def test_an_extension_of_a_workshop_says_who_and_why(demo):
    moved = Conference.objects.get(slug="demo-call").deadlines.get(kind="papers").extensions.get()
    assert (moved.by.name, bool(moved.reason)) == ("Demo Chair 1", True)


def test_the_journal_reads_in_the_order_of_time(demo):
    moments = list(Entry.objects.order_by("pk").values_list("at", flat=True))
    assert all(one <= other for one, other in itertools.pairwise(moments))


def test_every_address_ends_in_example_but_the_printed_contact(demo):
    addresses = {
        *Person.objects.values_list("email", flat=True),
        *Role.objects.exclude(email="").values_list("email", flat=True),
        *Letter.objects.values_list("to", flat=True),
    }
    assert all(one.endswith(".example") for one in addresses)


def test_no_real_person_is_written_to(demo):
    real = Role.objects.filter(conference__slug__in=facts.EDITIONS, is_listed=True)
    assert not real.exclude(email="").exists()
    assert not real.exclude(person=None).exists()


def test_people_of_the_demo_say_in_their_name_that_they_are(demo):
    assert all(re.match(r"Demo (Author|Reviewer|Chair|Operator)", one.name)
               for one in Person.objects.all())  # fmt: skip
    assert Person.objects.demo().count() == 30 + 40 + 3 + 1


def test_a_second_run_changes_nothing(demo, settings):
    settings.DEMO = True
    before = everything()
    assert director.play(TODAY + timedelta(days=3)) == []
    assert everything() == before


def test_without_demo_mode_there_is_no_demo(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DLS_DEMO=1"):
        call_command("demo")


def test_the_next_workshop_is_begun_and_far_from_ready(demo):
    found = Conference.objects.get(slug="demo-next")
    assert found.state == "preparing"
    assert found.deadlines.filter(is_proposal=True).exists()
    assert lacking(found)


def test_committees_hold_every_answer_there_is(demo):
    states = Role.objects.filter(conference__slug="demo-call").values_list("state", flat=True)
    assert set(states) == set(Role.State.values)


def test_somebody_without_an_account_is_invited(demo):
    waiting = Role.objects.waiting().filter(conference__slug="demo-call")
    emails = set(waiting.values_list("email", flat=True))
    assert emails - set(Person.objects.values_list("email", flat=True))


def test_letters_to_many_are_drafted_planned_held_and_sent(demo):
    states = set(Mailing.objects.values_list("state", flat=True))
    assert states == {"draft", "queued", "held", "out"}


def test_the_mailing_list_has_every_kind_of_subscriber(demo):
    found = Series.objects.get(slug="demo-workshops").subscribers
    left = found.exclude(left_at=None).count()
    assert (found.confirmed().count(), left, found.filter(confirmed_at=None).count()) == (10, 2, 4)


@pytest.fixture
def page_of_2019(demo, client):
    return fromstring(client.get("/dls2019/").content)


def said(node, path: str) -> list[str]:
    """The texts of what a path finds, with single blanks."""
    return [" ".join(one.text_content().split()) for one in node.xpath(path)]


def test_the_page_of_2019_strikes_the_old_dates_through_in_order(page_of_2019):
    lines = page_of_2019.xpath("//ol[contains(@class, 'dates')]/li")
    found = {said(one, "span")[0]: said(one, ".//del") + said(one, "time") for one in lines}
    assert found == {
        "Papers due": ["1 Sep", "11 Sep", "16 Sep 2019"],
        "Acceptance notification": ["16 Sep", "26 Sep", "1 Oct", "3 Oct 2019"],
        "Camera ready": ["1 Oct", "11 Oct 2019"],
        "DLS 2019": ["17 Nov 2019"],
    }


def test_the_page_of_2019_prints_the_whole_committee_and_nobody_else(page_of_2019):
    people = said(page_of_2019, "//ul[contains(@class, 'people')]/li")
    assert len(people) == 35
    assert people[0] == "Valeriu Codreanu (co-chair) SURFsara, Netherlands"
    assert people[3] == "Weijia Xu (proceeding chair) TACC, USA"
    assert people[-1] == "Huazhe Zhang Facebook, USA"


def test_the_page_of_2019_prints_topics_contact_and_figures(page_of_2019):
    topics = said(page_of_2019, "//ul[contains(@class, 'topics')]/li")
    assert topics == [name for _, name in facts.topics("dls2019")]
    text = " ".join(page_of_2019.text_content().split())
    assert "DLSuperWorkshop19@gmail.com" in text
    assert "23 papers came in, 11 were accepted. More than 400 people came." in text
    assert "Demo Chair 1" not in text

"""Roles once they are held: recorded, corrected, changed, ended, resigned, merged, anonymised."""

import pytest
from allauth.account.models import EmailAddress

from dls.conferences import committee, gathering
from dls.conferences.actions import belongings
from dls.conferences.actions import roles as actions
from dls.conferences.actions.roles import Institution, Printed
from dls.conferences.models.conference import Conference
from dls.conferences.models.roles import Role
from dls.journal.models import Entry
from dls.mail import audiences
from dls.mail.models import Letter
from dls.web.verdicts import Refused
from tests.conftest import holds

LOVELACE = Printed(
    "Demo Lovelace",
    title="co-chair",
    affiliation="UChicago & ANL",
    country="USA",
    institutions=(
        Institution("University of Chicago", "US", "academia"),
        Institution("Argonne National Laboratory", "US", "laboratory"),
    ),
)


def role_of(person) -> Role:
    return Role.objects.get(person=person)


def test_a_recorded_role_is_accepted_and_sends_no_letter(conference):
    role = actions.record_role(conference, Role.Kind.CHAIR, LOVELACE, by=None)
    assert (role.state, role.person, role.family_name) == ("accepted", None, "Lovelace")
    assert [place.country for place in role.affiliations.all()] == ["US", "US"]
    assert Letter.objects.count() == 0
    assert Entry.objects.get().verb == "recorded"


@pytest.mark.parametrize("who", ["stranger", "other_chair"])
def test_a_role_recorded_by_nobody_here_is_refused_and_changes_nothing(conference, who, request):
    by = request.getfixturevalue(who)
    with pytest.raises(Refused, match="Only a chair"):
        actions.record_role(conference, Role.Kind.MEMBER, LOVELACE, by=by)
    assert (conference.roles.count(), Entry.objects.count()) == (0, 0)


def test_a_correction_changes_what_is_printed_and_not_the_profile(conference, chair, member):
    role = actions.correct_role(role_of(member), LOVELACE, by=chair)
    member.refresh_from_db()
    assert (role.name, role.title, member.family_name) == ("Demo Lovelace", "co-chair", "Member")
    assert Entry.objects.get().details["changes"]["name"] == ["Demo Member", "Demo Lovelace"]


def test_a_correction_makes_the_public_pages_new(conference, chair, member):
    before = conference.revision
    actions.correct_role(role_of(member), LOVELACE, by=chair)
    conference.refresh_from_db()
    assert conference.revision > before


def test_the_address_of_somebody_who_answered_is_theirs_alone(chair, member):
    with pytest.raises(Refused, match="only they can change"):
        actions.correct_role(role_of(member), LOVELACE, by=chair, email="else@demo.example")
    assert role_of(member).email == member.email


def test_a_role_changes_its_kind_and_the_person_is_told(chair, member):
    role = actions.change_kind(role_of(member), Role.Kind.AREA_CHAIR, by=chair)
    letter = Letter.objects.get()
    assert (role.kind, letter.to) == ("area-chair", member.email)
    assert "from PC member to **area chair**" in letter.body


def test_a_kind_somebody_has_already_is_refused(conference, chair, member):
    holds(member, conference, Role.Kind.AREA_CHAIR)
    role = Role.objects.get(person=member, kind="member")
    with pytest.raises(Refused, match="is Area chair already"):
        actions.change_kind(role, Role.Kind.AREA_CHAIR, by=chair)
    assert Letter.objects.count() == 0


def test_an_ended_role_is_not_printed_and_opens_nothing(conference, chair, make_person):
    second = make_person("second")
    holds(second, conference, Role.Kind.CHAIR)
    actions.end_role(role_of(second), by=chair, reason="Thank you.")
    assert not Conference.objects.run_by(second).exists()
    assert list(conference.roles.printed()) == [role_of(chair)]
    assert "Thank you." in Letter.objects.get().body


@pytest.mark.parametrize("deed", ["end", "resign", "change"])
def test_the_last_chair_stays(chair, deed):
    deeds = {
        "end": lambda role: actions.end_role(role, by=chair),
        "resign": lambda role: actions.resign(role, by=chair),
        "change": lambda role: actions.change_kind(role, Role.Kind.MEMBER, by=chair),
    }
    with pytest.raises(Refused, match="only chair"):
        deeds[deed](role_of(chair))
    assert (role_of(chair).state, role_of(chair).kind) == ("accepted", "chair")
    assert Letter.objects.count() == 0


def test_a_chair_whose_account_is_closed_does_not_count(conference, chair, make_person):
    gone = make_person("gone", is_active=False)
    holds(gone, conference, Role.Kind.CHAIR)
    with pytest.raises(Refused, match="only chair"):
        actions.resign(role_of(chair), by=chair)


@pytest.mark.parametrize("who", ["stranger", "member", "other_chair"])
def test_a_role_ended_by_nobody_here_stays(conference, chair, make_person, who, request):
    role = holds(make_person("victim"), conference, Role.Kind.MEMBER)
    with pytest.raises(Refused, match="Only a chair"):
        actions.end_role(role, by=request.getfixturevalue(who))
    role.refresh_from_db()
    assert (role.state, Letter.objects.count()) == ("accepted", 0)


def test_a_member_resigns_and_the_chairs_read_why(chair, member):
    actions.resign(role_of(member), by=member, reason="Too much to do.")
    letter = Letter.objects.get()
    assert (letter.to, role_of(member).state) == (chair.email, "ended")
    assert "Too much to do." in letter.body


def test_nobody_resigns_for_another(member, stranger):
    with pytest.raises(Refused, match="You hold no such role"):
        actions.resign(role_of(member), by=stranger)
    assert role_of(member).state == "accepted"


def test_the_committee_of_an_archived_conference_stays_as_it_is(conference, chair, member):
    Conference.objects.update(state="archived")
    for deed in (
        lambda: actions.end_role(role_of(member), by=chair),
        lambda: actions.correct_role(role_of(member), LOVELACE, by=chair),
        lambda: actions.resign(role_of(member), by=member),
    ):
        with pytest.raises(Refused, match="archived"):
            deed()
    assert role_of(member).name == "Demo Member"


def test_the_committee_is_grouped_by_role_and_sorted_by_place_then_name(conference):
    for name, kind, position in (
        ("Demo Zeta", "member", 0),
        ("Demo van der Berg", "member", 0),
        ("Demo First", "member", 1),
        ("Demo Ångström", "member", 0),
        ("Demo Two", "chair", 2),
        ("Demo One", "chair", 1),
    ):
        printed = Printed(name, position=position)
        actions.record_role(conference, kind, printed, by=None)
    actions.record_role(conference, "member", Printed("Hidden", is_listed=False), by=None)
    groups = committee.of(conference.roles.printed()).groups
    assert [
        (group.heading, [seat.name.split()[-1] for seat in group.seats]) for group in groups
    ] == [
        ("Chairs", ["One", "Two"]),
        ("Program committee", ["First", "Ångström", "Berg", "Zeta"]),
    ]


@pytest.mark.parametrize(
    ("viewer", "sees"),
    [
        ("chair", {"Demo Chair", "Demo Member", "Asked", "Hidden"}),
        ("member", {"Demo Chair", "Demo Member"}),
        ("stranger", {"Demo Chair", "Demo Member"}),
        ("other_chair", {"Demo Chair", "Demo Member"}),
    ],
)
def test_who_sees_which_roles(conference, chair, member, viewer, sees, request):
    Role.objects.create(conference=conference, name="Asked", email="asked@demo.example")
    Role.objects.create(conference=conference, name="Hidden", state="accepted", is_listed=False)
    found = Role.objects.visible_to(request.getfixturevalue(viewer)).filter(conference=conference)
    assert {role.name for role in found} == sees


def test_nobody_sees_the_committee_of_a_conference_in_preparation(make_conference, stranger):
    hidden = make_conference("hidden", state="preparing")
    actions.record_role(hidden, Role.Kind.MEMBER, LOVELACE, by=None)
    assert not Role.objects.visible_to(stranger).exists()


def test_audiences_find_each_role_and_leave_closed_accounts_out(conference, chair, member):
    Role.objects.create(conference=conference, name="Asked", email="asked@demo.example")
    Role.objects.create(conference=conference, name="No", email="no@demo.example", state="declined")

    def found(name):
        return {one.email for one in audiences.recipients(f"roles/{name}", conference)}

    assert found("all") == {chair.email, member.email}
    assert (found("member"), found("chair")) == ({member.email}, {chair.email})
    assert (found("invited"), found("declined")) == ({"asked@demo.example"}, {"no@demo.example"})
    type(member).objects.filter(pk=member.pk).update(is_active=False)
    assert found("member") == set()


def test_roles_move_when_two_accounts_become_one(conference, chair, member, make_person):
    kept = make_person("kept")
    holds(kept, conference, Role.Kind.MEMBER)
    area = holds(member, conference, Role.Kind.AREA_CHAIR)
    belongings.move_roles(kept, member)
    area.refresh_from_db()
    assert (area.person, area.state) == (kept, "accepted")
    assert sorted(kept.roles.values_list("kind", "state")) == [
        ("area-chair", "accepted"),
        ("member", "accepted"),
        ("member", "ended"),
    ]
    assert not member.roles.exists()


def test_everything_about_me_tells_my_roles_and_open_invitations(conference, member):
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    Role.objects.create(conference=conference, kind="chair", name="M", email=member.email.upper())
    told = belongings.everything_about(member)["roles"]
    assert [(role["role"], role["state"]) for role in told] == [
        ("PC member", "Accepted"),
        ("Chair", "Invited"),
    ]


def test_the_only_chair_cannot_close_the_account(conference, chair, member):
    assert "only chair of DEMO1" in belongings.objection(chair)
    assert belongings.objection(member) == ""
    Conference.objects.update(state="archived")
    assert belongings.objection(chair) == ""


def test_closing_an_account_keeps_finished_committees_and_nothing_else(
    conference, make_conference, member
):
    finished = make_conference("old", state="archived")
    old = holds(member, finished, Role.Kind.MEMBER)
    asked = Role.objects.create(conference=conference, kind="chair", name="M", email=member.email)
    belongings.anonymise_roles(member)
    old.refresh_from_db(), asked.refresh_from_db()
    now = Role.objects.get(conference=conference, kind="member")
    assert (old.name, old.state, old.email) == ("Demo Member", "accepted", "")
    assert (now.name, now.state, now.email) == ("Somebody who left", "ended", "")
    assert (asked.state, asked.email) == ("withdrawn", "")


def test_places_are_for_those_who_have_a_role_here(rf, conference, chair, member, other_chair):
    def seen(person):
        request = rf.get("/")
        request.user = person
        return [place.label for place in gathering.side(request, conference)]

    assert seen(chair) == ["Committee", "My role"]
    assert (seen(member), seen(other_chair)) == (["My role"], [])

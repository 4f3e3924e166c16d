"""Invitations: written, answered by link, repeated, withdrawn, forgotten."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.core import signing

from dls.conferences import links
from dls.conferences.actions import answers, invitations
from dls.conferences.actions.accounts import Names
from dls.conferences.actions.invitations import Offer
from dls.conferences.actions.tending import tend_invitations
from dls.conferences.importing import Entry
from dls.conferences.models.conference import Conference
from dls.conferences.models.roles import Role
from dls.conferences.rules import lists as list_rules
from dls.journal.models import Entry as JournalEntry
from dls.mail.models import Letter
from dls.people.models import Person
from dls.web import clock
from dls.web.verdicts import Refused

GUEST = Entry(1, "", "guest@demo.example", "Demo Guest", "Guest", "Demo Institute", "NL")
NAMES = Names("Demo", "Guest", "Demo Institute", "NL")
NOBODY = AnonymousUser()


def later(days: float):
    return clock.at(clock.now() + timedelta(days=days))


@pytest.fixture
def asked(conference, chair):
    offer = Offer("Four papers each.", clock.now() + timedelta(weeks=3))
    return invitations.invite(conference, Role.Kind.MEMBER, GUEST, by=chair, offer=offer)


def held(role):
    return links.opened(links.token(role))


def fresh(role):
    return Role.objects.get(pk=role.pk)


def test_an_invitation_is_a_role_and_a_letter_with_a_link(asked, chair):
    letter = Letter.objects.get()
    assert (asked.state, asked.person, asked.invited_by) == ("invited", None, chair)
    assert (letter.to, letter.is_secret) == ("guest@demo.example", True)
    assert links.address(asked) in letter.body
    assert "Four papers each." in letter.body
    assert asked.affiliations.get().country == "NL"


def test_chairs_cannot_read_the_link_in_the_letter(asked, chair):
    letter = Letter.objects.visible_to(chair).get()
    assert links.token(asked) not in letter.shown_body


@pytest.mark.parametrize("who", ["stranger", "member", "other_chair"])
def test_nobody_else_invites(conference, who, request):
    with pytest.raises(Refused, match="Only a chair"):
        invitations.invite(conference, "member", GUEST, by=request.getfixturevalue(who))
    assert (Letter.objects.count(), JournalEntry.objects.count()) == (0, 0)


def test_an_operator_names_chairs_and_nobody_else(conference, operator):
    assert invitations.invite(conference, "chair", GUEST, by=operator).state == "invited"
    with pytest.raises(Refused):
        invitations.invite(conference, "member", GUEST, by=operator)


def test_somebody_is_invited_once(conference, chair, asked):
    with pytest.raises(Refused, match="is invited already"):
        invitations.invite(conference, "member", GUEST, by=chair)
    assert Letter.objects.count() == 1


def test_another_address_of_a_member_is_found_and_of_a_stranger_is_not(
    conference, chair, member, stranger
):
    for person, email in ((member, "m2@demo.example"), (stranger, "s2@demo.example")):
        EmailAddress.objects.create(user=person, email=email, verified=True)
    known, unknown = list_rules.compared(
        [Entry(1, "", "M2@demo.example", "M"), Entry(2, "", "s2@demo.example", "S")],
        conference,
        "member",
    )
    assert "another address of Demo Member" in known.problem
    assert (unknown.problem, unknown.note) == ("", "")


# ---- Answers ------------------------------------------------------------------------------------


def test_accepting_by_link_makes_an_account_with_a_proven_address(asked):
    owner = answers.accept(held(asked), NAMES, by=NOBODY)
    role = fresh(asked)
    assert (owner.is_new, role.person, role.state) == (True, owner.person, "accepted")
    assert not owner.person.has_usable_password()
    assert EmailAddress.objects.get(user=owner.person).verified
    assert Letter.objects.filter(kind="conferences/invitation-accepted", to=role.email).exists()


def test_accepting_by_link_attaches_to_the_account_that_has_the_address(asked, make_person):
    owner = make_person("owner", password="a long password")
    EmailAddress.objects.create(user=owner, email="Guest@demo.example", verified=True)
    found = answers.accept(held(asked), NAMES, by=NOBODY)
    owner.refresh_from_db()
    assert (found.is_new, fresh(asked).person, owner.family_name) == (False, owner, "Owner")
    assert owner.check_password("a long password")


def test_a_sign_up_nobody_finished_does_not_get_the_role(asked):
    thief = Person.objects.create_user("guest@demo.example", "password of a thief")
    owner = answers.accept(held(asked), NAMES, by=NOBODY)
    assert owner.is_new
    assert owner.person.pk != thief.pk or not owner.person.check_password("password of a thief")
    assert not owner.person.has_usable_password()


def test_a_closed_account_is_not_opened_by_a_link(asked, make_person):
    gone = make_person("gone", is_active=False)
    EmailAddress.objects.create(user=gone, email=asked.email, verified=True)
    with pytest.raises(Refused, match="closed"):
        answers.accept(held(asked), NAMES, by=NOBODY)
    assert fresh(asked).state == "invited"


def test_what_is_printed_is_what_the_person_says_and_the_profile_stays(asked, make_person):
    owner = make_person("owner")
    EmailAddress.objects.create(user=owner, email=asked.email, verified=True)
    answers.accept(held(asked), Names("D.", "Hopper", "Demo Navy", "US"), by=owner)
    role = fresh(asked)
    owner.refresh_from_db()
    assert (role.name, role.affiliation, role.country) == ("D. Hopper", "Demo Navy", "USA")
    assert [(one.institution, one.country) for one in role.affiliations.all()] == [
        ("Demo Navy", "US")
    ]
    assert owner.family_name == "Owner"


def test_somebody_else_who_is_signed_in_answers_nothing(asked, stranger):
    for deed in (
        lambda: answers.accept(held(asked), NAMES, by=stranger),
        lambda: answers.decline(held(asked), by=stranger),
    ):
        with pytest.raises(Refused, match="This invitation is for Demo Guest"):
            deed()
    assert (fresh(asked).state, fresh(asked).person) == ("invited", None)


def test_an_address_that_is_not_yet_proven_opens_nothing(asked, stranger):
    EmailAddress.objects.create(user=stranger, email=asked.email, verified=False)
    with pytest.raises(Refused):
        answers.accept(held(asked), NAMES, by=stranger)
    assert fresh(asked).person is None


def test_a_link_works_once(asked):
    answers.accept(held(asked), NAMES, by=NOBODY)
    with pytest.raises(Refused, match="was accepted on"):
        answers.accept(held(asked), Names("Demo", "Thief", "X", "NL"), by=NOBODY)
    assert (fresh(asked).name, Person.objects.filter(family_name="Thief").count()) == (
        "Demo Guest",
        0,
    )


def test_declining_tells_the_chairs_why_and_whom_to_ask(asked, chair):
    suggestion = "Demo Hopper <hopper@demo.example>, Demo Navy"
    answers.decline(held(asked), by=NOBODY, reason="On leave.", suggestion=suggestion)
    letter = Letter.objects.get(kind="conferences/declined")
    assert (fresh(asked).state, letter.to) == ("declined", chair.email)
    assert "On leave." in letter.body
    assert "hopper@demo.example" in letter.body


def test_the_reason_cannot_smuggle_a_link_into_the_letter(asked):
    answers.decline(held(asked), by=NOBODY, reason="[Sign in](http://evil.example)")
    assert "[Sign in](http" not in Letter.objects.get(kind="conferences/declined").body


def test_who_declined_may_still_change_their_mind(asked):
    answers.decline(held(asked), by=NOBODY)
    answers.accept(held(asked), NAMES, by=NOBODY)
    assert fresh(asked).state == "accepted"


def test_who_accepted_does_not_decline_by_an_old_link(asked):
    answers.accept(held(asked), NAMES, by=NOBODY)
    with pytest.raises(Refused, match="resign instead"):
        answers.decline(held(asked), by=NOBODY)
    assert fresh(asked).state == "accepted"


def test_an_expired_invitation_is_refused_even_before_the_house_has_noticed(asked):
    with later(22), pytest.raises(Refused, match=r"expired.*chairs@demo.example"):
        answers.accept(held(asked), NAMES, by=NOBODY)
    assert (fresh(asked).state, Person.objects.filter(email=asked.email).exists()) == (
        "invited",
        False,
    )


def test_accepting_after_the_invitation_was_withdrawn_is_refused(asked, chair):
    link = held(asked)
    invitations.withdraw(asked, by=chair)
    with pytest.raises(Refused, match="withdrawn"):
        answers.accept(link, NAMES, by=NOBODY)
    assert fresh(asked).state == "withdrawn"


def test_a_resent_invitation_stops_the_link_sent_before(asked, chair):
    old = links.token(asked)
    with later(1):
        invitations.resend(asked, by=chair)
        with pytest.raises(Refused, match="newer letter"):
            answers.accept(links.opened(old), NAMES, by=NOBODY)
        answers.accept(held(fresh(asked)), NAMES, by=NOBODY)
    assert fresh(asked).state == "accepted"


def test_a_link_is_whole_and_made_for_this(asked):
    token = links.token(asked)
    assert links.opened(token[:-1]) is None
    assert links.opened(token + "x") is None
    assert links.opened("nonsense") is None
    other = signing.Signer(salt="another purpose").sign_object([asked.ref, asked.nonce])
    assert links.opened(other) is None
    assert links.opened(signing.Signer(salt=links.PURPOSE).sign_object({"a": 1})) is None


def test_the_same_role_is_not_taken_twice_by_two_addresses(conference, chair, asked, make_person):
    owner = make_person("owner")
    for email in ("guest@demo.example", "guest2@demo.example"):
        EmailAddress.objects.create(user=owner, email=email, verified=True)
    second = invitations.invite(
        conference, "member", Entry(1, "", "guest2@demo.example", "G"), by=chair
    )
    answers.accept(held(asked), NAMES, by=owner)
    with pytest.raises(Refused, match="You hold this role already"):
        answers.accept(held(second), NAMES, by=owner)
    assert fresh(second).state == "invited"


def test_the_answer_of_a_new_chair_is_news_for_the_chairs(conference, chair):
    role = invitations.invite(conference, "chair", GUEST, by=chair)
    answers.accept(held(role), NAMES, by=NOBODY)
    assert (
        Letter.objects.filter(kind="conferences/accepted-for-chairs", to=chair.email).count() == 1
    )
    assert Conference.objects.run_by(fresh(role).person).get() == conference


def test_a_new_chair_is_thanked_and_not_told_of_themselves(conference, chair):
    role = invitations.invite(conference, "chair", GUEST, by=chair)
    answers.accept(held(role), NAMES, by=NOBODY)
    letters = Letter.objects.filter(to=GUEST.email).exclude(kind="conferences/invitation")
    assert [letter.kind for letter in letters] == ["conferences/invitation-accepted"]
    assert f"{conference.get_absolute_url()}dashboard/" in letters.get().body


def test_letters_name_no_page_that_is_closed_and_no_address_that_is_not_there(conference, chair):
    Conference.objects.update(state="preparing", contact="")
    conference.refresh_from_db()
    role = invitations.invite(conference, "member", GUEST, by=chair)
    answers.accept(held(role), NAMES, by=NOBODY)
    for letter in Letter.objects.filter(to=GUEST.email):
        for left_over in ("Questions", "write to .", "About the conference", "\n "):
            assert left_over not in letter.body, letter.body


# ---- Reminders and the rest ---------------------------------------------------------------------


def test_a_reminder_has_the_same_link_and_a_second_click_sends_no_second(asked, chair):
    with later(1):
        invitations.remind(asked, by=chair)
        with pytest.raises(Refused, match="less than 12 hours"):
            invitations.remind(asked, by=chair)
    letters = Letter.objects.filter(kind="conferences/invitation-reminder")
    assert (letters.count(), fresh(asked).reminders) == (1, 1)
    assert links.address(asked) in letters.get().body


def test_who_has_answered_is_not_reminded(asked, chair):
    answers.decline(held(asked), by=NOBODY)
    with later(1), pytest.raises(Refused, match="cannot be reminded: declined"):
        invitations.remind(asked, by=chair)


def test_the_house_reminds_after_five_and_ten_days_warns_and_lets_expire(asked, chair):
    told = []
    for day in range(0, 24):
        with later(day + 0.01):
            tend_invitations()
            tend_invitations()
        kinds = (
            Letter.objects.exclude(kind="conferences/invitation")
            .order_by("pk")
            .values_list("kind", flat=True)
        )
        told += [(day, kind.rpartition("-")[2]) for kind in kinds[len(told) :]]
    expired = (21, "conferences/expired")
    assert told == [(5, "reminder"), (10, "reminder"), (19, "expiring"), expired]
    assert (fresh(asked).state, fresh(asked).reminders) == ("expired", 2)


def test_the_house_leaves_those_in_peace_who_are_not_to_be_reminded(conference, chair):
    offer = Offer("", clock.now() + timedelta(weeks=3), Role.Pace.NEVER)
    invitations.invite(conference, "member", GUEST, by=chair, offer=offer)
    with later(19.5):
        tend_invitations()
    assert Letter.objects.count() == 1


def test_one_letter_tells_the_chairs_of_all_that_expired(conference, chair):
    for n in range(25):
        entry = Entry(1, "", f"g{n}@demo.example", f"Guest {n:02}")
        invitations.invite(
            conference, "member", entry, by=chair, offer=Offer("", clock.now() + timedelta(days=1))
        )
    with later(2):
        tend_invitations()
    letter = Letter.objects.get(kind="conferences/expired")
    assert letter.subject.startswith("25 invitations")
    assert "and 5 more" in letter.body


def test_an_expired_invitation_can_be_resent_with_new_time(asked, chair):
    with later(22):
        tend_invitations()
        role = invitations.resend(fresh(asked), by=chair)
        assert (role.state, role.reminders, role.is_over) == ("invited", 0, False)
        answers.accept(held(role), NAMES, by=NOBODY)


def test_what_several_cannot_have_is_told_with_the_reason(conference, chair, asked):
    other = invitations.invite(
        conference, "member", Entry(1, "", "b@demo.example", "Demo B"), by=chair
    )
    answers.decline(held(other), by=NOBODY)
    with later(1):
        outcome = invitations.remind_all(conference, [asked, other], by=chair)
    assert outcome.told("reminded") == (
        "1 person reminded. Not reminded: Demo B cannot be reminded: declined."
    )


def test_roles_of_another_conference_are_out_of_reach(make_conference, other_chair, asked):
    elsewhere = Conference.objects.get(slug="elsewhere")
    with later(1):
        outcome = invitations.withdraw_all(elsewhere, [asked], by=other_chair)
    assert (outcome.done, fresh(asked).state) == (0, "invited")


@pytest.mark.parametrize("deed", [invitations.remind, invitations.resend, invitations.withdraw])
@pytest.mark.parametrize("who", ["member", "other_chair"])
def test_only_chairs_of_this_conference_look_after_invitations(asked, deed, who, request):
    person = request.getfixturevalue(who)
    with later(1), pytest.raises(Refused, match="Only a chair"):
        deed(asked, by=person)
    assert (fresh(asked).state, fresh(asked).reminders, Letter.objects.count()) == ("invited", 0, 1)


def test_one_click_invites_whom_somebody_suggests(asked, chair):
    answers.decline(
        held(asked), by=NOBODY, suggestion="Demo Hopper <hopper@demo.example>, Demo Navy"
    )
    invited = invitations.take_suggestion(fresh(asked), by=chair)
    assert (invited.email, invited.name, invited.affiliation) == (
        "hopper@demo.example",
        "Demo Hopper",
        "Demo Navy",
    )
    with pytest.raises(Refused, match="already"):
        invitations.take_suggestion(fresh(asked), by=chair)
    assert Role.objects.filter(email="hopper@demo.example").count() == 1


def test_a_suggestion_without_address_is_not_invited(asked, chair):
    answers.decline(held(asked), by=NOBODY, suggestion="Demo Hopper")
    with pytest.raises(Refused, match="no address"):
        invitations.take_suggestion(fresh(asked), by=chair)
    assert not fresh(asked).suggestion_taken

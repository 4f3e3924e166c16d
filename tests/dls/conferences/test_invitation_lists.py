"""Lists of people to invite: mended, confirmed once, written by a job."""

import pytest

from dls.conferences.actions import lists
from dls.conferences.models.invitations import InvitationList
from dls.conferences.models.roles import Role
from dls.conferences.rules import lists as list_rules
from dls.jobs.models import Job
from dls.mail.models import Letter
from dls.web import clock
from dls.web.verdicts import Refused


def start(conference, chair, text, **fields):
    return lists.start_list(conference, lists.Draft(text, **fields), by=chair)


def test_a_list_is_confirmed_once_however_often_it_is_clicked(conference, chair):
    people = start(conference, chair, "Demo A, a@demo.example\nDemo B, b@demo.example")
    lists.confirm_list(people, by=chair)
    again = lists.confirm_list(people, by=chair)
    assert (again.state, again.invited, Letter.objects.count()) == ("done", 2, 2)


def test_two_chairs_with_the_same_people_invite_them_once(conference, chair):
    first = start(conference, chair, "Demo A, a@demo.example\nDemo B, b@demo.example")
    second = start(conference, chair, "Demo B, b@demo.example\nDemo C, c@demo.example")
    lists.confirm_list(first, by=chair)
    assert lists.confirm_list(second, by=chair).invited == 1
    assert sorted(Letter.objects.values_list("to", flat=True)) == [
        f"{n}@demo.example" for n in "abc"
    ]


def test_mended_lines_keep_their_number_and_lines_left_out_stay_with_the_list(conference, chair):
    people = start(conference, chair, "Demo A, a@demo\nDemo B\nDemo C, c@demo.example")
    people = lists.mend_list(people, {1: "Demo A, a@demo.example"}, {2}, by=chair)
    review = list_rules.review(people)
    assert [entry.line for entry in review.ready] == [1, 3]
    assert (review.problems, [entry.text for entry in review.out]) == ([], ["Demo B"])


def test_lines_that_could_not_be_invited_become_a_list_of_their_own(conference, chair):
    people = start(conference, chair, "name,email\nDemo A,a@demo\nDemo B,b@demo.example")
    people = lists.confirm_list(people, by=chair)
    rest = lists.list_of_rest(people, by=chair)
    assert rest.text == "name,email\nDemo A,a@demo"
    with pytest.raises(Refused, match="Everybody"):
        lists.list_of_rest(people, by=chair)


def test_a_list_without_anybody_to_invite_is_refused(conference, chair):
    people = start(conference, chair, "Demo A, a@demo")
    with pytest.raises(Refused, match="nobody on this list"):
        lists.confirm_list(people, by=chair)
    people.refresh_from_db()
    assert people.state == "draft"


@pytest.mark.parametrize("who", ["member", "other_chair"])
def test_only_chairs_of_this_conference_work_on_a_list(conference, chair, who, request):
    people = start(conference, chair, "Demo A, a@demo.example")
    person = request.getfixturevalue(who)
    for deed in (
        lambda: lists.confirm_list(people, by=person),
        lambda: lists.mend_list(people, {1: "x"}, set(), by=person),
        lambda: lists.discard_list(people, by=person),
        lambda: lists.start_list(conference, lists.Draft("Demo A, a@demo.example"), by=person),
    ):
        with pytest.raises(Refused, match="Only a chair"):
            deed()
    assert (InvitationList.objects.get().text, Letter.objects.count()) == (
        "Demo A, a@demo.example",
        0,
    )


def test_five_thousand_people_are_written_to_by_a_job_that_can_be_begun_again(conference, chair):
    good = [f"Demo {n}, demo.{n}@demo.example" for n in range(4_960)]
    text = "\n".join(good[:100] + ["nobody"] * 40 + good[100:])
    people = start(conference, chair, text)
    people = lists.confirm_list(people, by=chair)
    job = Job.objects.get()
    assert (people.state, people.wanted, len(people.rest), Letter.objects.count()) == (
        "sending",
        4960,
        40,
        0,
    )
    heard = []

    def stop_half_way(done, total, message=""):
        heard.append(done)
        if done > 2000 and len(heard) < 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        lists.write_all(job, stop_half_way)
    half = Letter.objects.count()
    assert 2000 < half < 4960
    lists.write_all(job, lambda done, total, message="": heard.append(done))
    people.refresh_from_db()
    assert (people.state, people.invited, Letter.objects.count()) == ("done", 4960, 4960)
    assert Letter.objects.values("to").distinct().count() == 4960


def test_letters_that_were_stopped_go_on_or_are_let_be(conference, chair):
    text = "\n".join(f"Demo {n}, demo.{n}@demo.example" for n in range(60))
    people = lists.confirm_list(start(conference, chair, text), by=chair)
    with pytest.raises(Refused, match="right now"):
        lists.resume_list(people, by=chair)
    Job.objects.update(state="cancelled", ended_at=clock.now())
    lists.resume_list(people, by=chair)
    assert Job.objects.open().count() == 1
    Job.objects.update(state="cancelled", ended_at=clock.now())
    assert lists.close_list(people, by=chair).state == "done"


def test_the_committee_of_an_earlier_edition_becomes_a_list(
    make_conference, conference, chair, member
):
    new = make_conference("demo2")
    Role.objects.create(conference=new, person=chair, kind="chair", name="C", state="accepted")
    (people,) = lists.lists_of_committee(conference, new, by=chair)
    (ready,) = list_rules.review(people).ready
    assert (ready.name, ready.email) == ("Demo Member", member.email)

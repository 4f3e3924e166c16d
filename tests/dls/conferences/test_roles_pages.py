"""The pages of committees and invitations."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from dls.conferences import links
from dls.conferences.actions import invitations, lists
from dls.conferences.importing import Entry
from dls.conferences.models.invitations import InvitationList
from dls.conferences.models.roles import Role
from dls.mail.models import Letter
from dls.web import clock
from tests.conftest import holds

GUEST = Entry(1, "", "guest@demo.example", "Demo Guest", "Guest", "Demo Institute", "NL")
ANSWER = {
    "given_name": "Demo",
    "family_name": "Guest",
    "affiliation": "Demo Institute",
    "country": "NL",
}


@pytest.fixture
def asked(conference, chair):
    offer = invitations.Offer("Four papers each.", clock.now() + timedelta(weeks=3))
    return invitations.invite(conference, Role.Kind.MEMBER, GUEST, by=chair, offer=offer)


@pytest.fixture
def signed_in(client, chair):
    client.force_login(chair)
    return client


def to(name, *args):
    return reverse(f"conferences:{name}", args=args)


def link(role):
    return to("invitation", links.token(role))


def many(conference, count):
    Role.objects.bulk_create(
        Role(
            conference=conference,
            name=f"Demo {n}",
            family_name=f"{n:05}",
            email=f"demo.{n}@demo.example",
            invited_at=clock.now(),
        )
        for n in range(count)
    )


PAGES = [
    ("roles", []),
    ("roles-export", []),
    ("role-record", []),
    ("invite", []),
    ("role", ["ref"]),
    ("invitation-list", ["list"]),
    ("invitation-list-change", ["list"]),
]
DEEDS = [
    ("roles-several", ["remind"]),
    ("role-kind", ["ref"]),
    ("role-remind", ["ref"]),
    ("role-resend", ["ref"]),
    ("role-withdraw", ["ref"]),
    ("role-end", ["ref"]),
    ("role-suggestion", ["ref"]),
    ("invitation-list-confirm", ["list"]),
    ("invitation-list-resume", ["list"]),
    ("invitation-list-again", ["list"]),
    ("invitation-list-discard", ["list"]),
]


@pytest.fixture
def address(asked, conference, chair):
    people = lists.start_list(conference, lists.Draft("Demo A, a@demo.example"), by=chair)
    here = {"ref": asked.ref, "list": people.ref}

    def address(name, args):
        return to(name, conference.slug, *(here.get(one, one) for one in args))

    return address


@pytest.mark.parametrize("who", ["stranger", "member", "other_chair", "operator"])
@pytest.mark.parametrize(("name", "args"), PAGES + DEEDS)
def test_for_nobody_here_the_pages_of_chairs_do_not_exist(
    client, address, name, args, who, request
):
    client.force_login(request.getfixturevalue(who))
    method = client.post if (name, args) in DEEDS else client.get
    assert method(address(name, args)).status_code == 404
    assert (Letter.objects.count(), InvitationList.objects.count()) == (1, 1)


@pytest.mark.parametrize(("name", "args"), PAGES)
def test_who_is_not_signed_in_is_asked_to(client, address, name, args):
    assert client.get(address(name, args)).status_code == 302


@pytest.mark.parametrize(("name", "args"), PAGES)
def test_a_chair_sees_each_page(signed_in, address, name, args):
    assert signed_in.get(address(name, args)).status_code == 200


@pytest.mark.parametrize(("name", "args"), DEEDS)
def test_deeds_are_done_by_post_alone(signed_in, address, name, args):
    assert signed_in.get(address(name, args)).status_code == 405


def test_a_role_of_another_conference_is_not_found_here(client, other_chair, asked):
    client.force_login(other_chair)
    assert client.get(to("role", "elsewhere", asked.ref)).status_code == 404


@pytest.mark.parametrize(
    "sort", ["name", "-name", "role", "state", "asked", "-answered", "nonsense"]
)
def test_the_table_costs_the_same_for_one_and_for_a_thousand(
    signed_in, conference, sort, django_assert_max_num_queries
):
    def cost():
        with django_assert_max_num_queries(12) as counted:
            assert signed_in.get(to("roles", conference.slug), {"sort": sort}).status_code == 200
        return len(counted)

    many(conference, 1)
    one = cost()
    Role.objects.filter(name="Demo 0").delete()
    many(conference, 1000)
    assert cost() == one


def test_the_page_of_one_role_costs_little(
    signed_in, conference, asked, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        signed_in.get(to("role", conference.slug, asked.ref))


def test_filters_count_and_find(signed_in, conference, asked):
    many(conference, 3)
    found = signed_in.get(to("roles", conference.slug), {"state": "invited", "q": "guest"}).text
    assert "Demo Guest" in found
    assert "Demo 1" not in found
    assert re.search(r'Invited <span class="count">1<', found)


def test_the_table_is_a_fragment_for_htmx(signed_in, conference, asked):
    answer = signed_in.get(to("roles", conference.slug), headers={"HX-Request": "true"})
    assert "<html" not in answer.text
    assert "Demo Guest" in answer.text


def test_an_export_cannot_make_a_spreadsheet_run_something(signed_in, conference, asked):
    Role.objects.filter(pk=asked.pk).update(
        name='=HYPERLINK("http://evil.example")', answer="@SUM(1)"
    )
    text = signed_in.get(to("roles-export", conference.slug)).content.decode("utf-8-sig")
    assert "'=HYPERLINK" in text
    assert "'@SUM(1)" in text


def test_several_are_reminded_and_withdrawing_asks_first(signed_in, conference, asked):
    Role.objects.update(invited_at=clock.now() - timedelta(days=2))
    signed_in.post(to("roles-several", conference.slug, "remind"), {"role": [asked.ref]})
    sure = signed_in.post(to("roles-several", conference.slug, "withdraw"), {"role": [asked.ref]})
    assert "Withdraw 1 invitation" in sure.text
    asked.refresh_from_db()
    assert (asked.reminders, asked.state) == (1, "invited")
    signed_in.post(
        to("roles-several", conference.slug, "withdraw"), {"role": [asked.ref], "sure": "1"}
    )
    asked.refresh_from_db()
    assert asked.state == "withdrawn"


def test_nobody_ticked_is_nobody_reminded(signed_in, conference, asked):
    Role.objects.update(invited_at=clock.now() - timedelta(days=2))
    signed_in.post(to("roles-several", conference.slug, "remind"))
    assert Letter.objects.count() == 1


# ---- Inviting -----------------------------------------------------------------------------------


def test_from_paste_to_letters(signed_in, conference):
    offer = {"kind": "member", "answer_by": "2099-01-01", "pace": "5,10", "message": "Come."}
    text = "Demo A, a@demo.example\nDemo B, b@demo\nDemo C"
    answer = signed_in.post(to("invite", conference.slug), {**offer, "text": text})
    assert Letter.objects.count() == 0
    page = signed_in.get(answer.url)
    assert "has no dot" in page.text
    assert "Invite 1 person" in page.text
    signed_in.post(answer.url, {"line-2": "Demo B, b@demo.example", "line-3": "Demo C", "out": "3"})
    assert "Invite 2 people" in signed_in.get(answer.url).text
    for _ in range(2):
        signed_in.post(f"{answer.url}confirm/")
    assert sorted(Letter.objects.values_list("to", flat=True)) == [
        "a@demo.example",
        "b@demo.example",
    ]
    assert "2 people invited" in signed_in.get(answer.url).text


def test_a_file_of_a_spreadsheet_is_added_to_what_was_pasted(signed_in, conference):
    file = SimpleUploadedFile("p.csv", "Name;E-Mail\r\nDemo Ö;o@demo.example\r\n".encode("cp1252"))
    answer = signed_in.post(
        to("invite", conference.slug), {"kind": "member", "text": "", "file": file}
    )
    assert "Demo Ö" in signed_in.get(answer.url).text


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("p.xlsx", b"PK\x03\x04rest", "Save the table as CSV"),
        ("p.csv", b"x" * (2 * 2**20 + 1), "larger than 2 MB"),
    ],
)
def test_a_file_that_is_no_list_is_refused_and_what_was_typed_stays(
    signed_in, conference, name, data, why
):
    sent = {
        "kind": "member",
        "text": "Demo A, a@demo.example",
        "file": SimpleUploadedFile(name, data),
    }
    answer = signed_in.post(to("invite", conference.slug), sent)
    assert why in answer.text
    assert "Demo A, a@demo.example" in answer.text


def test_an_empty_list_and_a_day_that_is_over_are_refused(signed_in, conference):
    answer = signed_in.post(
        to("invite", conference.slug), {"kind": "member", "answer_by": "2020-01-01"}
    )
    assert "Paste at least one person" in answer.text
    assert "This day is over" in answer.text


def test_five_thousand_with_forty_bad_ones_show_the_bad_ones_first(
    signed_in, conference, chair, django_assert_max_num_queries
):
    good = [f"Demo {n}, demo.{n}@demo.example, Demo Institute, NL" for n in range(4_960)]
    text = "\n".join(good[:3000] + ["Demo Bad, bad@demo"] * 40 + good[3000:])
    answer = signed_in.post(to("invite", conference.slug), {"kind": "member", "text": text})
    with django_assert_max_num_queries(12):
        page = signed_in.get(answer.url)
    assert page.text.count("has no dot") == 40
    assert page.text.index("has no dot") < page.text.index("demo.0@demo.example")
    assert "Invite 4,960 people" in page.text
    assert len(page.content) < 300_000


def test_the_list_can_be_changed_with_everything_that_was_typed(signed_in, conference, chair):
    offer = invitations.Offer("Come, one and all.", clock.now() + timedelta(weeks=2))
    people = lists.start_list(conference, lists.Draft("Demo A, a@demo", offer=offer), by=chair)
    page = signed_in.get(to("invitation-list-change", conference.slug, people.ref)).text
    assert "Demo A, a@demo" in page
    assert "Come, one and all." in page


def test_hostile_words_stay_words(signed_in, conference, chair):
    people = lists.start_list(conference, lists.Draft('<script>alert(1)</script> "x'), by=chair)
    assert (
        "<script>alert"
        not in signed_in.get(to("invitation-list", conference.slug, people.ref)).text
    )


def test_invitations_are_limited(signed_in, conference, settings):
    settings.RATE_LIMITS = True
    answers_ = [signed_in.post(to("invite", conference.slug), {}).status_code for _ in range(61)]
    assert answers_[-1] == 429


def test_a_member_sees_the_own_role_and_resigns(client, conference, chair, member):
    client.force_login(member)
    assert "Resign as PC member" in client.get(to("my-role", conference.slug)).text
    role = Role.objects.get(person=member)
    client.post(to("role-resign", conference.slug, role.ref), {"reason": "Too much."})
    role.refresh_from_db()
    assert (role.state, client.get(to("my-role", conference.slug)).status_code) == ("ended", 404)


@pytest.mark.parametrize("who", ["stranger", "other_chair"])
def test_who_is_nobody_here_has_no_role_page(client, conference, member, who, request):
    client.force_login(request.getfixturevalue(who))
    role = Role.objects.get(person=member)
    assert client.get(to("my-role", conference.slug)).status_code == 404
    assert client.post(to("role-resign", conference.slug, role.ref)).status_code == 404


def test_the_only_chair_reads_why_resigning_waits(client, conference, chair):
    client.force_login(chair)
    assert "You are the only chair" in client.get(to("my-role", conference.slug)).text
    role = Role.objects.get(person=chair)
    assert client.post(to("role-resign", conference.slug, role.ref)).status_code == 409


def test_two_chairs_who_edit_one_role_lose_nothing(
    signed_in, client, conference, chair, member, make_person
):
    role = Role.objects.get(person=member)
    page = signed_in.get(to("role", conference.slug, role.ref)).text
    base = re.search(r'name="base" value="([^"]+)"', page)[1]
    sent = {
        "name": "Demo Member",
        "family_name": "Member",
        "is_listed": "on",
        "position": "0",
        "base": base,
    }
    holds(make_person("second"), conference, Role.Kind.CHAIR)
    signed_in.post(to("role", conference.slug, role.ref), {**sent, "affiliation": "Theirs"})
    answer = signed_in.post(to("role", conference.slug, role.ref), {**sent, "affiliation": "Mine"})
    assert "Somebody else changed this" in answer.text
    assert 'value="Mine"' in answer.text
    role.refresh_from_db()
    assert role.affiliation == "Theirs"


def test_institutions_are_normalised_line_by_line(signed_in, conference, member):
    role = Role.objects.get(person=member)
    url = to("role", conference.slug, role.ref)
    sent = {"name": "Demo Member", "is_listed": "on", "position": "0"}
    bad = signed_in.post(url, {**sent, "institutions": "University of X; Atlantis"})
    assert "neither a country nor a sector" in bad.text
    signed_in.post(
        url, {**sent, "institutions": "University of X; USA; academia\nDemo Labs; laboratory"}
    )
    assert [(one.institution, one.country, one.sector) for one in role.affiliations.all()] == [
        ("University of X", "US", "academia"),
        ("Demo Labs", "", "laboratory"),
    ]


def test_somebody_who_has_agreed_is_entered_without_a_letter(signed_in, conference):
    sent = {"kind": "member", "name": "Demo Agreed", "is_listed": "on", "position": "0"}
    signed_in.post(to("role-record", conference.slug), sent)
    assert Role.objects.get(name="Demo Agreed").state == "accepted"
    assert Letter.objects.count() == 0


def test_names_stand_without_regard_to_accents_and_by_the_size_of_numbers(signed_in, conference):
    Role.objects.filter(conference=conference).exclude(kind="chair").delete()
    for family in ("Zoe", "Ångström", "Reviewer 10", "Reviewer 9", "van der Berg", "abbot"):
        Role.objects.create(conference=conference, name=f"Demo {family}", family_name=family)

    def order(sort):
        text = signed_in.get(to("roles", conference.slug), {"sort": sort, "kind": "member"}).text
        names = ("abbot", "Ångström", "van der Berg", "Reviewer 9<", "Reviewer 10<", "Zoe")
        places = [text.index(f"Demo {name}") for name in names]
        return places == sorted(places), places == sorted(places, reverse=True)

    assert order("name") == (True, False)
    assert order("-name") == (False, True)
    assert order("state") == (True, False)

"""Merging, closing, operators, the demo."""

import io
import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from dls.conferences.models.roles import Role
from dls.journal.models import Entry
from dls.mail.models import Letter
from dls.people import closing, links, proofs
from dls.people.actions import operators as acting
from dls.people.actions.accounts import make_first_operator
from dls.people.actions.closing import close_account
from dls.people.actions.demo import make_demo_person
from dls.people.actions.merging import merge
from dls.people.actions.publications import add_publications
from dls.people.actions.tokens import make_token
from dls.people.bibtex import Work
from dls.people.models import CLOSED, Person, Token
from dls.web.verdicts import Refused
from tests.conftest import holds
from tests.dls.people.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def work(title):
    return Work(1, title, 2019, "", "", "")


# ---- Merging


def prove(client, email: str) -> str:
    client.post(reverse("people:merge"), {"email": email})
    letter = Letter.objects.latest("pk")
    found = re.search(r"\*\*(\S+)\*\*", letter.body)
    return found[1] if found else ""


def test_two_accounts_become_one(signed_in, me, somebody):
    add_publications(somebody, [work("Theirs"), work("Both")], by=somebody)
    add_publications(me, [work("Both")], by=me)
    Person.objects.filter(pk=somebody.pk).update(affiliation="Demo University")
    code = prove(signed_in, somebody.email)
    signed_in.post(reverse("people:merge-code"), {"code": code.lower()})
    page = signed_in.get(reverse("people:merge-confirm")).content.decode()
    assert "2 publications" in page
    signed_in.post(reverse("people:merge-do"))
    me.refresh_from_db()
    somebody.refresh_from_db()
    assert (somebody.is_active, somebody.merged_into) == (False, me)
    assert sorted(me.publications.values_list("title", flat=True)) == ["Both", "Theirs"]
    assert me.affiliation == "Demo University"
    addresses = EmailAddress.objects.filter(user=me, verified=True)
    assert sorted(addresses.values_list("email", "primary")) == [
        ("me@demo.example", True), ("somebody@demo.example", False),
    ]  # fmt: skip
    fresh = Client()
    fresh.post("/account/login/", {"login": "somebody@demo.example", "password": PASSWORD})
    assert fresh.get("/me/").context["user"] == me


def test_asking_for_a_merge_looks_alike_for_known_and_unknown_addresses(signed_in, somebody):
    pages = []
    for email in (somebody.email, "nobody@demo.example"):
        answer = signed_in.post(reverse("people:merge"), {"email": email}, follow=True)
        text = answer.content.decode().replace(email, "X")
        pages.append(
            (answer.redirect_chain, re.sub(r'value="\w{64}"|[0-9a-f]{4}-[0-9a-f]{4}', "", text))
        )
    strip = re.compile(r'x-csrftoken": "\w+"')
    assert pages[0][0] == pages[1][0]
    assert strip.sub("", pages[0][1]) == strip.sub("", pages[1][1])
    kinds = Letter.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds)[-2:] == ["people/merge-code", "people/merge-none"]


def test_three_wrong_codes_end_the_proof(signed_in, somebody):
    code = prove(signed_in, somebody.email)
    for _ in range(proofs.TRIES):
        signed_in.post(reverse("people:merge-code"), {"code": "BBBB-BBBB"})
    signed_in.post(reverse("people:merge-code"), {"code": code})
    assert signed_in.get(reverse("people:merge-confirm")).status_code == 302
    signed_in.post(reverse("people:merge-do"))
    somebody.refresh_from_db()
    assert somebody.is_active


def test_without_a_proof_nothing_is_merged(signed_in, somebody):
    prove(signed_in, somebody.email)
    signed_in.post(reverse("people:merge-do"))
    somebody.refresh_from_db()
    assert somebody.is_active


def test_a_guarded_account_does_not_go_into_an_unguarded_one(me, somebody):
    Authenticator.objects.create(user=somebody, type=Authenticator.Type.TOTP, data={})
    with pytest.raises(Refused, match="second factor"):
        merge(me, somebody, by=me)
    somebody.refresh_from_db()
    assert somebody.is_active


def test_roles_of_both_accounts_are_held_once(me, somebody, conference, make_conference):
    other = make_conference("other")
    for who, where, kind in [
        (me, conference, Role.Kind.MEMBER), (somebody, conference, Role.Kind.MEMBER),
        (somebody, conference, Role.Kind.CHAIR), (somebody, other, Role.Kind.MEMBER),
    ]:  # fmt: skip
        holds(who, where, kind)
    merge(me, somebody, by=me)
    held = Role.objects.accepted().filter(person=me).values_list("conference__slug", "kind")
    assert sorted(held) == [("demo1", "chair"), ("demo1", "member"), ("other", "member")]
    assert not Role.objects.accepted().filter(person=somebody).exists()


def test_closing_forgets_the_accounts_that_were_merged_into_it(me, somebody):
    merge(me, somebody, by=me)
    close_account(me, by=me)
    somebody.refresh_from_db()
    assert (somebody.name, somebody.given_name, somebody.family_name) == (CLOSED, "", "")


def test_the_only_chair_of_a_running_conference_cannot_leave(me, conference):
    holds(me, conference, Role.Kind.CHAIR)
    with pytest.raises(Refused, match=conference.name):
        close_account(me, by=me)
    me.refresh_from_db()
    assert me.is_active


@pytest.mark.parametrize("case", ["self", "closed", "foreign"])
def test_what_cannot_be_merged_stays(me, somebody, case):
    kept, gone, by = {
        "self": (me, me, me), "closed": (me, somebody, me), "foreign": (somebody, me, me),
    }[case]  # fmt: skip
    if case == "closed":
        Person.objects.filter(pk=somebody.pk).update(is_active=False)
    with pytest.raises(Refused):
        merge(kept, gone, by=by)
    assert not Person.objects.exclude(merged_into=None).exists()


# ---- Leaving


def test_a_closed_account_is_anonymous_and_leaves_no_hole(signed_in, me):
    add_publications(me, [work("Mine")], by=me)
    make_token(me, by=me, name="app", scopes=["read"], days=1)
    signed_in.post(reverse("people:profile"), {"given_name": "Ada", "family_name": "Lovelace"})
    answer = signed_in.post(reverse("people:close"), {"email": me.email})
    assert answer.url == reverse("people:closed")
    gone = Person.objects.get(pk=me.pk)
    assert (gone.name, gone.is_active, gone.affiliation) == ("Closed account", False, "")
    assert "demo.example" not in gone.email
    assert not EmailAddress.objects.exists()
    assert not Token.objects.exists()
    assert not gone.publications.exists()
    assert not Letter.objects.filter(person=gone, to__contains="demo.example").exists()
    assert not Entry.objects.filter(what__contains="Lovelace").exists()
    assert signed_in.get("/me/").status_code == 302
    last = Letter.objects.latest("pk")
    assert (last.kind, last.to, last.person) == ("people/closed", "me@demo.example", None)


def test_closing_needs_the_address_typed(signed_in, me):
    answer = signed_in.post(reverse("people:close"), {"email": "other@demo.example"})
    assert "Nothing was closed" in answer.content.decode()
    me.refresh_from_db()
    assert me.is_active


def test_closing_asks_again_who_it_is(client, me):
    client.force_login(me)
    answer = client.post(reverse("people:close"), {"email": me.email})
    assert answer.status_code == 302
    assert "reauthenticate" in answer.url
    me.refresh_from_db()
    assert me.is_active


def test_the_last_operator_cannot_leave(me, somebody):
    Person.objects.filter(pk=me.pk).update(is_operator=True)
    me.refresh_from_db()
    with pytest.raises(Refused, match="last operator"):
        close_account(me, by=me)
    acting.make_operator(somebody, by=me)
    close_account(me, by=me)
    assert list(Person.objects.operators()) == [somebody]


def test_an_app_may_object_to_closing(signed_in, me, monkeypatch):
    monkeypatch.setattr(closing, "_objections", [lambda person: "You still chair DLS 2031."])
    assert "You still chair DLS 2031." in signed_in.get(reverse("people:data")).content.decode()
    assert signed_in.post(reverse("people:close"), {"email": me.email}).status_code == 409
    me.refresh_from_db()
    assert me.is_active


def test_nobody_closes_somebody_elses_account(me, somebody):
    with pytest.raises(Refused):
        close_account(somebody, by=me)


# ---- Operators


FIRST = {
    "email": "first@demo.example", "given_name": "Demo", "family_name": "Operator",
    "password": PASSWORD,
}  # fmt: skip


def link() -> str:
    return reverse("people:first-operator", args=[links.for_first_operator()])


def test_the_printed_link_makes_the_first_operator_once(client, settings):
    out = io.StringIO()
    call_command("operator_link", stdout=out)
    path = out.getvalue().strip().removeprefix(settings.SITE_URL)
    assert client.get(path).status_code == 200
    assert client.post(path, FIRST).status_code == 302
    first = Person.objects.get()
    assert first.is_operator
    assert EmailAddress.objects.get(user=first).verified
    assert client.get(reverse("people:operators")).status_code == 200
    assert Client().get(path).status_code == 409
    assert Client().post(path, {**FIRST, "email": "second@demo.example"}).status_code == 409
    with pytest.raises(CommandError, match="has an operator already"):
        call_command("operator_link")


def test_a_forged_or_old_link_does_not_exist(client, monkeypatch):
    assert client.get(reverse("people:first-operator", args=["x"])).status_code == 404
    path = link()
    monkeypatch.setattr(links, "LIFETIME", timedelta(seconds=-1))
    assert client.post(path, FIRST).status_code == 404
    assert not Person.objects.exists()


def test_a_weak_password_makes_no_operator(client):
    assert client.post(link(), {**FIRST, "password": "short"}).status_code == 200
    assert not Person.objects.exists()


def test_there_is_only_one_first_operator(operator):
    with pytest.raises(Refused):
        make_first_operator(**FIRST)


def test_operators_make_and_end_operators(client, operator, me):
    client.force_login(operator)
    path = reverse("people:operators")
    assert "Nobody has an account" in client.post(path, {"email": "x@y.example"}).content.decode()
    client.post(path, {"email": me.email})
    assert set(Person.objects.operators()) == {operator, me}
    client.post(reverse("people:end-operator"), {"email": operator.email})
    assert list(Person.objects.operators()) == [me]


def test_the_operators_page_does_not_exist_for_others(signed_in):
    assert signed_in.get(reverse("people:operators")).status_code == 404
    assert signed_in.post(reverse("people:end-operator"), {"email": "x"}).status_code == 404


def test_the_last_operator_stays_and_strangers_name_none(operator, me):
    with pytest.raises(Refused, match="needs an operator"):
        acting.end_operator(operator, by=operator)
    with pytest.raises(Refused, match="Only operators"):
        acting.make_operator(me, by=me)
    assert list(Person.objects.operators()) == [operator]


# ---- The demo


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def test_demo_people_sign_in_by_a_click(client, demo):
    person = make_demo_person("reviewer4@demo.example", "Demo", "Reviewer 4")
    assert "Demo Reviewer 4" in client.get(reverse("demo")).content.decode()
    client.post(reverse("demo-sign-in"), {"email": person.email})
    assert client.get("/me/").context["user"] == person


def test_nobody_else_signs_in_by_a_click(client, demo, me):
    assert client.post(reverse("demo-sign-in"), {"email": me.email}).status_code == 404
    assert client.get("/me/").status_code == 302


def test_outside_the_demo_there_is_no_such_page(client, settings):
    settings.DEMO = True
    person = make_demo_person("reviewer4@demo.example", "Demo", "Reviewer 4")
    settings.DEMO = False
    assert client.get(reverse("demo")).status_code == 404
    assert client.post(reverse("demo-sign-in"), {"email": person.email}).status_code == 404
    with pytest.raises(Refused):
        make_demo_person("reviewer5@demo.example", "Demo", "Reviewer 5")


@pytest.mark.parametrize(
    "more",
    [
        {"DLS_SITE_URL": "https://x.example"},
        {"DLS_EMBEDDED": "1", "DLS_HOSTS": "*"},
        {"DLS_EMBEDDED": "1", "DLS_HOSTS": "localhost,x.example"},
    ],
)
def test_a_deployment_refuses_to_be_a_demo(more):
    import os
    import subprocess
    import sys

    found = subprocess.run(
        [sys.executable, "-c", "import dls.settings"],
        env={"PATH": os.environ["PATH"], "DLS_DEMO": "1", **more},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode != 0
    assert "DLS_DEMO=1" in found.stderr


def test_demo_addresses_end_in_example(demo):
    with pytest.raises(Refused, match=".example"):
        make_demo_person("someone@real.org", "Demo", "X")

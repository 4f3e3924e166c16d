import json

import pytest
from django.test import Client
from django.urls import reverse

from dls.conferences.models.roles import Role
from dls.people import rules
from dls.people.actions import connections as connecting
from dls.people.actions import publications as publishing
from dls.people.actions.profile import change_profile
from dls.people.bibtex import Work
from dls.people.lists import Listed
from dls.people.models import Connection, Person, Publication
from dls.web.verdicts import Refused
from tests.conftest import holds

pytestmark = pytest.mark.django_db

PAGES = [
    "people:profile", "people:expertise", "people:remove-all", "people:tokens", "people:data",
    "people:export", "people:close", "people:merge", "account_email", "mfa_index",
    "mfa_list_webauthn", "mfa_add_webauthn", "mfa_activate_totp", "account_change_password",
    "socialaccount_connections", "account_logout",
]  # fmt: skip
POSTS = [
    "people:preview",
    "people:keep",
    "people:add-names",
    "people:merge-do",
    "people:end-operator",
]
PROFILE = {"given_name": "Ada", "family_name": "Lovelace"}


def work(title="Learning to sort", year=2019, **more):
    return Work(1, title, year, more.get("venue", ""), "Ada Lovelace", "")


@pytest.mark.parametrize("name", [name for name in PAGES if name != "people:export"])
def test_a_page_of_mine_opens_for_me_with_few_queries(
    signed_in, name, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        assert signed_in.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", [*PAGES[:-1], *POSTS])
def test_a_page_of_mine_asks_a_stranger_to_sign_in(client, name):
    method = client.post if name in POSTS else client.get
    answer = method(reverse(name))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


@pytest.mark.parametrize(
    "name", [name for name in PAGES if name.startswith("people:") and "export" not in name]
)
def test_for_htmx_a_page_is_its_fragment(signed_in, name):
    answer = signed_in.get(reverse(name), headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "<html" not in answer.content.decode()


@pytest.mark.parametrize("name", POSTS)
def test_what_changes_something_needs_a_post(signed_in, name):
    assert signed_in.get(reverse(name)).status_code == 405


# ---- Profile


def test_a_profile_is_saved(signed_in, me):
    orcid = "https://orcid.org/0000-0002-1825-0097"
    signed_in.post(reverse("people:profile"), {**PROFILE, "orcid": orcid, "country": "DE"})
    me.refresh_from_db()
    assert (me.name, me.orcid, me.country) == ("Ada Lovelace", "0000-0002-1825-0097", "DE")


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("orcid", "0000-0002-1825-0098", "should be 0097"),
        ("orcid", "12", "sixteen digits"),
        ("home_page", "javascript:alert(1)", "valid URL"),
        ("country", "XX", "not one of"),
        ("family_name", "", "required"),
    ],
)
def test_a_wrong_value_says_how_to_mend_it_and_changes_nothing(signed_in, me, field, value, says):
    answer = signed_in.post(reverse("people:profile"), {**PROFILE, field: value})
    assert says in answer.content.decode()
    me.refresh_from_db()
    assert me.family_name == "Me"


def test_two_tabs_lose_nothing_of_each_other(signed_in, me):
    path = reverse("people:profile")
    base = signed_in.get(path).context["form"].initial["base"]
    before = {"given_name": "Demo", "family_name": "Me", "base": base}
    signed_in.post(path, {**before, "affiliation": "Demo University"})
    signed_in.post(path, {**before, "expertise": "file systems"})
    me.refresh_from_db()
    assert (me.affiliation, me.expertise) == ("Demo University", "file systems")
    answer = signed_in.post(path, {**before, "affiliation": "Another place"})
    assert "Demo University" in answer.content.decode()
    me.refresh_from_db()
    assert me.affiliation == "Demo University"


def test_names_of_any_script_are_kept_as_written(signed_in, me):
    signed_in.post(reverse("people:profile"), {"given_name": "太郎", "family_name": "山田"})
    me.refresh_from_db()
    assert me.name == "山田太郎"


def test_nobody_changes_somebody_elses_profile(me, somebody):
    with pytest.raises(Refused, match="Only they themselves"):
        change_profile(somebody, by=me, values={"given_name": "X"})
    somebody.refresh_from_db()
    assert somebody.given_name == "Demo"


# ---- Publications


BIBTEX = """
@article{a, title = {Deep {L}earning by M{\\"u}ller}, author = {Lovelace, Ada}, year = 2019, journal = {J}}
@article{b, title = {No closing, year = 2020}
"""


def test_bibtex_is_looked_at_before_it_is_kept(signed_in, me):
    page = signed_in.post(reverse("people:preview"), {"text": BIBTEX}).content.decode()
    assert "Deep Learning by Müller" in page
    assert "It is never closed" in page
    assert Publication.objects.count() == 0
    signed_in.post(reverse("people:keep"), {"text": BIBTEX, "work": ["0"]})
    kept = me.publications.get()
    assert (kept.title, kept.authors, kept.year, kept.venue) == (
        "Deep Learning by Müller", "Ada Lovelace", 2019, "J",
    )  # fmt: skip


def test_what_i_have_already_is_not_kept_twice(signed_in, me):
    publishing.add_publications(me, [work("Deep learning: by Müller")], by=me)
    page = signed_in.post(reverse("people:preview"), {"text": BIBTEX}).content.decode()
    assert "you have it" in page
    signed_in.post(reverse("people:keep"), {"text": BIBTEX, "work": ["0"]})
    assert me.publications.count() == 1


def test_a_file_of_bibtex_may_be_uploaded(signed_in, me):
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("me.bib", BIBTEX.encode())
    page = signed_in.post(reverse("people:preview"), {"file": file})
    assert "Deep Learning by Müller" in page.content.decode()


def test_more_than_two_megabytes_are_refused_with_a_sentence(signed_in):
    page = signed_in.post(reverse("people:preview"), {"text": "@a{" + "x" * (2 * 2**20 + 1)})
    assert "more than 2 MB" in page.content.decode()


def test_html_in_bibtex_stays_text(signed_in, me):
    text = "@misc{a, title = {<script>alert(1)</script>}}"
    signed_in.post(reverse("people:keep"), {"text": text, "work": ["0"]})
    assert "<script>alert" not in signed_in.get(reverse("people:expertise")).content.decode()


def test_the_list_of_publications_asks_as_much_for_many_as_for_one(
    signed_in, me, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            signed_in.get(reverse("people:expertise"))
        return len(queries)

    publishing.add_publications(me, [work()], by=me)
    connecting.add_connections(me, "collaborator", [Listed(1, "One", "")], by=me)
    one = asked()
    publishing.add_publications(me, [work(f"Paper {n}") for n in range(1_000)], by=me)
    names = [Listed(n, f"Name {n}", "Place") for n in range(300)]
    connecting.add_connections(me, "collaborator", names, by=me)
    assert asked() == one <= 12


def test_a_publication_is_removed_by_its_owner_only(signed_in, me, somebody):
    publishing.add_publications(me, [work()], by=me)
    publishing.add_publications(somebody, [work()], by=somebody)
    mine, theirs = me.publications.get(), somebody.publications.get()
    remove = "people:remove-publication"
    assert signed_in.post(reverse(remove, args=[theirs.handle])).status_code == 404
    assert signed_in.post(reverse(remove, args=[mine.handle])).status_code == 302
    assert list(Publication.objects.all()) == [theirs]


def test_all_publications_go_at_once(signed_in, me):
    publishing.add_publications(me, [work(), work("Another")], by=me)
    signed_in.post(reverse("people:remove-all"))
    assert me.publications.count() == 0


def test_nobody_lists_publications_for_somebody_else(me, somebody):
    with pytest.raises(Refused):
        publishing.add_publications(somebody, [work()], by=me)
    assert Publication.objects.count() == 0


def test_one_person_lists_only_so_many(me, monkeypatch):
    monkeypatch.setattr(Publication, "MOST", 1)
    with pytest.raises(Refused, match="can list 1"):
        publishing.add_publications(me, [work(), work("Another")], by=me)
    assert me.publications.count() == 0


# ---- Names


def test_pasted_names_are_kept_once_and_odd_lines_are_told(signed_in, me):
    names = "Demo Reviewer 4 (Demo University)\n- demo reviewer 4\n((\n\nDemo Author 7"
    page = signed_in.post(
        reverse("people:add-names"), {"kind": "collaborator", "names": names}, follow=True
    ).content.decode()
    assert list(me.connections.values_list("name", "affiliation")) == [
        ("Demo Author 7", ""), ("Demo Reviewer 4", "Demo University"),
    ]  # fmt: skip
    assert "line 3" in page
    assert "0 added" not in page


def test_a_name_is_corrected_and_removed_by_its_owner_only(signed_in, me, somebody):
    for person in (me, somebody):
        connecting.add_connections(person, "institution", [Listed(1, "Demo Lab", "")], by=person)
    mine, theirs = me.connections.get(), somebody.connections.get()
    values = {"name": "Demo Laboratory", "affiliation": "", "until": "2015"}
    for name in ("people:connection", "people:remove-connection"):
        assert signed_in.post(reverse(name, args=[theirs.handle]), values).status_code == 404
    signed_in.post(reverse("people:connection", args=[mine.handle]), values)
    mine.refresh_from_db()
    assert (mine.name, mine.until) == ("Demo Laboratory", 2015)
    signed_in.post(reverse("people:remove-connection", args=[mine.handle]))
    assert list(Connection.objects.all()) == [theirs]


def test_a_name_cannot_become_one_that_is_listed_already(me):
    listed = [Listed(1, "One", ""), Listed(2, "Two", "")]
    connecting.add_connections(me, "collaborator", listed, by=me)
    two = me.connections.get(name="Two")
    with pytest.raises(Refused, match="on your list already"):
        connecting.change_connection(
            two, by=me, values={"name": "one", "affiliation": "", "until": None}
        )


# ---- Everything about me


def test_everything_about_me_is_mine_alone(signed_in, me, somebody):
    publishing.add_publications(me, [work("Mine")], by=me)
    publishing.add_publications(somebody, [work("Theirs")], by=somebody)
    answer = signed_in.get(reverse("people:export"))
    assert "attachment" in answer.headers["Content-Disposition"]
    told = json.loads(answer.content)
    assert told["profile"]["family_name"] == "Me"
    assert [one["title"] for one in told["publications"]] == ["Mine"]
    assert "Theirs" not in answer.content.decode()
    assert me.password not in answer.content.decode()


def test_a_second_factor_is_an_app_or_a_passkey(me, rf):
    from allauth.mfa.models import Authenticator
    from django.contrib.auth.models import AnonymousUser

    assert not rules.has_second_factor(AnonymousUser())
    assert not rules.has_second_factor(me)
    Authenticator.objects.create(user=me, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert not rules.has_second_factor(me)
    Authenticator.objects.create(user=me, type=Authenticator.Type.TOTP, data={})
    assert rules.has_second_factor(me)


TABLE = [("me", ["me"]), ("somebody", ["somebody"]), ("operator", ["me", "operator", "somebody"])]


@pytest.mark.parametrize(("viewer", "sees"), TABLE)
def test_who_sees_which_people(me, somebody, operator, viewer, sees, request):
    seen = Person.objects.visible_to(request.getfixturevalue(viewer))
    assert sorted(person.email.partition("@")[0] for person in seen) == sees


def test_a_chair_without_the_second_factor_asked_for_sees_nobody_else(me, somebody, conference):
    from allauth.mfa.models import Authenticator

    holds(me, conference, Role.Kind.CHAIR)
    holds(somebody, conference, Role.Kind.MEMBER)
    assert set(Person.objects.visible_to(me)) == {me, somebody}
    type(conference).objects.update(second_factor_required=True)
    assert set(Person.objects.visible_to(me)) == {me}
    Authenticator.objects.create(user=me, type=Authenticator.Type.TOTP, data={})
    assert set(Person.objects.visible_to(me)) == {me, somebody}


def test_who_is_not_signed_in_sees_nobody(me):
    from django.contrib.auth.models import AnonymousUser

    assert not Person.objects.visible_to(AnonymousUser()).exists()
    assert not Publication.objects.visible_to(AnonymousUser()).exists()
    assert Client().get(reverse("people:closed")).status_code == 200

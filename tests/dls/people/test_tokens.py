"""Tokens: what they open, and for how long."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory
from rest_framework.views import APIView

from dls.mail.models import Letter
from dls.people import rules
from dls.people.actions.tokens import make_token, revoke_token
from dls.people.models import Person, Token
from dls.people.tokens import ScopePermission, TokenAuthentication
from dls.web.verdicts import Refused

pytestmark = pytest.mark.django_db


class Echo(APIView):
    authentication_classes = [TokenAuthentication]
    permission_classes = [ScopePermission]
    throttle_classes = []

    def get(self, request):
        return Response({"who": request.user.email if request.user.is_authenticated else ""})

    post = get


def call(text: str = "", method: str = "get"):
    header = {"HTTP_AUTHORIZATION": f"Bearer {text}"} if text else {}
    return Echo.as_view()(getattr(APIRequestFactory(), method)("/", **header))


def token(person, *scopes, days=30):
    return make_token(person, by=person, name="app", scopes=list(scopes), days=days)


def test_a_token_speaks_for_its_owner_within_its_scopes(me):
    _, text = token(me, "read")
    assert text.startswith("dls_")
    assert call(text).data == {"who": me.email}
    refused = call(text, "post")
    assert refused.status_code == 403
    assert "lacks the scope “write”" in str(refused.data)
    _, both = token(me, "read", "write")
    assert call(both, "post").status_code == 200


def test_a_token_that_may_only_write_cannot_read(me):
    _, text = token(me, "write")
    assert call(text).status_code == 403


def test_without_a_token_one_may_read_but_not_write():
    assert call().data == {"who": ""}
    assert call(method="post").status_code in (401, 403)


@pytest.mark.parametrize("spoil", ["wrong", "expired", "revoked", "closed"])
def test_a_token_that_no_longer_holds_opens_nothing(me, spoil):
    made, text = token(me, "read")
    if spoil == "wrong":
        text = text[:-1] + ("0" if text[-1] != "0" else "1")
    elif spoil == "expired":
        Token.objects.update(expiry=timezone.now() - timedelta(seconds=1))
    elif spoil == "revoked":
        revoke_token(made, by=me)
    else:
        Person.objects.update(is_active=False)
    assert call(text).status_code == 401


def test_odd_authorization_headers_are_refused_not_crashed_on():
    for text in ("ümläut", "a" * 5000, "%00", "a b"):
        assert call(text).status_code == 401


def test_the_last_use_is_noted_at_most_once_a_minute(me, django_assert_num_queries):
    _, text = token(me, "read")
    call(text)
    used = Token.objects.get().last_used_at
    call(text)
    assert Token.objects.get().last_used_at == used is not None


def test_a_token_is_shown_once_and_kept_as_a_digest(signed_in, me):
    path = reverse("people:tokens")
    page = signed_in.post(path, {"name": "app", "scopes": ["read"], "days": "30"}).content.decode()
    text = re.search(r"dls_[0-9a-f]{64}", page)[0]
    assert call(text).status_code == 200
    later = signed_in.get(path).content.decode()
    assert text not in later
    made = Token.objects.get()
    assert text not in (made.digest, made.token_key, made.hint)
    assert made.digest not in page + later
    assert Letter.objects.latest("pk").kind == "people/token-made"


@pytest.mark.parametrize(
    "wrong", [{"scopes": ["everything"]}, {"days": "9999"}, {"name": ""}, {"scopes": []}]
)
def test_a_token_with_wrong_wishes_is_not_made(signed_in, wrong):
    data = {"name": "app", "scopes": ["read"], "days": "30", **wrong}
    signed_in.post(reverse("people:tokens"), data)
    assert not Token.objects.exists()


def test_only_the_owner_makes_and_revokes_tokens(signed_in, me, somebody):
    made, _ = token(somebody, "read")
    assert signed_in.post(reverse("people:revoke-token", args=[made.handle])).status_code == 404
    with pytest.raises(Refused):
        make_token(somebody, by=me, name="x", scopes=["read"], days=1)
    with pytest.raises(Refused):
        revoke_token(made, by=me)
    assert Token.objects.get() == made


def test_a_token_is_revoked_from_its_page(signed_in, me):
    made, _ = token(me, "read")
    signed_in.post(reverse("people:revoke-token", args=[made.handle]))
    assert not Token.objects.exists()


def test_one_person_has_only_so_many_tokens(me, monkeypatch):
    monkeypatch.setattr(rules, "MOST_TOKENS", 1)
    token(me, "read")
    with pytest.raises(Refused, match="Revoke one"):
        token(me, "read")

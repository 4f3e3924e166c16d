"""The hunt: every address as every viewer, and what they get searched to the last byte."""

import os
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from html.parser import HTMLParser
from time import time
from urllib.parse import urljoin, urlsplit

from django.core import mail
from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client

from dls.mail.models import Letter
from dls.people.models import Person
from submissions.models.authors import Author
from tests.leaks.canaries import harmless
from tests.leaks.papers import WRITER
from tests.leaks.world import LINK_HOLDER, READER, TOKENS, World

SHARE = float(os.environ.get("LEAKS_SHARE", "1"))
SEED = int(os.environ.get("LEAKS_SEED", "1"))


@dataclass(frozen=True)
class Leak:
    viewer: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.viewer} got {self.what} by {self.where}"


@dataclass(frozen=True)
class Form:
    """A form of some page, with what it would send."""

    action: str
    fields: tuple[tuple[str, str], ...]

    @property
    def shape(self) -> tuple[str, tuple[str, ...]]:
        return self.action, tuple(sorted({name for name, _ in self.fields}))


@dataclass
class Hunt:
    world: World
    tried: int = 0
    searched: int = 0
    leaks: set[Leak] = field(default_factory=set)
    faults: set[str] = field(default_factory=set)
    forms: dict[tuple, Form] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    last_letter: int | None = None  # before the first request; what requests write is undone
    dice: random.Random = field(default_factory=lambda: random.Random(SEED))

    # ---- Looking -------------------------------------------------------------------------------

    def chosen(self) -> bool:
        """Whether this pair belongs to the share that is tried."""
        return SHARE >= 1 or self.dice.random() < SHARE

    def get(self, viewer: str, url: str, grants: str = "", **headers: str) -> HttpResponseBase:
        return self._ask(viewer, "GET", url, {}, grants, headers)

    def post(self, viewer: str, url: str, data: dict, grants: str = "") -> HttpResponseBase:
        return self._ask(viewer, "POST", url, data, grants, {})

    def send(self, viewer: str, method: str, url: str, body: object) -> HttpResponseBase:
        """A change by the REST interface."""
        headers = {"Content-Type": "application/json"}
        return self._ask(viewer, method, url, body, "", headers)

    def _ask(
        self, viewer: str, method: str, url: str, data: object, grants: str, headers: dict
    ) -> HttpResponseBase:
        """One request, undone afterwards; all it answers and all it writes is searched."""
        self.tried += 1
        where = f"{method} {url}"
        client = self._client(viewer)
        cookies = client.cookies.copy()
        mail.outbox.clear()
        with undone(), self._faults(viewer, where):
            if self.last_letter is None:
                self.last_letter = newest_letter()
            ask = getattr(client, method.lower())
            kind = headers.pop("Content-Type", None)
            more = {"content_type": kind} if kind else {}
            response = ask(url, data, headers=headers, **more)
            raw = as_bytes(response)
            self._letters(self.last_letter, where)
        client.cookies = cookies
        self.search({viewer, grants}, where, raw)
        if method == "GET":
            self._remember_forms(url, response, raw)
        return response

    def search(self, viewers: set[str], where: str, data: bytes) -> None:
        self.searched += len(data)
        for secret in self.world.canaries.found_in(data):
            if not viewers & secret.may:
                self.leaks.add(
                    Leak(" with ".join(sorted(viewers - {"", READER})), where, secret.name)
                )

    # ---- Letters -------------------------------------------------------------------------------

    def _letters(self, last: int, where: str) -> None:
        """What was written to somebody may hold only what they may have."""
        for letter in Letter.objects.filter(pk__gt=last) if newest_letter() > last else ():
            text = "\n".join(
                [letter.to, letter.to_name, letter.reply_to, letter.subject, letter.body,
                 letter.leave_url]
            )  # fmt: skip
            self.search({self.reader_of(letter.to), READER}, f"letter after {where}", text.encode())
        for message in mail.outbox:
            for to in message.recipients():
                raw = b"\n".join(parts_of(message_from_bytes(message.message().as_bytes())))
                self.search({self.reader_of(to), READER}, f"email after {where}", raw)

    def reader_of(self, address: str) -> str:
        """Whose address it is: a viewer's, or that of somebody invited by letter alone."""
        for name, person in self.world.people.items():
            if address.lower() == person.email:
                return name
        for role in self.world.all("Role"):
            if address.lower() == role.email:
                names = [name for name, one in self.world.people.items() if one == role.person]
                return names[0] if names else LINK_HOLDER
        planted = {author.email for author in self.world.all("Author")}
        writes = Author.objects.filter(email=address.lower()).exists()
        return WRITER if writes or address.lower() in planted else "anonymous"

    # ---- Forms ---------------------------------------------------------------------------------

    def _remember_forms(self, url: str, response: HttpResponseBase, raw: bytes) -> None:
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            return
        reader = Forms(url)
        reader.feed(raw.decode("utf-8", "replace"))
        for form in reader.found:
            self.forms.setdefault(form.shape, form)

    # ---- Who asks ------------------------------------------------------------------------------

    def _client(self, viewer: str) -> Client:
        if viewer not in self.clients:
            # A number of our own: one drawn for each request looks like a year now and then.
            client = Client(raise_request_exception=False, headers={"X-Request-ID": "the-hunt"})
            if viewer in TOKENS:
                client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {self.world.tokens[viewer]}"
            elif viewer in self.world.people:
                sign_in(client, self.world.people[viewer])
            self.clients[viewer] = client
        return self.clients[viewer]

    @contextmanager
    def _faults(self, viewer: str, where: str) -> Iterator[None]:
        def note(**_: object) -> None:
            self.faults.add(f"{viewer} {where}: {sys.exc_info()[1]!r}")

        got_request_exception.connect(note)
        try:
            yield
        finally:
            got_request_exception.disconnect(note)


def sign_in(client: Client, person: Person) -> None:
    """Be this person, with a proof that stays fresh: grave pages are searched, too."""
    client.force_login(person)
    session = client.session
    session["account_authentication_methods_user"] = str(person.pk)
    session["account_authentication_methods"] = [{"method": "password", "at": time() + 24 * 3600}]
    session.save()


def newest_letter() -> int:
    """The key of the newest letter: asked after every request, so without the ORM's detours."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT MAX(id) FROM {Letter._meta.db_table}")
        return cursor.fetchone()[0] or 0


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is not kept."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def as_bytes(response: HttpResponseBase) -> bytes:
    """Everything that goes over the wire: status, headers, cookies, body."""
    head = f"{response.status_code} {response.reason_phrase}\n".encode()
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return (
        head + response.serialize_headers() + b"\n" + str(response.cookies).encode() + b"\n" + body
    )


def parts_of(message: Message) -> Iterator[bytes]:
    """Headers and decoded parts of an email."""
    yield "\n".join(f"{name}: {value}" for name, value in message.items()).encode()
    for part in message.walk():
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            yield payload


class Forms(HTMLParser):
    """Finds the forms of a page that POST, with the values they hold."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.found: list[Form] = []
        self._action: str | None = None
        self._fields: list[tuple[str, str]] = []
        self._select = ""
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            posts = given.get("method", "").lower() == "post"
            target = urlsplit(urljoin(self.url, given.get("action", "")))
            self._action = (
                target.path + (f"?{target.query}" if target.query else "") if posts else None
            )
            self._fields = []
        if tag == "button" and given.get("formaction"):
            self.found.append(self._form(urljoin(self.url, given["formaction"])))
        if tag in {"input", "button"} and given.get("name"):
            self._input(given)
        if tag == "select":
            self._select = given.get("name", "")
        if tag == "option" and self._select and "selected" in given:
            self._fields.append((self._select, given.get("value", "")))
        if tag == "textarea":
            self._area = given.get("name", "")

    def _input(self, given: dict[str, str]) -> None:
        if given.get("type") in {"checkbox", "radio"} and "checked" not in given:
            return
        if given["name"] != "csrfmiddlewaretoken" and given.get("type") != "file":
            self._fields.append((given["name"], given.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self._area:
            self._fields.append((self._area, data))
            self._area = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._action is not None:
            self.found.append(self._form(self._action))
            self._action = None
        if tag == "textarea":
            self._area = ""
        if tag == "select":
            self._select = ""

    def _form(self, action: str) -> Form:
        return Form(action, tuple((name, harmless(value)) for name, value in self._fields))

"""Find every page each kind of person can reach: follow all links, keep the best page of each address."""

import html
import re
import urllib.error
import urllib.request
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve

from tests import addresses

LINK = re.compile(r"""<a\s[^>]*?href=["']([^"'#][^"']*)["']""")
MENTION = re.compile(
    r"""\s(?:href|src|action|formaction|content|hx-get|hx-post|data-complete)=["']([^"'#][^"']*)["']"""
)
TOKEN = re.compile(r"""name="csrfmiddlewaretoken" value="([^"]+)\"""")
ELLIPSIS = "%E2%80%A6"  # stands in a preview for what everybody has their own of
START = "the start"
MOST = 10  # pages of one address that a walk reads, in search of links
ROLES = {  # who looks, and which demo person they are
    "visitor": "",
    "author": "Demo Author 1",
    "member": "Demo Reviewer 1",
    "chair": "Demo Chair 1",
    "operator": "Demo Operator",
}


@dataclass(frozen=True)
class Answer:
    """Status, address after redirects, and the text if it is a page."""

    status: int
    address: str
    text: str


@dataclass
class Visitor:
    """Somebody with a session of their own, reading pages without a browser."""

    house: str
    name: str = ""
    jar: CookieJar = field(default_factory=CookieJar)

    def __post_init__(self) -> None:
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        if self.name:
            self.sign_in()

    def read(self, address: str, data: bytes | None = None) -> "Answer":
        """What an address answers, after redirects; files are not read."""
        request = urllib.request.Request(urljoin(self.house, address), data)
        try:
            with self.opener.open(request, timeout=60) as found:
                is_page = found.headers.get_content_type() == "text/html"
                text = found.read().decode() if is_page else ""
                return Answer(found.status, found.url.removeprefix(self.house), text)
        except urllib.error.HTTPError as error:
            error.close()
            return Answer(error.code, address, "")

    def sign_in(self) -> None:
        """By the click that only the demo has."""
        page = self.read("/demo/").text
        form = re.search(
            rf"<form[^>]*action=\"([^\"]+)\"[^>]*>(?:(?!</form>).)*?{re.escape(self.name)}\b(?!\d).*?</form>",
            page, re.S,
        )  # fmt: skip
        if form is None:
            raise LookupError(f"/demo/ offers no sign-in as {self.name}")
        fields = re.findall(r'name="([^"]+)"\s+value="([^"]*)"', form[0])
        data = urllib.parse.urlencode(fields).encode()
        self.read(form[1], data)

    def cookies(self) -> list[dict[str, str]]:
        """The session, for a browser."""
        return [
            {"name": cookie.name, "value": cookie.value or "", "url": self.house}
            for cookie in self.jar
        ]


def name_of(address: str) -> str:
    """The name of an address in the URLconf; empty if there is none."""
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return ""
    return found.view_name or found.route


@dataclass
class Reach:
    """What a walk found: a page for each name, all names pages lead to, links to nowhere."""

    best: dict[str, tuple[int, str]] = field(default_factory=dict)
    offered: set[str] = field(default_factory=set)
    dead: list[str] = field(default_factory=list)

    def note(self, answer: Answer) -> None:
        name = name_of(answer.address)
        self.best[name] = max(self.best.get(name, (0, "")), (len(answer.text), answer.address))
        found = (urljoin(answer.address, link) for link in MENTION.findall(answer.text))
        self.offered |= {
            name,
            *(name_of(link) for link in set(found) if link.startswith(("/", "http"))),
        }

    @property
    def pages(self) -> dict[str, str]:
        """The fullest page of each name."""
        return {name: address for name, (_, address) in sorted(self.best.items())}


def reach(visitor: Visitor, starts: Iterable[str]) -> Reach:
    """Follow all links, reading a few pages of each name."""
    found, tries = Reach(), Counter[str]()
    queue, origins = deque(starts), dict.fromkeys(starts, START)
    while queue:
        address = queue.popleft()
        name = name_of(address)
        tries[name] += 1
        if name and tries[name] > MOST:
            continue
        answer = visitor.read(address)
        if answer.status >= 500 or (answer.status >= 400 and leads(origins[address])):
            found.dead.append(f"{origins[address]} leads to {address}: {answer.status}")
        if answer.status != 200 or not answer.text:
            continue
        found.note(answer)
        for link in links(visitor.house, answer.address, answer.text):
            if link not in origins:
                origins[link] = answer.address
                queue.append(link)
    return found


def leads(page: str) -> bool:
    """Whether its links must work: letters lead their owners to pages that others do not see."""
    return page != START and not page.startswith("/mailbox/")


def links(house: str, page: str, text: str) -> Iterator[str]:
    """Where a page leads to within the house, each once."""
    found = dict.fromkeys(LINK.findall(text))
    for link in found:
        whole = urldefrag(urljoin(urljoin(house, page), html.unescape(link))).url
        if whole.startswith(house + "/") and ELLIPSIS not in whole:
            yield whole.removeprefix(house)


STARTS = (
    "/", "/demo/", "/mailbox/", "/account/login/", "/me/", "/dls2019/", "/isc2020/",
    "/demo-program/dashboard/", "/demo-program/jobs/", "/demo-call/letters/?state=held",
    "/demo-call/letters/texts/conferences/invitation-accepted/",
    "/demo-call/committee/manage/?state=suggested", "/demo-call/committee/manage/?state=invited", "/demo-call/committee/manage/?state=declined",
)  # fmt: skip
# Addresses that no page offers, and why.
UNOFFERED = {
    "account_change_password": "demo people have no password",
    "account_complete_password_reset": "follows a code by letter",
    "account_confirm_login_code": "follows a code by letter",
    "account_confirm_password_reset_code": "follows a code by letter",
    "account_email_verification_sent": "follows signing up",
    "account_inactive": "only for closed accounts",
    "account_password_reset_completed": "follows a code by letter",
    "account_reauthenticate": "demo people have no password",
    "account_reauthenticate_by_code": "demo people are never asked who they are",
    "conferences:asked": "follows signing up for a list",
    "conferences:invitation-list-again": "needs an invitation that failed",
    "conferences:invitation-list-resume": "needs an invitation that failed",
    "conferences:join": "by letter, signed",
    "conferences:leave": "by letter, signed",
    "jobs:cancel": "needs a job that runs",
    "jobs:retry": "needs a job that failed",
    "mail-webhook": "for providers of mail",
    "mail:reminder-remove": "on the page of a reminder of the chairs’ own",
    "submissions:category-remove": "needs a second category, without papers",
    "submissions:conflict-answer": "needs a likely conflict of the member who walks",
    "submissions:conflict-drop": "needs a conflict that the member who walks declared",
    "submissions:conflicts-decide": "needs conflicts that nobody has decided",
    "submissions:contact-accept": "by letter, signed",
    "submissions:duplicate": "needs papers that share text",
    "submissions:duplicate-restore": "needs papers that share text",
    "submissions:intake": "follows an upload of papers",
    "submissions:intake-confirm": "follows an upload of papers",
    "submissions:intake-discard": "follows an upload of papers",
    "submissions:longer-end": "needs a paper that is open for longer",
    "submissions:manuscript-check": "needs a check that was set aside",
    "submissions:named-undo": "follows saying that one is no author",
    "submissions:papers-move": "needs a second category",
    "submissions:question": "needs a question of the chairs’ own",
    "submissions:question-ask": "needs a question of the chairs’ own",
    "submissions:question-retire": "needs a question of the chairs’ own",
    "submissions:question-shift": "needs a question of the chairs’ own",
    "submissions:revive": "needs a withdrawn paper among those the walk reads",
    "submissions:search-remove": "needs a search somebody kept",
    "submissions:submit": "needs a draft that lacks nothing among those the walk reads",
    "submissions:supplement": "needs a supplement",
    "submissions:supplement-answer": "needs a question that asks for a file",
    "submissions:supplement-file": "needs a supplement",
    "submissions:supplement-remove": "needs a supplement",
    "submissions:waiver-end": "needs a rule that was let pass",
    "conferences:own-calendar": "for calendars, signed",
    "conferences:robots": "for robots",
    "conferences:sitemap": "for robots",
    "mail:letters-failed": "needs letters that failed",
    "people:end-operator": "needs a second operator",
    "people:keep": "follows a preview of publications",
    "people:closed": "follows closing one's account",
    "people:first-operator": "printed on a terminal, signed",
    "web:csp-report": "browsers tell it",
    "web:figures": "for monitoring",
    "web:alive": "for monitoring",
    "web:ready": "for monitoring",
}
# Those that need what the demo cannot have: a second factor, a provider, a merge that is under way.
ELSEWHERE = re.compile(r"api|mfa_|openid_|orcid_|socialaccount_|people:merge-")


def unreached(offered: set[str]) -> list[str]:
    """Names in the URLconf that no page offers and nothing excuses."""
    left = set(addresses.every()) - offered - set(UNOFFERED)
    return sorted(name for name in left if not ELSEWHERE.match(name))

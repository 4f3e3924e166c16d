"""What a chair looks for among the letters, read from an address and written into one."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict

from dls.mail import kinds
from dls.mail.models import Letter, LetterQuerySet


@dataclass(frozen=True)
class Search:
    state: str = ""
    kind: str = ""
    mailing: str = ""
    q: str = ""

    @classmethod
    def read(cls, given: QueryDict) -> "Search":
        state = given.get("state", "")
        return cls(
            state=state if state in Letter.State.values else "",
            kind=given.get("kind", "")[:80],
            mailing=given.get("mailing", "")[:20],
            q=given.get("q", "").strip()[:100],
        )

    def within(self, letters: LetterQuerySet) -> LetterQuerySet:
        """All that is asked for but the state."""
        if self.mailing:
            letters = letters.filter(mailing__ref=self.mailing)
        return self._found(letters, self._recipient | Q(subject__icontains=self.q))

    def among_hidden(self, letters: LetterQuerySet) -> LetterQuerySet:
        """The same among letters whose subjects, such as a code, are not to be found out."""
        return self._found(letters, self._recipient)

    @property
    def _recipient(self) -> Q:
        return Q(to__icontains=self.q) | Q(to_name__icontains=self.q)

    def _found(self, letters: LetterQuerySet, asked: Q) -> LetterQuerySet:
        if self.kind:
            letters = letters.filter(kind=self.kind)
        return letters.filter(asked) if self.q else letters

    def with_state(self, letters: LetterQuerySet) -> LetterQuerySet:
        return letters.filter(state=self.state) if self.state else letters

    @property
    def query(self) -> str:
        """As the end of an address."""
        parts = {"state": self.state, "kind": self.kind, "mailing": self.mailing, "q": self.q}
        return urlencode({name: value for name, value in parts.items() if value})

    @property
    def is_any(self) -> bool:
        return bool(self.query)


@dataclass(frozen=True)
class Choice:
    """A link that narrows the list, with how many there are."""

    label: str
    query: str
    many: int
    is_current: bool
    tone: str = ""


def states(search: Search, counted: dict[str, int]) -> list[Choice]:
    """All, then every state that occurs."""
    every = replace(search, state="")
    found = [Choice("All", every.query, sum(counted.values()), not search.state)]
    for state in Letter.State:
        if counted.get(state) or search.state == state:
            tone = "bad" if state == Letter.State.FAILED else ""
            asked = replace(search, state=state)
            many = counted.get(state, 0)
            found.append(Choice(state.label, asked.query, many, search.state == state, tone))
    return found


def kind_choices(letters: LetterQuerySet) -> list[tuple[str, str]]:
    """Kinds of letters that occur, by their titles."""
    names = letters.order_by().values_list("kind", flat=True).distinct()
    return sorted(((name, kinds.title(name)) for name in names), key=lambda one: one[1])

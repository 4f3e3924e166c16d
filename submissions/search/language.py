"""Reads a query: words, "phrases", -not, or, (groups), keyword:value, #tag, numbers of papers."""

import re
from dataclasses import dataclass

from submissions.search.scanning import Kind, Token, plain, tokens
from submissions.search.tree import (
    EVERYTHING,
    Asked,
    Keyed,
    Node,
    Numbers,
    Phrase,
    Span,
    Word,
    WrongQuery,
    all_of,
    any_of,
    negated,
)

LONGEST = 1_000
DEEPEST = 20
MOST_TERMS = 100
TAG = "tag"  # what # stands for

NUMBERS = re.compile(r"[0-9]{1,6}(-[0-9]{1,6})?(,[0-9]{1,6}(-[0-9]{1,6})?)*,?")
COMPARED = re.compile(r"([A-Za-z~][A-Za-z0-9_~-]*)?(<=|>=|<|>|=)(.*)")


def parse(text: str) -> Node:
    """The tree of a query. Raises WrongQuery with the stretch that is wrong, and nothing else."""
    if len(text) > LONGEST:
        raise WrongQuery(f"Ask in at most {LONGEST:,} characters.", LONGEST, len(text))
    found = list(tokens(plain(text)))
    if not found:
        return EVERYTHING
    tree = Parser(found).query()
    if len(str(tree)) > LONGEST:  # typed without spaces, it was shorter
        raise WrongQuery(f"Ask in at most {LONGEST:,} characters.", 0, len(text))
    return tree


@dataclass
class Parser:
    """Goes through the tokens once; each method reads what its name says and stands behind it."""

    tokens: list[Token]
    at: int = 0
    terms: int = 0
    depth: int = 0
    keyword: str = ""  # whose values we are reading

    def query(self) -> Node:
        tree = self._either()
        left = self._here()
        if left:
            raise wrong("Nothing opens this parenthesis: take it out.", left)
        return tree

    def _either(self) -> Node:
        parts = [self._all()]
        while self._takes("or"):
            parts.append(self._all())
        return any_of(parts)

    def _all(self) -> Node:
        parts = [self._negated()]
        while self._goes_on():
            self._takes("and")
            parts.append(self._negated())
        return all_of(parts)

    def _negated(self) -> Node:
        denied = False
        while self._takes("not") or self._takes("-"):
            denied = not denied
        node = self._operand()
        return negated(node) if denied else node

    def _operand(self) -> Node:
        while self.keyword and self._takes("#"):
            pass  # tag:#ready is tag:ready
        token = self._here()
        if token is None or token.kind is Kind.CLOSE or operator(token):
            raise self._missing(token)
        self.at += 1
        if token.kind is Kind.OPEN:
            return self._group(token)
        if token.kind is Kind.KEYWORD:
            return self._keyed(token, token.text)
        if token.kind is Kind.HASH:
            return self._tagged(token)
        return self._value(token) if self.keyword else self._term(token)

    def _group(self, opened: Token) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise wrong(f"At most {DEEPEST} parentheses can stand inside each other.", opened)
        tree = self._either()
        if not self._takes(")"):
            raise wrong("This parenthesis is never closed: add a ).", opened)
        self.depth -= 1
        return tree

    def _keyed(self, key: Token, keyword: str) -> Node:
        if self.keyword:
            raise wrong(
                f"“{key.text}:” cannot stand inside “{self.keyword}:”. "
                f'If it is part of the value, put the value in quotes: {self.keyword}:"…".',
                key,
            )
        value = self._here()
        if value is None or not key.touches(value) or value.kind is Kind.CLOSE:
            raise wrong(f"Write a value right behind “{key.text}:”, without a space.", key)
        self.keyword = keyword
        asked = self._value(self._next()) if value.kind is Kind.WORD else self._negated()
        self.keyword = ""
        return Keyed(keyword, asked, key.span)

    def _tagged(self, sign: Token) -> Node:
        """What stands behind #: a number of a paper, or a tag."""
        value = self._here()
        if value and value.kind is Kind.WORD and NUMBERS.fullmatch(value.text):
            return self._term(self._next())
        return self._keyed(sign, TAG)

    def _value(self, token: Token) -> Asked:
        self._count(token)
        if token.kind is Kind.PHRASE:
            return Asked(self.keyword, token.text, quoted=True, span=token.span)
        compared = COMPARED.fullmatch(token.text)
        if not compared:
            return Asked(self.keyword, token.text, span=token.span)
        name, sign, text = compared[1] or "", compared[2], compared[3]
        behind = self._here()
        if not text and behind and behind.kind is Kind.PHRASE and token.touches(behind):
            self.at += 1
            span = Span(token.span.start, behind.span.end)
            return Asked(self.keyword, behind.text, name, sign, quoted=True, span=span)
        if not text:
            raise wrong(f"Say what to compare with, right behind “{sign}”.", token)
        return Asked(self.keyword, text, name, sign, span=token.span)

    def _term(self, token: Token) -> Node:
        if token.kind is Kind.WORD and NUMBERS.fullmatch(token.text):
            return numbers(token)
        self._count(token)
        if token.kind is Kind.PHRASE:
            return Phrase(token.text, token.span)
        return Word(token.text, token.span)

    def _count(self, token: Token) -> None:
        """Bounds the work; a term needs something to look for."""
        self.terms += 1
        if self.terms > MOST_TERMS:
            raise wrong(f"Ask for at most {MOST_TERMS} things at once.", token)
        if not any(sign.isalnum() for sign in token.text) and not COMPARED.match(token.text):
            raise wrong("There is no letter and no digit here to look for.", token)

    def _missing(self, token: Token | None) -> WrongQuery:
        before = self.tokens[self.at - 1] if self.at else None
        if before and before.kind is Kind.OPEN and token and token.kind is Kind.CLOSE:
            return WrongQuery("There is nothing in these parentheses: fill them or take them out.",
                              before.span.start, token.span.end)  # fmt: skip
        if before and before.kind is Kind.OPEN and token is None:
            return wrong("This parenthesis is never closed: add what it should hold and a ).",
                         before)  # fmt: skip
        if token and (before is None or before.kind is Kind.OPEN):
            return self._leading(token)
        assert before is not None  # noqa: S101 -- without tokens there is nothing to parse
        return wrong(f"Say what should follow “{before.text}”.", before)

    def _leading(self, token: Token) -> WrongQuery:
        if token.kind is Kind.CLOSE:
            return wrong("Nothing opens this parenthesis: take it out.", token)
        return wrong(
            f"Say what should stand before “{token.text}”. "
            f'If you look for the word itself, put it in quotes: "{token.text}".',
            token,
        )

    def _here(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def _next(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def _goes_on(self) -> bool:
        token = self._here()
        return token is not None and token.kind is not Kind.CLOSE and operator(token) != "or"

    def _takes(self, sign: str) -> bool:
        """Whether this operator stands here; if so, steps over it."""
        token = self._here()
        if token is None or sign not in (operator(token), token.kind.value):
            return False
        self.at += 1
        return True


def operator(token: Token) -> str:
    """and, or, not; empty for any other token."""
    word = token.text.lower() if token.kind is Kind.WORD else ""
    return word if word in {"and", "or", "not"} else ""


def numbers(token: Token) -> Numbers:
    """3, 3-7 or 3,5,8-9."""
    ranges = []
    for part in token.text.strip(",").split(","):
        low, _, high = part.partition("-")
        ranges.append((int(low), int(high or low)))
        if ranges[-1][0] > ranges[-1][1]:
            raise wrong(
                f"A range goes from the low to the high number: {high}-{low}. "
                f'To look for these words, put them in quotes: "{part}".',
                token,
            )
    return Numbers(tuple(ranges), token.span)


def wrong(sentence: str, token: Token) -> WrongQuery:
    return WrongQuery(sentence, token.span.start, token.span.end)

"""The letters about papers, and what their texts may say."""

from dls.mail import moments
from dls.mail.kinds import Kind

PAPER = {
    "paper": "its number: Paper 3",
    "title": "its title",
    "paper_url": "its page",
}
BY = {"by": "who did it: their name, or “a chair”"}
REASON = {"reason_line": "the reason in a sentence, if one was given"}
FILED = {
    "authors": "its authors, in order",
    "when": "when it was submitted",
    "manuscript": "the name of its file with its size, in a sentence",
    "sha256": "the SHA-256 of that file",
    "due_line": "until when it can still be changed, in a sentence",
    "receipt_url": "the receipt as a page",
}
NAMED = {
    "claim_url": "the page where the paper is claimed or denied; each recipient has their own",
    "authors": "its authors, in order",
}
LINK = frozenset({"claim_url"})
LACKS = {"lacks": "what the paper still lacks, one a line"}
LINES = frozenset({"lacks"})

KINDS = (
    Kind("submissions/receipt", "Receipt of a submitted paper", {**PAPER, **FILED},
         needs=frozenset({"sha256"})),
    Kind("submissions/submitted", "To co-authors: paper submitted", {**PAPER, **FILED, **BY}),
    Kind("submissions/named", "To co-authors without a claim: a paper names you",
         {**PAPER, **NAMED, **BY}, secret=True, needs=LINK),
    Kind("submissions/unnamed", "To somebody no longer named as an author", {**PAPER, **BY}),
    Kind("submissions/withdrawn", "To authors: paper withdrawn", {**PAPER, **BY, **REASON}),
    Kind("submissions/revived", "To authors: paper back", {
        **PAPER, **BY, "state": "what it is now: submitted, a draft"}),
    Kind("submissions/opened", "To authors: paper open for longer", {
        **PAPER, **BY, **REASON, "until": "until when it can be changed"}),
    Kind("submissions/closed", "To authors: paper no longer open for longer", {
        **PAPER, **BY, "until": "until when it could be changed"}),
    Kind("submissions/denied", "To chairs: somebody is no author", {
        **PAPER, **REASON, "who": "the name on the paper", "who_email": "their address"},
         editable=False),
    Kind("submissions/asked", "Asked to look after a paper", {
        **PAPER, **BY, "accept_url": "the page where it is accepted"},
         secret=True, needs=frozenset({"accept_url"})),
    Kind("submissions/draft-due", "A draft waits to be submitted",
         {**PAPER, **LACKS, **moments.WORDS}, markdown=LINES),
    Kind("submissions/due-today", "Papers are due today",
         {**PAPER, **LACKS, **moments.WORDS}, markdown=LINES),
)  # fmt: skip

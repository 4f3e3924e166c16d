"""What each format rule asks, in a sentence; and what a policy allows under it."""

from submissions.checks.policy import PageRule, Policy

EXPLAINED = {
    "pages-too-few": "A paper of fewer counted pages is too short.",
    "pages-too-many": "A paper of more counted pages is too long; what is free does not count.",
    "paper-size": "All pages have one of the accepted sizes.",
    "mixed-page-size": "All pages have the same size.",
    "page-rotation": "No page is turned on its side by the file; a wide table may stand on one.",
    "crop-box": "No page is cut by a crop box, which printers ignore.",
    "blank-page": "No page is empty.",
    "columns": "The text stands in as many columns as the template has.",
    "gutter": "The columns are as far apart as the template sets them.",
    "margins": "The text keeps within the block of the template; heads and numbers do not count.",
    "body-font-small": "The size of most of the text, as it is really printed, is large enough.",
    "body-font-large": "Text that is larger than the template’s makes a short paper look long.",
    "body-font-partial": "No page sets much of its text smaller than the rest of the paper.",
    "leading": "Lines stand as far apart as the template sets them.",
    "fonts-embedded": "Every font is in the file, so that it prints the same everywhere.",
    "type3-font": "No font is made of pictures of letters, which print badly.",
    "pdf-version": "The file has a version of PDF that the publisher’s tools read.",
    "encrypted": "The file has no password and no restrictions.",
    "active-content": "The file has no scripts, forms, attachments or actions that start programs.",
    "links": "The file has no links.",
    "bookmarks": "The file has no bookmarks.",
    "page-numbers": "Pages carry no numbers: the proceedings bring theirs.",
    "running-header": "Pages carry no running heads: the proceedings bring theirs.",
    "line-numbers": "Lines carry no numbers.",
    "no-text": "The file has text that can be read, searched and counted.",
    "scanned": "No page is a picture of a page.",
    "hidden-text": "No text is hidden from people who read it on paper. Chairs are told; it never "
    "refuses a paper by itself.",
    "identity": "Nothing in the file tells who wrote it. Asked where review is double-blind.",
    "no-references": "There is a list of references. Where none is found, authors are asked.",
    "not-a-pdf": "The file is a PDF, whatever it is called.",
    "empty-file": "The file is not empty.",
    "damaged": "The file can be read whole.",
    "too-complex": "The file can be checked within the limits that keep everybody’s checks quick.",
}
GROUPS = (
    ("Length", ("pages-too-few", "pages-too-many", "no-references")),
    ("Paper", ("paper-size", "mixed-page-size", "page-rotation", "crop-box", "blank-page")),
    ("Text", ("columns", "gutter", "margins", "body-font-small", "body-font-large",
              "body-font-partial", "leading")),
    ("Beside the text", ("page-numbers", "running-header", "line-numbers")),
    ("File", ("fonts-embedded", "type3-font", "pdf-version", "encrypted", "active-content", "links",
              "bookmarks", "no-text", "scanned", "not-a-pdf", "empty-file", "damaged",
              "too-complex")),
    ("Honesty", ("hidden-text", "identity")),
)  # fmt: skip


def allowed(policy: Policy, rule: str) -> str:
    """What the policy allows under a rule, as far as it is a number or a list."""
    text, pages = policy.text, policy.pages
    said = {
        "pages-too-few": f"at least {pages.least}" if pages.least else "",
        "pages-too-many": _at_most(pages),
        "paper-size": " or ".join(name for name, _, _ in policy.papers),
        "columns": str(text.columns) if text.columns else "",
        "gutter": f"at least {text.gutter:g} pt" if text.gutter else "",
        "body-font-small": f"at least {text.body_font[0]:g} pt" if text.body_font else "",
        "body-font-large": f"at most {text.body_font[1]:g} pt" if text.body_font else "",
        "leading": f"at least {text.leading:g} pt" if text.leading else "",
        "pdf-version": f"{policy.versions[0]} to {policy.versions[1]}",
    }
    return said.get(rule, "")


def _at_most(pages: PageRule) -> str:
    if not pages.most:
        return ""
    more = f", {pages.extra} more at camera-ready" if pages.extra else ""
    return f"at most {pages.most}{more}, {free(pages)}"


def free(pages: PageRule) -> str:
    """What is not counted: references and appendix not counted."""
    parts = (["references"] if pages.references_free else []) + list(pages.free)
    return f"{' and '.join(parts)} not counted" if parts else "everything counted"


def in_words(policy: Policy) -> str:
    """6 to 8 pages, references not counted."""
    least, most = policy.pages.least, policy.pages.most
    if least and most:
        told = f"{least} to {most} pages"
    elif most:
        told = f"at most {most} pages"
    elif least:
        told = f"at least {least} pages"
    else:
        return "no page limit"
    return f"{told}, {free(policy.pages)}"

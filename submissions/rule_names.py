"""The format rules in words: what is wrong when one is not kept, and what is right when it is."""

TITLES = {
    "pages-too-few": ("Too few pages", "enough pages"),
    "pages-too-many": ("Too many pages", "no more pages than allowed"),
    "paper-size": ("Another paper size", "paper size"),
    "mixed-page-size": ("Pages of several sizes", "pages of one size"),
    "page-rotation": ("Turned pages", "upright pages"),
    "crop-box": ("Cropped pages", "uncropped pages"),
    "blank-page": ("Empty pages", "no empty pages"),
    "columns": ("Another number of columns", "columns"),
    "gutter": ("Columns too close", "space between columns"),
    "margins": ("Text in the margins", "margins"),
    "body-font-small": ("Text too small", "size of the text"),
    "body-font-large": ("Text too large", "text not too large"),
    "body-font-partial": ("Small text in places", "no small text in places"),
    "leading": ("Lines too close", "distance of lines"),
    "fonts-embedded": ("Fonts that are not embedded", "embedded fonts"),
    "type3-font": ("Type 3 fonts", "no Type 3 fonts"),
    "pdf-version": ("Another PDF version", "PDF version"),
    "encrypted": ("Encrypted", "not encrypted"),
    "active-content": ("Active content", "no active content"),
    "links": ("Links", "no links"),
    "bookmarks": ("Bookmarks", "no bookmarks"),
    "page-numbers": ("Page numbers", "no page numbers"),
    "running-header": ("Running heads", "no running heads"),
    "line-numbers": ("Line numbers", "no line numbers"),
    "no-text": ("No text", "text that can be read"),
    "scanned": ("Scanned pages", "no scanned pages"),
    "hidden-text": ("Hidden text", "no hidden text"),
    "identity": ("Traces of the authors", "no traces of the authors"),
    "no-references": ("References not found", "references found"),
    "not-a-pdf": ("Not a PDF", "a PDF"),
    "empty-file": ("An empty file", "not empty"),
    "damaged": ("A damaged file", "not damaged"),
    "too-complex": ("Too much for the check", "read as a whole"),
}


def broken(rule: str) -> str:
    """What is wrong: Too many pages."""
    return TITLES[rule][0] if rule in TITLES else rule


def kept(rule: str) -> str:
    """What is right, in a list: margins."""
    return TITLES[rule][1] if rule in TITLES else rule

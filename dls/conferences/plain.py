"""Markdown as plain text, as mailing lists want it: wrapped lines, links written out."""

import textwrap

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

WIDTH = 72
SPECIAL = "\\`*_{}[]<>#|~"
_reader = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def to_text(markdown: str, width: int = WIDTH) -> str:
    """The text in lines of at most `width` characters, but for longer words and addresses."""
    return _blocks(SyntaxTreeNode(_reader.parse(markdown)), width)


def unwrapped(markdown: str) -> str:
    """The same Markdown with each paragraph in one line: letters and chats keep line breaks."""
    lines = markdown.splitlines()
    for token in reversed(_reader.parse(markdown)):
        if token.type == "paragraph_open" and token.level == 0 and token.map:
            first, last = token.map
            if not any(line.endswith(("  ", "\\")) for line in lines[first : last - 1]):
                lines[first:last] = [" ".join(line.strip() for line in lines[first:last])]
    return "\n".join(lines).strip()


def summary(markdown: str, length: int = 200) -> str:
    """The beginning in one line, for descriptions of a page."""
    line = " ".join(to_text(markdown[: 20 * length], 10_000).split())
    return textwrap.shorten(line, length, placeholder=" …")


def escaped(text: str) -> str:
    """A fact as Markdown that shows exactly these words, in one line."""
    return "".join(f"\\{sign}" if sign in SPECIAL else sign for sign in " ".join(text.split()))


def _blocks(parent: SyntaxTreeNode, width: int) -> str:
    found = [_block(node, width) for node in parent.children]
    return "\n\n".join(text for text in found if text)


def _block(node: SyntaxTreeNode, width: int) -> str:
    if node.type in {"bullet_list", "ordered_list"}:
        return _list(node, width)
    if node.type == "blockquote":
        return textwrap.indent(_blocks(node, width - 2), "> ", lambda _: True)
    if node.type in {"fence", "code_block"}:
        return textwrap.indent(node.content.rstrip("\n"), "    ")
    if node.type == "heading":
        text = _wrapped(_inline(node), width)
        return f"{text}\n{'-' * max(len(line) for line in text.splitlines() or [''])}"
    if node.type == "table":
        return "\n".join(_row(row) for part in node.children for row in part.children)
    return "* * *" if node.type == "hr" else _wrapped(_inline(node), width)


def _list(node: SyntaxTreeNode, width: int) -> str:
    first = int(node.attrs.get("start", 1))
    numbered = node.type == "ordered_list"
    marks = [f"{first + index}. " if numbered else "- " for index in range(len(node.children))]
    return "\n".join(
        _hanging(mark, _blocks(item, width - len(mark)))
        for mark, item in zip(marks, node.children, strict=True)
    )


def _hanging(mark: str, text: str) -> str:
    return mark + textwrap.indent(text, " " * len(mark)).lstrip(" ")


def _row(row: SyntaxTreeNode) -> str:
    return " | ".join(_inline(cell) for cell in row.children)


def _wrapped(text: str, width: int) -> str:
    lines = (
        textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False)
        for line in text.splitlines()
    )
    return "\n".join(lines)


def _inline(node: SyntaxTreeNode) -> str:
    if node.type == "softbreak":
        return " "
    if node.type == "hardbreak":
        return "\n"
    inner = "".join(_inline(child) for child in node.children) if node.children else ""
    if node.type == "link":
        target = str(node.attrs.get("href", "")).removeprefix("mailto:")
        return inner if inner == target else f"{inner} <{target}>"
    return inner or (node.content if not node.children and not node.is_root else "")

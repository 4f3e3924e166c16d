"""The rows of the table as HTML.

A thousand rows by the template language would take longer than all the rest of the page. Here
every text is escaped where it is put in, and nothing else decides how a row looks.
"""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe

from submissions.table.columns import Cell, Column
from submissions.table.page import Row


def rows(found: Iterable[Row]) -> SafeString:
    """All rows of a page."""
    return mark_safe("\n".join(_row(row) for row in found))  # noqa: S308 -- escaped below


def _row(row: Row) -> str:
    number = row.base.number
    cells = "".join(_cell(column, cell) for column, cell in row.cells)
    return (
        f'<tr><td><input type="checkbox" name="paper" value="{number}" '
        f'aria-label="Choose paper {number}"></td><td class="n muted">{number}</td>'
        f'<th scope="row" data-full><a class="title plain" href="{number}/">'
        f'{escape(row.base.title)}</a><span class="second">{escape(row.byline)}'
        f"{''.join(map(_tag, row.tags))}</span></th>{cells}</tr>"
    )


def _tag(tag: tuple[str, str]) -> str:
    name, tone = tag
    return f' <span class="tag"{_tone(tone)}>{escape(name)}</span>'


def _tone(tone: str) -> str:
    return f' data-tone="{escape(tone)}"' if tone else ""


def _cell(column: Column, cell: Cell) -> str:
    css = f' class="{column.css}"' if column.css else ""
    text = escape(cell.text)
    if cell.mark:
        mark = escape(cell.mark)
        text = f'<span class="status" data-mark="{mark}"{_tone(cell.tone)}>{text}</span>'
    return f'<td{css} data-label="{escape(column.title)}">{text}</td>'

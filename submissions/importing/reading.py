"""An upload, read: whatever system it comes from, papers that can be made and every problem."""

from collections.abc import Sequence

from submissions.importing import archives, belonging, easychair, hotcrp, tables
from submissions.importing.archives import Text
from submissions.importing.values import Given, Notes, Paper, Reading

HOTCRP, TABLES = "HotCRP", "tables"


def read(files: Sequence[Given]) -> Reading:
    """All papers of an upload; JSON is HotCRP’s, everything else tables."""
    notes = Notes()
    opened = archives.opened(files, notes)
    told = [text for text in opened.texts if _is_json(text)]
    sheets = [text for text in opened.texts if not _is_json(text)]
    papers = _from_json(told, sheets, notes) if told else _from_tables(sheets, notes)
    found = belonging.joined(papers, opened.documents, notes)
    return Reading(HOTCRP if told else TABLES, found, tuple(notes.found))


def _is_json(text: Text) -> bool:
    return text.text.lstrip("\ufeff \t\r\n")[:1] in {"{", "["}


def _from_json(told: list[Text], sheets: list[Text], notes: Notes) -> tuple[Paper, ...]:
    for text in sheets:
        notes.at(text.name).note("file", "JSON was uploaded, too; this file is not read.")
    for text in told[1:]:
        sentence = "Only one JSON file can be read at a time; upload this one by itself."
        notes.at(text.name).lose("file", sentence)
    return hotcrp.read(told[0].text, told[0].name, notes)


def _from_tables(sheets: list[Text], notes: Notes) -> tuple[Paper, ...]:
    read = [tables.read(text.text, text.name, notes) for text in sheets]
    known = [table for table in read if table]
    return easychair.read(known, notes) if known else ()

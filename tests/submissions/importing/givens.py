"""Files as chairs upload them, made in memory."""

import csv
import io
import json
import zipfile

from submissions.importing.reading import read
from submissions.importing.values import Given

AUTHOR = {"first": "Demo", "last": "Author 1", "email": "demo.author.1@demo.example"}


def given(name, data):
    return Given(name, io.BytesIO(data if isinstance(data, bytes) else data.encode()))


def paper(**values):
    return {"pid": 1, "title": "Demo paper", "authors": [AUTHOR], "status": "submitted"} | values


def read_json(*papers, name="papers.json"):
    return read([given(name, json.dumps(list(papers)))])


def table(*rows, delimiter=","):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def archive(entries, compression=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as made:
        for name, data in entries.items():
            made.writestr(name, data)
    return out.getvalue()


def said(reading):
    """Every problem as place, field and cost."""
    return [(one.place, one.field, str(one.cost)) for one in reading.problems]


def sentences(reading):
    return " ".join(one.sentence for one in reading.problems)

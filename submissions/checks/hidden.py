"""Hidden text: words that are in the file but cannot be seen on the page."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from submissions.checks import pdfium
from submissions.checks.lines import tidy
from submissions.checks.objects import PageObjects, Run, Shape
from submissions.checks.pixels import draw_grey
from submissions.checks.values import Box, Hidden, Sheet, Structure

INSTRUCTION = re.compile(
    r"(?:ignore|disregard|forget|override)\b.{0,40}"
    r"\b(?:previous|prior|above|earlier|all|instructions?|prompts?)\b"
    r"|\b(?:positive|favou?rable|glowing|excellent)\s+"
    r"(?:review|rating|score|evaluation|feedback|assessment)"
    r"|\b(?:recommend|must|should|strongly|please|always)\b.{0,30}\baccept(?:ance|ed)?\b"
    r"|\baccept (?:this|the) (?:paper|submission|manuscript)"
    r"|\bdo not\b.{0,30}\b(?:mention|highlight|criticis|criticiz|reject|negative|weakness)"
    r"|\b(?:language model|llms?|chatgpt|gpt-?\d|ai (?:reviewer|assistant|model)|system prompt"
    r"|reviewers?)\b.{0,60}\b(?:must|should|note|instruction|score|accept|rate|give|output|write)"
    r"|\b(?:give|assign|rate)\b.{0,30}\b(?:high(?:est)?|top|maximum|perfect|10)\b.{0,12}"
    r"\b(?:scores?|ratings?|marks?)\b",
    re.I | re.S,
)
UNSEEN = {3: "invisible", 7: "invisible"}
TINY, TINIER = 4.0, 2.0
LEAST_WORDS = 4
TRANSPARENT = 13  # of 255
CROWD = 2_000
FAINT = 12  # grey levels, of 255
WORDS_KEPT = 600
LITTLE_WORDS = frozenset(
    ["the", "a", "of", "and", "to", "in", "is", "are", "that", "this", "for", "with", "as", "it"]
)


class Suspect(NamedTuple):
    run: Run
    how: str


def hidden_on(
    page: int, number: int, sheet: Sheet, objects: PageObjects, layers_off: bool
) -> list[Hidden]:
    """All hidden text of one page; it is drawn only when something may lie over or around words."""
    if not objects.runs:
        return []
    scan = is_scan(objects, sheet)
    sure: list[Suspect] = []
    open_questions: list[Suspect] = []
    covers = [one for one in objects.shapes if may_cover(one)]
    crowded = len(covers) > CROWD  # too many to compare with each run: drawing tells all
    for run in objects.runs:
        how = plainly(run, sheet, scan)
        if how:
            sure.append(Suspect(run, how))
        elif run.mode not in UNSEEN:
            how = "covered" if crowded else perhaps(run, covers, layers_off)
            if how == "same colour as its ground":
                sure.append(Suspect(run, how))
            elif how:
                open_questions.append(Suspect(run, how))
    if open_questions and not scan and worth_drawing(open_questions):
        sure += unseen(page, sheet, open_questions)
    return list(told(number, sure))


def is_scan(objects: PageObjects, sheet: Sheet) -> bool:
    """A page that is a picture: words over it that are not painted are what a scanner read."""
    area = sum(
        (one.x1 - one.x0) * (one.y1 - one.y0)
        for one in objects.shapes
        if one.kind == pdfium.IMAGE_OBJECT
    )
    return area > 0.5 * sheet.width * sheet.height


def may_cover(shape: Shape) -> bool:
    """Surfaces, not hair lines: words may disappear over or under them."""
    if min(shape.x1 - shape.x0, shape.y1 - shape.y0) < 3:
        return False
    if shape.kind == pdfium.PATH_OBJECT:
        return shape.color is not None and shape.color[3] > 20
    return True


def plainly(run: Run, sheet: Sheet, scan: bool) -> str | None:
    """What attributes alone tell."""
    if run.mode in UNSEEN:
        return None if scan else "invisible"
    if run.color[3] < TRANSPARENT and run.mode in (0, 4):
        return "transparent"
    if run.size < (TINY if run.depth == 0 else TINIER):
        return "tiny"
    left, top, right, bottom = sheet.crop or (0.0, 0.0, sheet.width, sheet.height)
    if run.x1 < left + 1 or run.x0 > right - 1 or run.y1 < top + 1 or run.y0 > bottom - 1:
        return "off the page"
    return None


def perhaps(run: Run, covers: list[Shape], layers_off: bool) -> str | None:
    """What the things around a run may do to it."""
    ground: Shape | None = None
    for shape in covers:
        if overlap(run, shape) < 0.6:
            continue
        if shape.order > run.order:
            return "covered"
        ground = shape
    if run.mode in (0, 4):
        color = (255, 255, 255, 255) if ground is None else ground.color
        if ground is not None and ground.kind != pdfium.PATH_OBJECT:
            color = None
        if color is not None and alike(run.color, color):
            return "same colour as its ground" if ground is None else "coloured like its ground"
    if run.clip is not None and inside(run, run.clip) < 0.5:
        return "clipped"
    return "on a hidden layer" if layers_off and run.layered else None


def alike(one: tuple[int, int, int, int], two: tuple[int, int, int, int]) -> bool:
    return max(abs(a - b) for a, b in zip(one[:3], two[:3], strict=True)) < 22


def overlap(run: Run, shape: Shape) -> float:
    return inside(run, (shape.x0, shape.y0, shape.x1, shape.y1))


def inside(run: Run, box: Box) -> float:
    """The share of a run that lies in a rectangle."""
    if run.x1 <= box[0] or run.x0 >= box[2] or run.y1 <= box[1] or run.y0 >= box[3]:
        return 0.0
    width = min(run.x1, box[2]) - max(run.x0, box[0])
    height = min(run.y1, box[3]) - max(run.y0, box[1])
    return width * height / max(0.01, (run.x1 - run.x0) * (run.y1 - run.y0))


def worth_drawing(suspects: list[Suspect]) -> bool:
    """Only words can be hidden; a handful of letters under a shape is a figure."""
    return sum(len(one.run.text.split()) for one in suspects) >= LEAST_WORDS


def unseen(page: int, sheet: Sheet, suspects: list[Suspect]) -> list[Suspect]:
    """Draw the page with and without these words: what changes nothing was not seen."""
    whole = draw_grey(page, sheet)
    for one in suspects:
        pdfium.set_render_mode(one.run.handle, 3)
    without = draw_grey(page, sheet)
    return [
        one
        for one in suspects
        if whole.differs(without, (one.run.x0, one.run.y0, one.run.x1, one.run.y1)) < FAINT
    ]


def told(number: int, suspects: list[Suspect]) -> Iterator[Hidden]:
    """Neighbours hidden in one way are one finding; a few words alone are none."""
    by_way: dict[str, list[Run]] = {}
    for one in sorted(suspects, key=lambda one: one.run.order):
        by_way.setdefault(one.how, []).append(one.run)
    for how, runs in by_way.items():
        told_words = tidy(" ".join(run.text for run in runs))
        instruction = bool(INSTRUCTION.search(told_words))
        if instruction or is_language(told_words, how, runs):
            box = (
                min(run.x0 for run in runs),
                min(run.y0 for run in runs),
                max(run.x1 for run in runs),
                max(run.y1 for run in runs),
            )
            yield Hidden(
                number,
                box,
                how.replace("coloured like", "same colour as"),
                told_words[:WORDS_KEPT],
                instruction,
            )


def is_language(said: str, how: str, runs: list[Run]) -> bool:
    """Sentences rather than the labels and tick marks of a figure."""
    found = said.split()
    long = [one for one in found if len(one) > 2 and one.strip(".,;:()").isalpha()]
    if how in ("clipped", "off the page") and all(run.depth > 0 for run in runs):
        return False  # what a figure shows is cut from a page; told only where it instructs
    least = LEAST_WORDS if all(run.depth == 0 for run in runs) else 3 * LEAST_WORDS
    if len(long) < least or len(long) < 0.5 * len(found):
        return False
    if how in ("tiny", "covered", "clipped", "off the page"):
        longest = max(len(run.text.split()) for run in runs)
        little = {one.lower() for one in found} & LITTLE_WORDS
        return len(long) >= 2 * LEAST_WORDS and (len(little) >= 3 or longest >= 8)
    return True


def notes_of(structure: Structure) -> Iterator[Hidden]:
    """Words in annotations and in the file's metadata."""
    for page, said in structure.notes:
        if len(said.split()) >= LEAST_WORDS:
            instruction = bool(INSTRUCTION.search(said))
            yield Hidden(page, (0, 0, 0, 0), "in an annotation", said[:WORDS_KEPT], instruction)
    for key, said in structure.metadata:
        if key != "XMP" and INSTRUCTION.search(said):
            yield Hidden(1, (0, 0, 0, 0), f"in the file's {key}", said[:WORDS_KEPT], True)

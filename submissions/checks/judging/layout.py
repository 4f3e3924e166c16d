"""Paper, columns, margins, fonts' size and leading."""

from collections import Counter
from collections.abc import Iterator

from submissions.checks.judging.drafts import Draft, points, some
from submissions.checks.policy import Margins, Policy
from submissions.checks.values import Box, Measurement, PageMeasure

FONT_SLACK = 0.02
LINES = 3
MUCH = 1200  # characters of main text that make a page's own size worth judging
NARROW = 20.0


def paper_name(paper: Measurement, policy: Policy) -> str:
    """The accepted paper that most pages are on, or the nearest common name."""
    width, height = common_size(paper)
    for name, w, h in policy.papers:
        if abs(width - w) <= policy.paper_tolerance and abs(height - h) <= policy.paper_tolerance:
            return name
    for name, w, h in (("Letter", 612.0, 792.0), ("A4", 595.28, 841.89), ("A5", 419.53, 595.28)):
        if abs(width - w) <= 2 and abs(height - h) <= 2:
            return name
    return f"{width / 72 * 25.4:.0f} x {height / 72 * 25.4:.0f} mm"


def common_size(paper: Measurement) -> tuple[float, float]:
    sizes = Counter(
        (round(sheet.width, 1), round(sheet.height, 1)) for sheet in paper.structure.sheets
    )
    return sizes.most_common(1)[0][0]


def sheets(paper: Measurement, policy: Policy) -> Iterator[Draft]:
    width, height = common_size(paper)
    accepted = " or ".join(f"{name} ({w:g} x {h:g} pt)" for name, w, h in policy.papers)
    known = {name for name, _, _ in policy.papers}
    if paper_name(paper, policy) not in known:
        yield Draft(
            "paper-size",
            f"The paper is {paper_name(paper, policy)}; set it to {policy.papers[0][0]}.",
            f"{width:g} x {height:g} pt",
            accepted,
            1,
        )
    yield from odd_sheets(paper, width, height)


def odd_sheets(paper: Measurement, width: float, height: float) -> Iterator[Draft]:
    """Pages unlike the others: of another size, turned, cropped or empty."""
    each = list(enumerate(paper.structure.sheets, start=1))
    odd = [n for n, one in each if abs(one.width - width) > 2 or abs(one.height - height) > 2]
    if odd:
        yield Draft(
            "mixed-page-size",
            f"Not all pages have one size: look at {some(odd)}.",
            some(odd),
            "one size",
            odd[0],
        )
    turned = [n for n, one in each if one.rotation]
    if turned:
        yield Draft(
            "page-rotation", f"Turn {some(turned)} upright.", some(turned), "none", turned[0]
        )
    cropped = [n for n, one in each if one.crop]
    if cropped:
        box = paper.structure.sheets[cropped[0] - 1].crop
        yield Draft(
            "crop-box",
            f"Only a part of {some(cropped)} is shown: export without cropping.",
            some(cropped),
            "the whole paper",
            cropped[0],
            box,
        )
    blank = [page.number for page in paper.each if page.blank]
    if blank:
        yield Draft(
            "blank-page", f"Remove what is empty: {some(blank)}.", some(blank), "none", blank[0]
        )


def columns(paper: Measurement, policy: Policy) -> Iterator[Draft]:
    rule = policy.text
    if rule.columns and paper.columns and paper.columns != rule.columns:
        asked = "one column" if rule.columns == 1 else f"{rule.columns} columns"
        stands = "one column" if paper.columns == 1 else f"{paper.columns} columns"
        message = f"The text stands in {stands}; {asked} asked for: take the template."
        yield Draft("columns", message, str(paper.columns), str(rule.columns), 1)
    elif rule.gutter and paper.gutter is not None and paper.gutter < rule.gutter - 0.3:
        yield Draft(
            "gutter",
            "The columns stand too close: take the template's space between columns.",
            points(paper.gutter),
            f"at least {points(rule.gutter)}",
            1,
        )


def margins(paper: Measurement, policy: Policy) -> Iterator[Draft]:
    """Text outside the accepted margins, page by page; one accepted layout is enough."""
    rule, block = policy.text, paper.text_block
    if block is None:
        return
    if rule.only_size and rule.block:
        yield from too_large(paper, rule.block, rule.tolerance, block)
    accepted = rule.margins_on(paper_name(paper, policy))
    if not accepted and rule.margins_by_paper:
        accepted = rule.margins_by_paper[0][1]
    if not accepted:
        return
    judged = [(outside(paper, one, rule.tolerance), one) for one in accepted]
    worst, limits = min(judged, key=lambda one: len(one[0]))
    if worst:
        first = worst[0]
        yield Draft(
            "margins",
            f"Text stands in the margins of {some(sorted({page for page, _, _ in worst}))}: "
            "take the template's margins.",
            f"{first[1]} {points(first[2])}",
            "left {}, right {}, top {}, bottom {}".format(*(points(one) for one in limits)),
            first[0],
            paper.each[first[0] - 1].block,
        )
    elif rule.block and block[2] - block[0] < rule.block[0] - NARROW:
        yield Draft(
            "margins",
            "The text is set narrower than in the template: is it the right one?",
            f"{points(block[2] - block[0])} wide",
            f"{points(rule.block[0])} wide",
            1,
            block,
            unsure=True,
        )


def too_large(
    paper: Measurement, size: tuple[float, float], tolerance: float, block: Box
) -> Iterator[Draft]:
    """The text block's size, wherever it stands."""
    wide, high = size[0] + tolerance, size[1] + tolerance + 9
    crossing = [
        page
        for page in paper.each
        if page.block is not None
        and (
            sum(1 for x in page.right_edges if x > page.block[0] + wide) >= LINES
            or page.block[3] - page.block[1] > high
        )
    ]
    if len(crossing) >= max(1, 0.25 * paper.pages):
        page = crossing[0]
        yield Draft(
            "margins",
            f"The text block is too large on {some([one.number for one in crossing])}: "
            "take the template's width and height.",
            f"{points(block[2] - block[0])} x {points(block[3] - block[1])}",
            f"{points(size[0])} x {points(size[1])}",
            page.number,
            page.block,
        )


def outside(paper: Measurement, limits: Margins, tolerance: float) -> list[tuple[int, str, float]]:
    """Pages on which lines cross a margin: page, side and how wide the margin is there."""
    found = []
    for page, sheet in zip(paper.each, paper.structure.sheets, strict=True):
        left, right, top, bottom = (one - tolerance for one in limits)
        sides = (
            ("left", page.left_edges, left, LINES),
            ("right", [sheet.width - x for x in page.right_edges], right, LINES),
            ("top", page.tops, top, 1),
            ("bottom", [sheet.height - y for y in page.bottoms], bottom, 1),
        )
        for side, edges, limit, enough in sides:
            crossing = [edge for edge in edges if edge < limit]
            if len(crossing) >= enough:
                found.append((page.number, side, min(crossing)))
    once = Counter(side for _, side, _ in found)
    return [one for one in found if once[one[1]] > 1 or one[1] in ("left", "right")]


def fonts(paper: Measurement, policy: Policy) -> Iterator[Draft]:
    rule, font = policy.text, paper.body_font
    if not rule.body_font or font is None:
        return
    least, most = rule.body_font
    allowed = f"{points(least)} to {points(most)}"
    if font.size < least - FONT_SLACK:
        message = f"The text is set in {points(font.size)}: set it in the template's size."
        yield Draft("body-font-small", message, points(font.size), allowed, 1)
    elif font.size > most + FONT_SLACK:
        message = f"The text is set in {points(font.size)}: the template's is smaller."
        yield Draft("body-font-large", message, points(font.size), allowed, 1)
    else:
        yield from partly_small(paper, least, allowed)


def partly_small(paper: Measurement, least: float, allowed: str) -> Iterator[Draft]:
    """Pages set smaller than the rest; the first has an abstract, and its own size by right."""
    small = [page for page in paper.each[1:] if sets_small(page, least)]
    if small:
        size = small[0].body_size or 0.0
        message = (
            f"The text on {some([page.number for page in small])} is set smaller than the rest."
        )
        yield Draft(
            "body-font-partial", message, points(size), allowed, small[0].number, small[0].block
        )


def sets_small(page: PageMeasure, least: float) -> bool:
    if page.body_size is None or "main" not in page.counted or page.characters < MUCH:
        return False
    return page.body_size < least - FONT_SLACK or page.small_share > 0.4


def leading(paper: Measurement, policy: Policy) -> Iterator[Draft]:
    rule = policy.text
    if paper.leading is None or paper.body_font is None:
        return
    least = rule.leading
    if least is None and rule.leading_share:
        least = rule.leading_share * paper.body_font.size
    if least is not None and paper.leading < least - 0.02:
        yield Draft(
            "leading",
            "The lines stand too close: remove what changes the space between lines.",
            points(paper.leading),
            f"at least {points(least)}",
            1,
        )

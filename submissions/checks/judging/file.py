"""What a file carries beside its pages: fonts, actions, links, metadata's form."""

from collections.abc import Iterator

from submissions.checks.judging.drafts import Draft, some
from submissions.checks.policy import Policy
from submissions.checks.values import Measurement


def fonts(paper: Measurement) -> Iterator[Draft]:
    missing = [font for font in paper.fonts if not font.embedded and not font.type3]
    if missing:
        names = ", ".join(sorted({font.name for font in missing})[:5])
        yield Draft(
            "fonts-embedded",
            f"Embed all fonts; {names} {'is' if len(missing) == 1 else 'are'} not in the file.",
            names,
            "all embedded",
            missing[0].first_page,
        )
    if paper.structure.type3 or any(font.type3 for font in paper.fonts):
        page = next((font.first_page for font in paper.fonts if font.type3), 1)
        yield Draft(
            "type3-font",
            "Replace bitmap (Type 3) fonts: install cm-super, set fonttype 42 in matplotlib.",
            "Type 3",
            "none",
            page,
        )


def version(paper: Measurement, policy: Policy) -> Iterator[Draft]:
    least, most = policy.versions
    said = paper.structure.version
    if not ordered(least) <= ordered(said) <= ordered(most):
        yield Draft(
            "pdf-version",
            f"The file is PDF {said}: export it as PDF {most} or older.",
            said,
            f"{least} to {most}",
        )
    if paper.structure.repaired:
        yield Draft(
            "damaged",
            "The file is damaged; what could be saved of it was read. Export it anew.",
            "repaired",
            "a sound file",
            unsure=True,
        )
    if paper.structure.encrypted:
        what = "restricts what readers may do" if paper.structure.restricted else "is encrypted"
        yield Draft(
            "encrypted",
            f"The file {what}: save it without password and restrictions.",
            what,
            "none",
        )


def ordered(said: str) -> list[int]:
    return [int(part) for part in said.split(".") if part.isdigit()]


def content(paper: Measurement) -> Iterator[Draft]:
    said = paper.structure
    active = [f"a script or action in {where}" for where in dict.fromkeys(said.scripts)]
    active += [f"the attachment {name}" for name in said.attachments]
    if said.form_fields:
        active.append(f"{said.form_fields} form field{'s' * (said.form_fields > 1)}")
    if active:
        listed = ", ".join(active[:5])
        yield Draft("active-content", f"Remove {listed}: a paper is read, not run.", listed, "none")
    links = len(said.links) + said.inner_links
    if links:
        page = said.links[0].page if said.links else None
        yield Draft(
            "links",
            "Remove the links: load hyperref with draft, or not at all.",
            str(links),
            "none",
            page,
        )
    if said.bookmarks:
        yield Draft(
            "bookmarks", "Remove the bookmarks: set bookmarks=false.", str(said.bookmarks), "none"
        )


def furniture(paper: Measurement) -> Iterator[Draft]:
    numbered = [page for page in paper.each if page.page_number]
    if numbered:
        pages = some([page.number for page in numbered])
        yield Draft(
            "page-numbers",
            "Remove the page numbers: the proceedings add their own.",
            pages,
            "none",
            numbered[0].number,
            numbered[0].page_number,
        )
    headed = [page for page in paper.each if page.heads]
    if headed:
        said, box = headed[0].heads[0]
        yield Draft(
            "running-header",
            "Remove the running heads and feet: the proceedings add their own.",
            f"“{said[:60]}” on {some([page.number for page in headed])}",
            "none",
            headed[0].number,
            box,
        )
    lined = [page for page in paper.each if page.line_numbers]
    if lined:
        pages = some([page.number for page in lined])
        yield Draft("line-numbers", "Remove the line numbers.", pages, "none", lined[0].number)


def text(paper: Measurement) -> Iterator[Draft]:
    scans = [
        page.number
        for page in paper.each
        if page.image_share > 0.6 and (page.characters < 200 or page.invisible_characters > 50)
    ]
    if scans:
        yield Draft(
            "scanned",
            f"What stands on {some(scans)} is a picture: export the file from your word processor.",
            some(scans),
            "text",
            scans[0],
        )
    if sum(page.words for page in paper.each) < 30:
        yield Draft("no-text", "No text can be read in the file.", "no text", "text", 1)


def hidden(paper: Measurement) -> Iterator[Draft]:
    for one in paper.hidden[:20]:
        box = one.box if any(one.box) else None
        yield Draft(
            "hidden-text",
            f"Text that readers cannot see ({one.how}): “{one.words[:160]}”. "
            "Remove it, or tell the chairs why.",
            one.how,
            "none",
            one.page,
            box,
        )

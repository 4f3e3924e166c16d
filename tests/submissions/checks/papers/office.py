"""Papers that LibreOffice, Chromium and typst set, each from the same blocks."""

import html
import subprocess
from pathlib import Path
from typing import NamedTuple

import typst
from words import Part, after, body, listed, paragraphs, signs

HEADS = ["1. Introduction", "2. Method", "3. Conclusion"]
CHINESE = "队列延迟上界在温和假设下由估计器给出我们的原型跟踪特征并拒绝陈旧条目"
JAPANESE = "待ち行列の遅延は穏やかな仮定のもとで推定器により抑えられる"
BREAK = Part("break", "")


class Paper(NamedTuple):
    parts: list[Part]
    columns: int = 2
    font: float = 10
    leading: float = 12
    entry: float = 8
    policy: str = "ieee-conference"
    margin: str = "0.75in 0.625in 1in 0.625in"  # top, right, bottom, left
    extra: str = ""
    lines_numbered: str = "false"


def of(words: int, seed: int, heads: list[str] = HEADS) -> list[Part]:
    return body(paragraphs(words, seed), heads)


def refs(head: str, count: int, style: str, label: str = "[%d] ") -> list[Part]:
    return [Part("head", head), *listed(count, style, label)]


INCH = "1in 1in 1in 1in"
OFFICE = {
    "office_ieee": Paper(
        of(1800, 41, ["1. INTRODUCTION", "2. METHOD"]) + refs("REFERENCES", 16, "ieee")
    ),
    "office_one_page": Paper(of(240, 42, HEADS[:2]) + refs("REFERENCES", 16, "ieee")),
    "office_double_spaced": Paper(
        [*of(1200, 43), BREAK, *refs("References", 14, "apa", "")], 1, 12, 24, 12, "article", INCH
    ),
    "office_chinese": Paper(
        body(signs(3500, 44, CHINESE), ["1 引言", "2 方法"]) + refs("参考文献", 14, "ieee"),
        2,
        10.5,
        16,
        9,
        "article",
    ),
    "office_russian": Paper(
        of(1200, 45, ["Введение", "Заключение"]) + refs("Список литературы", 14, "gost", "%d. "),
        1,
        12,
        18,
        12,
        "article",
        INCH,
    ),
    "office_line_numbers": Paper(
        of(1200, 46) + refs("References", 14, "lncs", ""),
        1,
        12,
        20,
        12,
        "article",
        INCH,
        lines_numbered="true",
    ),
}
BROWSER = {
    "browser_two_columns": Paper(of(1300, 51) + refs("References", 16, "ieee")),
    "browser_one_page": Paper(of(330, 52, HEADS[:2]) + refs("References", 18, "ieee")),
    "browser_japanese": Paper(
        body(signs(1800, 53, JAPANESE), ["1 はじめに", "2 手法"]) + refs("参考文献", 10, "ieee"),
        2,
        10,
        15,
        8,
        "article",
    ),
}
TYPST = {
    "typst_short_list": Paper(of(350, 61, HEADS[:2]) + refs("References", 4, "ieee")),
    "typst_bulgarian": Paper(
        of(1200, 62, ["Увод", "Метод"]) + refs("Използвана литература", 12, "lncs", ""),
        1,
        policy="article",
    ),
    "typst_slovenian": Paper(
        of(1200, 63, ["Uvod", "Metoda"]) + refs("Viri in literatura", 12, "ieee")
    ),
    "typst_polish": Paper(of(1200, 64, ["Wstęp", "Wnioski"]) + refs("Źródła", 12, "ieee")),
    "typst_two_appendices": Paper(
        of(1300, 65)
        + refs("References", 14, "ieee")
        + [BREAK]
        + after("appendix", "A Proof of Theorem 1", 700)
    ),
    "typst_works_considered": Paper(
        [
            *of(700, 66, HEADS[:1])[:-1],
            Part("head", "2. List of Works"),
            *(
                Part("entry", one.text.replace("Zrone, ", "").replace("Zrend.", ""))
                for one in listed(12, "ieee")
            ),
            *of(900, 67, HEADS[1:]),
            *refs("References", 16, "ieee"),
        ]
    ),
    "typst_numbered_lines": Paper(
        [*of(1400, 68), BREAK, *refs("References", 20, "lncs", "")],
        1,
        policy="article",
        extra='#set page(header: context [Demo Author et al. #h(1fr) On Queues], numbering: "1 / 1")\n#set par.line(numbering: "1")',
    ),
    "typst_landscape": Paper(
        of(1200, 69) + refs("References", 14, "lncs", ""),
        1,
        policy="article",
        extra="#set page(flipped: true)",
    ),
}


def style(name: str, paper: Paper, size: float, leading: float, rest: str = "") -> str:
    weight = "bold" if name.startswith("H") else "normal"
    opens = ' fo:break-before="page"' if name == "HB" else ""
    return (
        f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties fo:text-align="justify" '
        f'fo:line-height="{leading}pt"{opens} {rest}/><style:text-properties style:font-name="F" fo:font-size="{size}pt" '
        f'fo:font-weight="{weight}" style:font-family-asian="Noto Serif CJK SC" style:font-size-asian="{size}pt"/></style:style>'
    )


def flat(paper: Paper) -> str:
    """A flat OpenDocument text: styles, one section of columns, and the blocks."""
    top, right, bottom, left = paper.margin.split()
    names, made, kind = {"head": "H", "text": "P", "entry": "R"}, [], ""
    for part in paper.parts:
        kind = "HB" if kind == "break" else names.get(part.kind, "break")
        if kind != "break":
            made.append(f'<text:p text:style-name="{kind}">{html.escape(part.text)}</text:p>')
    styles = "".join(
        style(name, paper, size, leading, rest)
        for name, size, leading, rest in (
            ("T", 20, 26, ""),
            ("P", paper.font, paper.leading, 'fo:text-indent="10pt"'),
            ("H", paper.font, paper.leading, 'fo:margin-top="8pt" fo:margin-bottom="4pt"'),
            ("HB", paper.font, paper.leading, ""),
            ("R", paper.entry, paper.entry * 1.2, 'fo:margin-left="14pt" fo:text-indent="-14pt"'),
        )
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{place}:1.0"'
        for name, place in (
            ("office", "office"),
            ("style", "style"),
            ("text", "text"),
            ("fo", "xsl-fo-compatible"),
            ("svg", "svg-compatible"),
        )
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {spaces} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="F" svg:font-family="'Liberation Serif'"/></office:font-face-decls>
<office:styles><text:linenumbering-configuration text:number-lines="{paper.lines_numbered}" text:offset="0.2in"
 style:num-format="1" text:number-position="left" text:increment="1"/></office:styles>
<office:automatic-styles>{styles}<style:style style:name="S" style:family="section"><style:section-properties
 text:dont-balance-text-columns="true"><style:columns fo:column-count="{paper.columns}" fo:column-gap="0.25in"/>
</style:section-properties></style:style><style:page-layout style:name="L"><style:page-layout-properties
 fo:page-width="8.5in" fo:page-height="11in" fo:margin-top="{top}" fo:margin-bottom="{bottom}"
 fo:margin-left="{left}" fo:margin-right="{right}"/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L"/></office:master-styles>
<office:body><office:text><text:p text:style-name="T">On Queues</text:p>
<text:section text:style-name="S" text:name="Text">{"".join(made)}</text:section></office:text></office:body></office:document>"""


def page(paper: Paper) -> str:
    """A web page for print."""
    tags = {"head": "h2", "text": "p", "entry": "div"}
    made = "".join(
        f"<{tags[one.kind]}>{html.escape(one.text)}</{tags[one.kind]}>" for one in paper.parts
    )
    font, leading, small = paper.font, paper.leading, paper.entry
    return f"""<meta charset=utf-8><style>@page {{ size: letter; margin: {paper.margin} }}
body {{ margin: 0; font: {font}pt/{leading}pt "Liberation Serif", "Noto Serif CJK JP"; text-align: justify }}
h2 {{ font-size: {font}pt; margin: 8pt 0 4pt }} p {{ margin: 0; text-indent: 1em }}
div {{ font-size: {small}pt; line-height: {1.2 * small}pt }}
main {{ column-count: {paper.columns}; column-gap: .25in; column-fill: auto }}</style><h1>On Queues</h1><main>{made}</main>"""


def typeset(paper: Paper) -> str:
    """A typst source."""
    columns = f", columns: {paper.columns}" if paper.columns > 1 else ""
    shapes = {"head": "= {}", "text": "{}", "entry": "#entry[{}]", "break": "#pagebreak(){}"}
    made = []
    for one in paper.parts:
        said = one.text
        for sign in "[]/*_#":
            said = said.replace(sign, "\\" + sign)
        made.append(shapes[one.kind].format(said))
    step = f"{paper.leading}pt - 0.66em"
    return f"""#set page(paper: "us-letter", margin: (x: 0.68in, top: 0.66in, bottom: 1.06in){columns})
#set columns(gutter: 12pt)
#set text(font: "Libertinus Serif", size: {paper.font}pt, hyphenate: false, top-edge: 0.66em, bottom-edge: 0em)
#set par(justify: true, leading: {step}, first-line-indent: 1em, spacing: {step})
#set heading(bookmarked: false)
#show heading: set text(size: {paper.font}pt)
#show heading: set block(above: 14pt, below: 8pt)
{paper.extra}
#let entry(said) = {{ set text(size: {paper.entry}pt); set par(first-line-indent: 0pt); block(above: 4pt, below: 4pt, said) }}
#place(top + center, scope: "parent", float: true)[#text(size: 20pt)[On Queues]]
""" + "\n\n".join(made)


def make(name: str, folder: Path, work: Path) -> None:
    made = folder / f"{name}.pdf"
    if name in TYPST:
        made.write_bytes(typst.compile(typeset(TYPST[name]).encode()))
    elif name in OFFICE:
        source = work / f"{name}.fodt"
        source.write_text(flat(OFFICE[name]))
        home = f"-env:UserInstallation=file://{work}/home"
        subprocess.run(
            ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", folder, source],
            capture_output=True,
            check=True,
        )
    else:
        source = work / f"{name}.html"
        source.write_text(page(BROWSER[name]))
        options = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={work}/profile",
            "--no-pdf-header-footer",
        ]
        subprocess.run(
            ["chromium", *options, f"--print-to-pdf={made}", source.as_uri()],
            capture_output=True,
            check=True,
        )

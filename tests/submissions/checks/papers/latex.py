"""Papers that LaTeX sets: Debian's texlive-latex-extra, -publishers and -fonts-recommended."""

import subprocess
from pathlib import Path
from typing import NamedTuple

from words import ENDS_BODY, entries, paragraphs

HEADS = ("Introduction", "Method", "Experiments", "Conclusion")
LONG = (
    "On the Remarkable Persistence of Queues That Outlive the Traffic Which Once Filled Them: "
    "A Study of Stale Entries, Compact Sketches, and the Mild Assumptions That Bound Their Latency"
)


class Paper(NamedTuple):
    source: str
    columns: int
    font: float
    leading: float | None
    policy: str
    engine: str = "pdflatex"


def plain(text: str) -> str:
    for sign, written in {"&": "\\&", "“": "``", "”": "''", "–": "--"}.items():
        text = text.replace(sign, written)
    return text


def sections(words: int, seed: int, heads: tuple[str, ...] = HEADS, middle: str = "") -> str:
    texts = paragraphs(words, seed)
    each, made = max(1, len(texts) // len(heads)), []
    for index, head in enumerate(heads):
        last = index == len(heads) - 1
        made.append(f"\\section{{{head}}}")
        made += texts[index * each :] if last else texts[index * each : (index + 1) * each]
        made.append(middle if index == 1 else "")
    return "\n\n".join(made).rstrip() + f" \\mbox{{{ENDS_BODY}.}}\n\n"


def part(kind: str, head: str, words: int, command: str = "section*") -> str:
    texts = paragraphs(words, 7)
    texts[0] = f"\\mbox{{Zpa{kind}}} {texts[0]}"
    texts[-1] += f" \\mbox{{Zpz{kind}.}}"
    return f"\\{command}{{{head}}}\n\n" + "\n\n".join(texts) + "\n\n"


def bibliography(count: int, style: str = "ieee", head: str = "") -> str:
    items = [f"\\bibitem{{r{n}}} {plain(one)}" for n, one in enumerate(entries(count, style))]
    named = f"\\renewcommand{{\\refname}}{{{head}}}" if head else ""
    return f"{named}\\begin{{thebibliography}}{{99}}\n{chr(10).join(items)}\n\\end{{thebibliography}}\n"


def hanging(count: int, style: str, head: str, size: str = "") -> str:
    rows = [f"\\noindent\\hangindent=1.5em {plain(one)}\\par" for one in entries(count, style)]
    title = f"\\section*{{{head}}}" if head else "\\bigskip"
    return f"{title}\n{{{size} {chr(10).join(rows)}}}\n\n"


def document(kind: str, options: str, packages: str, content: str) -> str:
    used = f"\\usepackage[T1]{{fontenc}}\\usepackage{{graphicx}}\n{packages}"
    return f"\\documentclass[{options}]{{{kind}}}\n{used}\\begin{{document}}\n{content}\n\\end{{document}}\n"


def abstract(words: int) -> str:
    return f"\\begin{{abstract}}{' '.join(paragraphs(words, 3))}\\end{{abstract}}\n"


def ieee(
    content: str, packages: str = "", options: str = "conference", title: str = "On Queues"
) -> str:
    authors = "\\and".join(
        f"\\IEEEauthorblockN{{Demo Author {n}}}\\IEEEauthorblockA{{Department of Queues\\\\"
        f"University of Examples\\\\author{n}@uni.example}}"
        for n in (1, 2, 3)
    )
    top = f"\\title{{{title}}}\\author{{{authors}}}\\maketitle\n{abstract(120)}"
    return document("IEEEtran", options, packages, top + content)


def journal(content: str) -> str:
    top = (
        "\\title{On Queues}\\author{Demo Author 1 and Demo Author 2}"
        "\\markboth{Journal of Queues, Vol. 1, No. 2, March 2020}{Author: On Queues}\\maketitle\n"
    )
    return document("IEEEtran", "journal", "", top + abstract(120) + content)


def lncs(content: str, packages: str = "") -> str:
    top = (
        "\\title{On Queues}\\author{Demo Author 1 \\and Demo Author 2}"
        "\\institute{University of Examples\\\\ \\email{a@uni.example}}\\maketitle\n"
    )
    return document("llncs", "runningheads", packages, top + abstract(100) + content)


def article(content: str, options: str = "10pt", packages: str = "") -> str:
    top = "\\title{On Queues}\\author{Demo Author 1 \\and Demo Author 2}\\date{}\\maketitle\n"
    return document("article", options, packages, top + abstract(100) + content)


def table(rows: int, before: str = "", end: str = "") -> str:
    cells = "\\\\\n".join(
        " & ".join(f"value {row} of {column}" for column in range(6)) for row in range(rows)
    )
    return f"{before}\\begin{{center}}\\begin{{tabular}}{{llllll}}{cells}\\end{{tabular}}\\end{{center}}{end}"


BIOGRAPHIES = (
    "\\begin{IEEEbiographynophoto}{Zpabiographies Demo Author 1}received the B.S. degree from the University "
    f"of Examples in 2001. {' '.join(paragraphs(70, 4))}\\end{{IEEEbiographynophoto}}"
    "\\begin{IEEEbiographynophoto}{Demo Author 2}was born in 1980. He is currently a professor. "
    f"{' '.join(paragraphs(60, 5))} \\mbox{{Zpzbiographies.}}\\end{{IEEEbiographynophoto}}"
)
HEADED = (
    "\\usepackage{fancyhdr}\\pagestyle{fancy}\\fancyhf{}\\fancyhead[R]{Proceedings of Queues}"
    "\\fancyfoot[C]{\\thepage}\\renewcommand{\\headrulewidth}{0pt}\\fancypagestyle{plain}{}"
)
FIGURES = "\n".join(
    f"\\begin{{figure}}[p]\\centering\\rule{{10cm}}{{8cm}}\\caption{{{' '.join(paragraphs(9, n))} Zpic}}"
    "\\end{figure}\\clearpage"
    for n in (1, 2)
)
LANDSCAPE = table(
    20,
    "\\begin{landscape}\\section{Tables}Zpaappendix All tables. ",
    " Zpzappendix.\\end{landscape}",
)
SIDEWAYS = table(20, "\\begin{sidewaystable*}\\caption{On its side. Zpic}", "\\end{sidewaystable*}")
ETHICS = (
    "\\section*{Ethics Statement}\nZpastatement " + " ".join(paragraphs(60, 3)) + " Zpzstatement.\n"
)
FINAL = (
    "\\usepackage[paperwidth=155mm,paperheight=235mm,textwidth=122mm,textheight=193mm]{geometry}\n"
)
IEEE, LNCS, PLAIN = (
    (9.96, 11.96, "ieee-conference"),
    (9.96, 11.96, "lncs"),
    (9.96, 11.96, "article"),
)

PAPERS = {
    "ieee_one_page": Paper(ieee(sections(400, 1, HEADS[:2]) + bibliography(22)), 2, *IEEE),
    "ieee_three_line_title": Paper(
        ieee(sections(1700, 2) + bibliography(20), title=LONG), 2, *IEEE
    ),
    "ieee_line_numbers": Paper(
        ieee(sections(1700, 3) + bibliography(14), "\\usepackage[switch]{lineno}\\linenumbers\n"),
        2,
        *IEEE,
    ),
    "ieee_heads_and_numbers": Paper(
        ieee("\\thispagestyle{fancy}" + sections(1800, 4) + "\\newpage" + bibliography(20), HEADED),
        2,
        *IEEE,
    ),
    "ieee_sideways_table": Paper(
        ieee(sections(2000, 5, middle=SIDEWAYS) + bibliography(14), "\\usepackage{rotating}\n"),
        2,
        *IEEE,
    ),
    "ieee_one_entry": Paper(ieee(sections(1200, 6) + bibliography(1)), 2, *IEEE),
    "ieee_nine_points": Paper(
        ieee(sections(1500, 7) + bibliography(14), options="9pt,conference"),
        2,
        8.97,
        10.96,
        "ieee-conference",
    ),
    "ieee_narrow_margins": Paper(
        ieee(sections(1500, 8) + bibliography(14), "\\usepackage[margin=0.5in]{geometry}\n"),
        2,
        *IEEE,
    ),
    "ieee_supplement_with_its_list": Paper(
        ieee(
            sections(1600, 9)
            + bibliography(16)
            + "\\clearpage\n"
            + part("supplement", "Supplementary Material", 600)
            + bibliography(6).replace("Zrone, ", "").replace("Zrend.", "")
        ),
        2,
        *IEEE,
    ),
    "ieee_all_that_may_follow": Paper(
        ieee(
            sections(1500, 10)
            + bibliography(16)
            + part("acknowledgments", "Acknowledgments", 40)
            + part("appendix", "Appendix A: Proofs", 400)
        ),
        2,
        *IEEE,
    ),
    "ieee_spanish": Paper(
        ieee(
            sections(1500, 11, ("Introducción", "Método", "Conclusiones"))
            + bibliography(16, head="Referencias bibliográficas")
            + part("acknowledgments", "Agradecimientos", 50),
            "\\usepackage[spanish,es-noshorthands]{babel}\n",
        ),
        2,
        *IEEE,
    ),
    "ieee_dvipdfmx": Paper(
        ieee(sections(1600, 12) + bibliography(16), "\\usepackage{times}\n"), 2, *IEEE, "dvipdfmx"
    ),
    "ieee_biographies": Paper(
        journal(sections(2000, 13) + bibliography(20) + BIOGRAPHIES), 2, *PLAIN
    ),
    "lncs_short": Paper(lncs(sections(200, 21, HEADS[:1]) + bibliography(6, "lncs")), 1, *LNCS),
    "lncs_lost_ligatures": Paper(
        lncs(sections(1500, 22) + bibliography(14, "lncs", "Bibliografia")), 1, *LNCS
    ),
    "lncs_landscape_appendix": Paper(
        lncs(
            sections(1300, 23) + bibliography(14, "lncs") + "\\clearpage\\appendix" + LANDSCAPE,
            "\\usepackage{pdflscape}\n",
        ),
        1,
        *LNCS,
    ),
    "lncs_final_paper": Paper(lncs(sections(1500, 24) + bibliography(14, "lncs"), FINAL), 1, *LNCS),
    "article_apa": Paper(
        article(
            sections(1500, 31) + hanging(20, "apa", "References"), "11pt", "\\usepackage{times}\n"
        ),
        1,
        10.91,
        13.55,
        "article",
    ),
    "article_works_cited": Paper(
        article(sections(1500, 32) + "\\newpage" + hanging(14, "mla", "Works Cited"), "12pt"),
        1,
        11.96,
        14.45,
        "article",
    ),
    "article_list_in_the_middle": Paper(
        article(
            sections(1800, 33)
            + bibliography(16, "lncs")
            + ETHICS
            + part("appendix", "A  Further experiments", 900),
            "10pt,twocolumn",
        ),
        2,
        *PLAIN,
    ),
    "article_figures_at_the_end": Paper(
        article(
            sections(1000, 34) + bibliography(10, "lncs") + "\\clearpage\n" + FIGURES,
            "12pt",
            "\\usepackage{setspace}\\doublespacing\n",
        ),
        1,
        11.96,
        None,
        "article",
    ),
    "article_no_heading": Paper(article(sections(1500, 35) + hanging(20, "lncs", "")), 1, *PLAIN),
    "article_two_lists": Paper(
        article(
            sections(1500, 36)
            + hanging(12, "apa", "Primary References").replace("Zrend.", "")
            + "\\section*{Secondary References}\n"
            + hanging(12, "apa", "").replace("\\bigskip", "").replace("Zrone, ", "")
        ),
        1,
        *PLAIN,
    ),
}


def make(name: str, folder: Path, work: Path) -> None:
    paper = PAPERS[name]
    (work / f"{name}.tex").write_text(paper.source)
    program = "pdflatex" if paper.engine == "pdflatex" else "latex"
    for _ in range(2):
        subprocess.run(
            [program, "-interaction=nonstopmode", f"{name}.tex"],
            cwd=work,
            capture_output=True,
            check=False,
        )
    if paper.engine != "pdflatex":
        subprocess.run([paper.engine, "-q", f"{name}.dvi"], cwd=work, check=True)
    (folder / f"{name}.pdf").write_bytes((work / f"{name}.pdf").read_bytes())

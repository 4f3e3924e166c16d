"""Make the papers anew, and write down what is true of them.

    python tests/submissions/checks/papers/make.py [NAME...]

It needs LaTeX (Debian's texlive-latex-extra, texlive-publishers and texlive-fonts-recommended),
LibreOffice, Chromium and typst; the tests need none of these.
"""

import json
import sys
import tempfile
from pathlib import Path

import latex
import office
from truth import truth

HERE = Path(__file__).parent
LABELS = HERE / "labels.json"
PAPERS = {**latex.PAPERS, **office.OFFICE, **office.BROWSER, **office.TYPST}


def main() -> None:
    labels = json.loads(LABELS.read_text()) if LABELS.exists() else {}
    with tempfile.TemporaryDirectory() as work:
        for name in sys.argv[1:] or PAPERS:
            maker = latex if name in latex.PAPERS else office
            maker.make(name, HERE, Path(work))
            paper = PAPERS[name]
            known = {"policy": paper.policy, "font": paper.font, "leading": paper.leading}
            labels[name] = {**truth(HERE / f"{name}.pdf", paper.columns), **known}
    LABELS.write_text(json.dumps(dict(sorted(labels.items())), indent=1) + "\n")


if __name__ == "__main__":
    main()

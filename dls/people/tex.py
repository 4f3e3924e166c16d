"""TeX as readable text, in one pass: the accents, letters and signs that bibliographies use."""

import re
import unicodedata

ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328",
    "r": "\u030a", "d": "\u0323", "b": "\u0331",
}  # fmt: skip
LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł",
    "aa": "å", "AA": "Å", "i": "i", "j": "j", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ",
    "ng": "ŋ", "NG": "Ŋ", "dj": "đ", "DJ": "Đ", "copyright": "©", "pounds": "£", "S": "§",
    "textendash": "–", "textemdash": "—", "ldots": "…", "dots": "…", "textbackslash": "\\",
    "textasciitilde": "~", "textquoteright": "’", "times": "×", "alpha": "α", "beta": "β",
    "gamma": "γ", "delta": "δ", "epsilon": "ε", "lambda": "λ", "mu": "μ", "pi": "π", "rho": "ρ",
    "sigma": "σ", "tau": "τ", "phi": "φ", "omega": "ω", "Delta": "Δ", "Omega": "Ω",
}  # fmt: skip
ANY = re.compile(r"[\\${}~]|--|``|''|\n|\t")
ACCENTED = re.compile(
    r"""\\(?:(['`^"~=.])|([uvHckrdb])(?![A-Za-z]))\s{0,3}(?:\{\s{0,3}\\?([A-Za-z])\s{0,3}\}|\\?([A-Za-z]))"""
)
COMMAND = re.compile(r"\\([A-Za-z]{1,20})[ ]?")
SIGNS = (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("~", " "))
ESCAPED = re.compile(r"\\([&%#_$\- ,/@*])")
LEFT_OVER = re.compile(r"(?<!\\)[{}$]")
KEPT = {"&": "&", "%": "%", "#": "#", "_": "_", "$": "\ue000", "@": "@", "*": "*"}


def plain(source: str) -> str:
    """The text a reader would see; what is not known stays as it is written."""
    if ANY.search(source):
        source = ACCENTED.sub(_accented, source)
        source = ESCAPED.sub(lambda found: KEPT.get(found[1], ""), source)
        source = COMMAND.sub(_command, source)
        for sign, shown in SIGNS:
            source = source.replace(sign, shown)
        source = LEFT_OVER.sub("", source).replace("\ue000", "$")
    return " ".join(source.split())


def _accented(found: re.Match[str]) -> str:
    letter = found[3] or found[4]
    return unicodedata.normalize("NFC", letter + ACCENTS[found[1] or found[2]])


def _command(found: re.Match[str]) -> str:
    """A letter if it is one; nothing for what only changes the type: \\emph, \\textit, \\bf."""
    return LETTERS.get(found[1], "")

"""A conference's colour: what becomes of it in light and dark, and whether it can be read."""

import math
import re
from dataclasses import dataclass

HEX = re.compile(r"#[0-9a-f]{6}\Z")
ENOUGH = 4.5  # WCAG 2.2 AA for text
FAINT = 0.03  # below this much colour, links look like grey text

Rgb = tuple[float, float, float]
Oklch = tuple[float, float, float]

# The grounds text stands on, as static/css/tokens.css has them: lightness, chroma, hue.
LIGHT_GROUNDS: tuple[Oklch, ...] = ((0.986, 0.003, 75), (1.0, 0.0, 0), (0.964, 0.004, 75))
DARK_GROUNDS: tuple[Oklch, ...] = ((0.19, 0.008, 260), (0.225, 0.009, 260), (0.262, 0.01, 260))


@dataclass(frozen=True)
class Contrast:
    """One use of the colour with its worst contrast."""

    label: str
    ratio: float

    @property
    def shown(self) -> str:
        return f"{self.ratio:.1f}:1"

    @property
    def enough(self) -> bool:
        return self.ratio >= ENOUGH


@dataclass(frozen=True)
class Colour:
    """A colour that was looked at: how it reads, what is wrong with it, and what would do."""

    value: str
    contrasts: tuple[Contrast, ...]
    warning: str = ""
    proposal: str = ""


def examined(value: str) -> Colour | None:
    """Look at a colour; nothing if it is none."""
    value = value.lower()
    if not HEX.match(value):
        return None
    _, chroma, hue = to_oklch(value)
    found = _contrasts(value, chroma, hue)
    if chroma < FAINT:
        warning = (
            "This is nearly grey: links and buttons will hardly differ from other text. "
            "A stronger colour helps readers to find them."
        )
        return Colour(value, found, warning, to_hex((0.45, 0.1, hue if chroma > 0.004 else 250)))
    weak = [one for one in found if not one.enough]
    if weak:
        warning = (
            f"{weak[0].label}: the contrast is {weak[0].shown}, and {ENOUGH}:1 is needed to read "
            "them with ease. The same hue, darker, reads well."
        )
        return Colour(value, found, warning, _readable(chroma, hue))
    return Colour(value, found)


def _contrasts(value: str, chroma: float, hue: float) -> tuple[Contrast, ...]:
    """As the tokens derive the accent, and the colour itself under white letters."""
    light = to_rgb((0.45, min(chroma, 0.14), hue))
    dark = to_rgb((0.8, min(chroma, 0.1), hue))
    on_dark = to_rgb((0.18, min(chroma, 0.03), hue))
    white = (1.0, 1.0, 1.0)
    return (
        Contrast("Links on light pages", min(ratio(light, to_rgb(one)) for one in LIGHT_GROUNDS)),
        Contrast("Links on dark pages", min(ratio(dark, to_rgb(one)) for one in DARK_GROUNDS)),
        Contrast("Buttons on light pages", ratio(light, white)),
        Contrast("Buttons on dark pages", ratio(dark, on_dark)),
        Contrast("White letters on the colour itself", ratio(from_hex(value), white)),
    )


def _readable(chroma: float, hue: float) -> str:
    """The lightest colour of this hue that carries white letters."""
    steps = (0.7 - step / 100 for step in range(50))
    fitting = (to_hex((lightness, chroma, hue)) for lightness in steps)
    return next(
        (one for one in fitting if ratio(from_hex(one), (1.0, 1.0, 1.0)) >= ENOUGH), "#1d5a8a"
    )


def ratio(one: Rgb, other: Rgb) -> float:
    """Contrast as WCAG reckons it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Rgb) -> float:
    red, green, blue = (_linear(part) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _gamma(part: float) -> float:
    part = min(max(part, 0.0), 1.0)
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def from_hex(value: str) -> Rgb:
    return (int(value[1:3], 16) / 255, int(value[3:5], 16) / 255, int(value[5:7], 16) / 255)


def to_hex(colour: Oklch) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in to_rgb(colour))


def to_oklch(value: str) -> Oklch:
    """Lightness, chroma and hue (Ottosson’s OKLab)."""
    red, green, blue = (_linear(part) for part in from_hex(value))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def to_rgb(colour: Oklch) -> Rgb:
    """The colour a screen shows; what it cannot show is cut off."""
    lightness, chroma, hue = colour
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _gamma(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
        _gamma(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
        _gamma(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short),
    )

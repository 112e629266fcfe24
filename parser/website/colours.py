"""The colours of the site, all made from the gazette's two main colours, so that text on each of them can be read.

Contrast is that of WCAG 2.2 (relative luminance, success criterion 1.4.3): 4.5 to 1 at least for text, 7 to 1 in 大字版.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

TEXT, LARGE = 4.5, 7.0  # contrasts to 1
WHITE, BLACK = "#ffffff", "#000000"
DARK_PAGE = "#16181c"  # the ground of the dark scheme, `--page` in site/assets/css/site.css
HEX = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class Colours:
    """The gazette's main colour as `#rrggbb`: on white and paper, and on the dark scheme's ground."""

    light: str
    dark: str


def faults(colours: Colours) -> list[str]:
    """Why the colours cannot be used, one sentence each."""
    found = []
    for key, colour, ground, named in (
        ("light", colours.light, WHITE, "白底"), ("dark", colours.dark, DARK_PAGE, f"深底（{DARK_PAGE}）")
    ):
        if not HEX.fullmatch(colour):
            found.append(f"colours.{key} 写作“{colour}”，应写成 # 加六位十六进制数，如 #a81e1e。")
        elif (measured := contrast(colour, ground)) < TEXT:
            change = "深" if ground == WHITE else "浅"
            found.append(
                f"colours.{key} 的 {colour} 与{named}的反差只有 {int(measured * 100) / 100}:1，看不清，应不低于 {TEXT}:1。请换{change}一些的颜色。"
            )
    return found


def contrast(one: str, other: str) -> float:
    """How well one colour stands out from another, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(colour: str, ground: str, share: float) -> str:
    """`share` (0 to 1) of a colour, the rest of the ground."""
    mixed = (round(one * share + other * (1 - share)) for one, other in zip(_channels(colour), _channels(ground), strict=True))
    return "#" + "".join(f"{value:02x}" for value in mixed)


def style_sheet(colours: Colours) -> str:
    """CSS custom properties for site.css: brand colours, and five steps for the table of months.

    Dark text stands on the first three steps, white on the fourth, the page's colour on the fifth. In the dark scheme the
    lower steps come from the colour for white ground, on which white text is sure to be read.
    """
    light, dark = colours.light.lower(), colours.dark.lower()
    schemes = {
        ":root": {"brand-on-paper": light},
        '[data-md-color-scheme="default"]': {
            "brand": light, **_steps(mix(light, WHITE, 0.09), mix(light, WHITE, 0.25), mix(light, WHITE, 0.45), light, mix(light, BLACK, 0.75)),
        },
        '[data-md-color-scheme="slate"]': {
            "brand": dark, **_steps(*(mix(light, DARK_PAGE, share) for share in (0.2, 0.4, 0.65)), light, dark),
        },
        'html[data-large] [data-md-color-scheme="default"]': {"brand": _until_clear(light, WHITE, BLACK)},
        'html[data-large] [data-md-color-scheme="slate"]': {"brand": _until_clear(dark, BLACK, WHITE)},
    }
    rules = (
        f"{selector} {{ {' '.join(f'--{name}: {value};' for name, value in held.items())} }}\n"
        for selector, held in schemes.items()
    )
    return "/* Made from [colours] in gazette.toml by parser/website/colours.py. */\n" + "".join(rules)


def favicon(colours: Colours, letters: str | None) -> str:
    """The site's icon as SVG: one or two characters, or the lines of a printed page, white on the main colour."""
    lines = '<path d="M8 7h16v3H8zm0 6h16v2H8zm0 5h16v2H8zm0 5h10v2H8z" fill="#fff"/>'
    if letters is not None:
        size = 24 if len(letters) == 1 else 14
        lines = (
            f'<text x="16" y="17" fill="#fff" font-family="sans-serif" font-weight="700" font-size="{size}" '
            f'text-anchor="middle" dominant-baseline="central">{letters}</text>'
        )
    ground = f'<rect width="32" height="32" rx="3" fill="{colours.light.lower()}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{ground}{lines}</svg>\n'


def _steps(*colours: str) -> dict[str, str]:
    return {f"heat-{step}": colour for step, colour in enumerate(colours)}


def _until_clear(colour: str, ground: str, towards: str) -> str:
    """The colour itself, or the nearest of its shades that stands out 7 to 1 from the ground."""
    shades = (mix(colour, towards, share / 20) for share in range(20, -1, -1))
    return next(shade for shade in shades if contrast(shade, ground) >= LARGE)


def _luminance(colour: str) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    red, green, blue = (
        value / 12.92 if (value := channel / 255) <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for channel in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)

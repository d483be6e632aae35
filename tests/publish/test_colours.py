"""The page's colours: dark enough to read, and told apart by readers who see fewer of them."""

import re
from itertools import combinations

import pytest

from synoptic.publish.site import environment

# How linear red, green and blue reach readers who lack a kind of cone (Machado, Oliveira, Fernandes 2009).
SIGHT = {
    "all cones": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
TEXT = ("ink", "soft", "link", "agree", "one", "disp", *(f"m{n}" for n in range(8)))


def palette(scheme: str) -> dict[str, str]:
    """Return the colours of a scheme by their names in the style."""
    blocks = re.findall(r":root\{(.*?)\}", str(environment().globals["style"]), re.DOTALL)
    return dict(re.findall(r"--(\w+):(#[0-9a-f]{3,6})\b", blocks[("light", "dark").index(scheme)]))


def linear(colour: str) -> list[float]:
    """Return the linear red, green and blue of a colour (sRGB)."""
    digits = colour.removeprefix("#")
    whole = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(whole[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2)."""
    weights = (0.2126, 0.7152, 0.0722)
    dim, bright = sorted(sum(w * p for w, p in zip(weights, linear(c), strict=True)) for c in (one, other))
    return (bright + 0.05) / (dim + 0.05)


def seen(colour: str, sight: str) -> tuple[float, float, float]:
    """Return a colour as it is seen, in CIE L*a*b*."""
    rgb = linear(colour)
    rgb = [min(1.0, max(0.0, sum(a * b for a, b in zip(row, rgb, strict=True)))) for row in SIGHT[sight]]
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    xyz = [
        sum(a * b for a, b in zip(row, rgb, strict=True)) / w
        for row, w in zip(rows, (0.9505, 1, 1.089), strict=True)
    ]
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def nearest(colours: list[str], sight: str) -> float:
    """Return the distance (CIE 1976) of the two colours that are hardest to tell apart."""
    places = [seen(colour, sight) for colour in colours]
    return min(sum((a - b) ** 2 for a, b in zip(p, q, strict=True)) ** 0.5 for p, q in combinations(places, 2))


@pytest.mark.parametrize("ground", ["paper", "card", "glow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_of_text_can_be_read_on_every_ground(scheme, ground):
    """Text has a contrast of 4.5 or more (WCAG 2.2, level AA), on marked ground too."""
    colours = palette(scheme)
    assert {name: round(contrast(colours[name], colours[ground]), 2) for name in TEXT
            if contrast(colours[name], colours[ground]) < 4.5} == {}  # fmt: skip


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_stay_apart_for_readers_who_see_fewer(scheme, sight):
    """Agreed, alone and disputed are 20 steps apart for everybody, the colours of reports 15.

    About 2 is the least that side by side can be seen; at 15 two small letters are told apart.
    """
    colours = palette(scheme)
    assert nearest([colours[name] for name in ("agree", "one", "disp")], sight) >= 20
    assert nearest([colours[f"m{n}"] for n in range(8)], sight) >= 15

"""The shades of numbers: which number has which, and that readers can tell them apart."""

import math
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from kit.cases import each_case
from srr.schema.settings import Settings
from srr.site.kit.shades import of_level, of_priority

STYLE = (Path(__file__).parents[3] / "tool/srr/site/assets/srr.css").read_text(encoding="utf-8")
SCHEMES = dict(zip(("light", "dark"), STYLE.split("[data-md-color-scheme=")[1:3], strict=True))
# How eyes without red, green or blue cones see linear RGB: https://doi.org/10.1109/TVCG.2009.113, table of severity 1.
EYES = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
Rgb = tuple[float, ...]


def colour(scheme: str, name: str) -> Rgb:
    """Return a colour of the stylesheet as linear RGB."""
    found = re.search(rf"--srr-{name}: #([0-9a-f]+);", SCHEMES[scheme])
    assert found, name
    digits = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    return tuple(
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )


def luminance(rgb: Rgb) -> float:
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), rgb, strict=True))


def contrast(one: Rgb, other: Rgb) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def seen(rgb: Rgb, eyes: str) -> Rgb:
    """Return what such eyes see, within what a screen can show."""
    rows = (sum(weight * part for weight, part in zip(row, rgb, strict=True)) for row in EYES[eyes])
    return tuple(min(max(part, 0.0), 1.0) for part in rows)


def lab(rgb: Rgb) -> Rgb:
    """Return a colour in CIELAB, for the white of a screen (D65)."""
    matrix = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    xyz = [sum(weight * part for weight, part in zip(row, rgb, strict=True)) for row in matrix]
    x, y, z = (
        value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116
        for value in (xyz[0] / 0.9505, xyz[1], xyz[2] / 1.089)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: Rgb, other: Rgb) -> float:
    return math.dist(lab(one), lab(other))


def test_the_priorities_of_the_usual_scale_differ_and_red_is_for_the_highest_alone() -> None:
    numbers = (20, 12, 10, 6, 3, 0)
    assert [of_priority(number, Settings()) for number in numbers] == [
        f"srr-shade--{step}" for step in (5, 4, 3, 2, 1, 0)
    ]
    assert [of_level(number, Settings()) for number in (10, 6, 3, 1, 0)] == [
        f"srr-shade--{step}" for step in (5, 4, 2, 1, 0)
    ]


def test_another_scale_uses_all_shades_too() -> None:
    settings = replace(Settings(), levels=(100, 50, 5))
    assert [of_level(number, settings) for number in (100, 50, 5)] == [
        f"srr-shade--{step}" for step in (5, 3, 1)
    ]


def test_what_is_unknown_or_cannot_be_read_has_a_shade_of_its_own() -> None:
    assert of_priority("unknown", Settings()) == of_level("unknown", Settings())
    assert of_priority("unknown", Settings()) == "srr-shade--unknown"
    assert of_level(None, Settings()) == "srr-shade--0"


@each_case("scheme", SCHEMES)
@each_case("step", range(1, 6))
def test_a_number_can_be_read_on_its_shade(scheme: str, step: int) -> None:
    assert contrast(colour(scheme, f"ink-{step}"), colour(scheme, f"ground-{step}")) >= 4.5


@each_case("eyes", EYES)
@each_case("scheme", SCHEMES)
def test_neighbouring_shades_can_be_told_apart_by_all_eyes(scheme: str, eyes: str) -> None:
    grounds = [seen(colour(scheme, f"ground-{step}"), eyes) for step in range(1, 6)]
    # Two colours that lie side by side look alike below a distance of some 2.3; chips do not touch.
    assert min(distance(one, other) for one, other in pairwise(grounds)) > 10

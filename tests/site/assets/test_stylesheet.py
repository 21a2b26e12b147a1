"""The stylesheet: every pair of ink and ground can be read, in light and in dark."""

import re
from pathlib import Path

from kit.cases import each_case

ASSETS = Path(__file__).parents[3] / "tool/srr/site/assets"
CSS = "".join(
    (ASSETS / name).read_text(encoding="utf-8") for name in ("srr.css", "list.css", "deeds.css")
)
READABLE = 4.5
HUES = ("grey", "blue", "violet", "teal", "amber", "green", "orange", "red", "pink")
BEHIND = {"default": "#ffffff", "slate": "#151924"}


def variables(scheme: str) -> dict[str, str]:
    block = CSS.split(f'[data-md-color-scheme="{scheme}"] {{')[1].split("}")[0]
    return dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{3,6});", block))


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == len("#rrggbb") else "".join(c * 2 for c in colour[1:])
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(part * c for part, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@each_case("scheme", BEHIND)
@each_case("hue", HUES)
def test_ink_can_be_read_on_its_ground_and_on_the_page(scheme: str, hue: str) -> None:
    colours = variables(scheme)
    ink = colours[f"--srr-{hue}"]
    assert contrast(ink, colours[f"--srr-{hue}-ground"]) >= READABLE
    assert contrast(ink, BEHIND[scheme]) >= READABLE


@each_case("scheme", BEHIND)
@each_case("ink", ["--srr-quiet", "--md-typeset-a-color"])
def test_quiet_words_and_links_can_be_read_on_every_plain_ground(scheme: str, ink: str) -> None:
    colours = variables(scheme)
    for ground in (BEHIND[scheme], colours["--srr-card"], colours["--srr-shade"]):
        assert contrast(colours[ink], ground) >= READABLE


def test_nothing_is_asked_of_another_host() -> None:
    assert "url(" not in CSS
    assert "@import" not in CSS

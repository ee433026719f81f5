import re
from pathlib import Path

import pytest
from django.template import loader

WEB = Path(__file__).parents[1]
CSS = WEB / "css"
TEMPLATES = sorted(WEB.parent.glob("**/templates/**/*.html"))
BODY, SIGN = 7.0, 3.0  # WCAG 2.2: 1.4.6 for words, 1.4.11 for edges and signs
LARGEST = 28 * 1024
INLINE = re.compile(r"<[^>]*\s(?:style|on[a-z]+)\s*=|<style|<script(?![^>]*(?:\ssrc=|application/(?:ld\+)?json))", re.I)

WORDS = [
    *[(ink, ground) for ink in ("ink", "soft") for ground in ("paper", "raised", "sunken")],
    *[("ink", ground) for ground in ("rose", "leaf", "sky", "sand")],
    ("teal", "paper"), ("teal", "raised"), ("teal-deep", "paper"), ("on-teal", "teal"), ("on-teal", "teal-deep"),
    ("danger", "paper"), ("danger", "raised"), ("on-danger", "danger"),
]  # fmt: skip
SIGNS = [("edge", "paper"), ("edge", "raised"), ("leaf-edge", "leaf"), ("sky-edge", "sky"), ("sand-edge", "sand")]


def colours(theme: str) -> dict[str, str]:
    sheet = (CSS / "tokens.css").read_text()
    day, after = sheet.split("@media (prefers-color-scheme: dark)")
    dark, night = after.split("\n.night {")
    found = {"day": day, "dark": dark, "night": night}[theme]
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", found))


def light(colour: str) -> float:
    digits = colour.lstrip("#")
    full = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    parts = [int(full[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((light(one), light(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["day", "dark"])
def test_words_can_be_read_by_tired_eyes_by_day_and_by_night(theme: str) -> None:
    found = colours(theme)
    faint = {pair: contrast(found[pair[0]], found[pair[1]]) for pair in WORDS}
    assert {pair: round(ratio, 2) for pair, ratio in faint.items() if ratio < BODY} == {}


@pytest.mark.parametrize("theme", ["day", "dark"])
def test_the_edge_of_every_box_one_can_write_in_is_seen(theme: str) -> None:
    found = colours(theme)
    assert [pair for pair in SIGNS if contrast(found[pair[0]], found[pair[1]]) < SIGN] == []


@pytest.mark.parametrize("theme", ["day", "dark"])
def test_the_way_to_help_is_never_pale(theme: str) -> None:
    found = colours("day") | colours(theme)
    assert contrast(found["on-coral"], found["coral"]) >= 4.5
    assert contrast(found["on-coral"], found["coral-deep"]) >= 4.5


def test_a_film_is_watched_in_the_same_night_that_the_reader_may_choose() -> None:
    night, dark = colours("night"), colours("dark")
    assert night
    assert night.items() <= dark.items()


def test_the_look_stays_small_enough_for_a_prepaid_phone() -> None:
    sheets = "".join(sheet.read_text() for sheet in CSS.glob("*.css"))
    bare = re.sub(r"\s*([{}:;,>])\s*", r"\1", re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", sheets, flags=re.S)))
    assert len(bare.replace(";}", "}").replace("0.", ".")) <= LARGEST


def test_a_page_read_from_right_to_left_is_no_afterthought() -> None:
    sided = re.compile(r"(?:margin|padding|border|inset)-(?:left|right)|[{;]\s*(?:left|right):|-align: (?:left|right)")
    assert [sheet.name for sheet in CSS.glob("**/*.css") if sided.search(sheet.read_text())] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_page_carries_script_or_style_that_our_headers_refuse(template: Path) -> None:
    assert INLINE.findall(re.sub(r"\{#.*?#\}", "", template.read_text())) == []


@pytest.mark.parametrize("name", ["500.html", "503.html", "400.html"])
def test_when_everything_fails_the_page_still_leads_to_help(name: str) -> None:
    page = loader.get_template(name).render({})
    assert 'href="/help/"' in page
    assert page.index("https://www.wikipedia.org/") < page.index("<main")  # a way out, also then
    assert "<script" not in page
    assert len(page.encode()) <= 14_000


def test_help_and_leaving_come_before_anything_else_on_every_page() -> None:
    page = loader.get_template("404.html").render({"leave_to": "https://example.org/"})
    links = re.findall(r"<a [^>]*>", page)
    assert 'class="skip"' in links[0]
    assert "button--help" in links[1]
    assert "safety__leave" in links[2]

"""Small parts that many pages share, as they are read aloud."""

import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.template import loader
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


class Questions(forms.Form):
    kind = forms.CharField(label=_("What kind of post is it?"), error_messages={"required": "Please choose one."})
    title = forms.CharField(label=_("Title"), error_messages={"required": "Please write a title."})
    arabic = forms.CharField(label="ما نوعه؟", error_messages={"required": "."})


def test_a_question_that_needs_another_look_keeps_its_own_mark() -> None:
    said = words(loader.get_template("components/summary.html").render({"form": Questions({})}))
    assert "What kind of post is it? Please choose one." in said
    assert "Title: Please write a title." in said
    assert "؟:" not in said


def test_each_stage_of_the_road_but_those_ahead_says_where_it_is() -> None:
    road = [{"name": name, "state": name, "note": ""} for name in ("done", "current", "stopped")]
    road.append({"name": "ahead", "state": "", "note": ""})
    said = words(loader.get_template("components/tracker.html").render({"stages": road}))
    assert said == "done (done) current (here now) stopped (stopped here) ahead"


def test_every_language_in_the_footer_begins_alike() -> None:
    names = [get_language_info(code)["name_local"] for code, _name in settings.LANGUAGES]
    shown = [{"code": "en", "name": name, "url": "/", "current": False} for name in names]
    page = loader.get_template("components/foot.html").render({"languages": shown})
    read = re.findall(r"hreflang=[^>]+>([^<]+)<", page)
    assert len(read) == len(names)
    assert [name for name in read if name[0].islower()] == []


@pytest.mark.parametrize(
    ("kind", "says"), [("program", "which program made it"), ("device", "which camera or phone filmed it")]
)
def test_what_was_taken_out_of_a_film_is_called_what_it_is(kind: str, says: str) -> None:
    page = loader.get_template("studio/parts/removed.html").render({"original": {"removed": [kind]}})
    assert words(re.findall(r"<li>.*</li>", page)[0]) == says


def test_no_note_between_us_is_shown_to_a_reader() -> None:
    """Django ends a note at the end of its line; what follows on the next would stand on the page."""
    pages = [*Path(settings.ROOT, "hearten").rglob("templates/**/*.html")]
    torn = [
        page.name for page in pages if any(re.search(r"{#(?!.*#})", line) for line in page.read_text().splitlines())
    ]
    assert len(pages) > 100 and torn == []

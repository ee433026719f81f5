"""A public post that tells an older figure is found when guidance says that the figure is old."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hearten.engines.captions import Cue
from hearten.features.guidance.models import Statement
from hearten.features.posts.models import Revision
from hearten.features.recheck import actions, queries
from hearten.features.recheck.models import Reopening
from hearten.features.review import queries as public
from hearten.flows import recheck
from tests.world.people import someone
from tests.world.posts import approve, caption_and_source, made, walk, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("twins", "statements")]
Packs = Callable[..., Path]
# Three figures that changed between editions: data/guidance/earlier.toml.
OLD = {
    "G006": "About 280 million people in the world live with depression.",
    "G100": "Suicide is the fourth leading cause of death among 15-29-year-olds.",
    "G066": "About 1 in 100 children has autism.",
}


def told(text: str, where: str) -> Revision:
    """A public post that rests on something else and says this; nobody was told that it is old."""
    said = words("What we know", text=text if where == "text" else "")
    revision = walk(made(someone("Amara"), said))
    cues = (Cue(0.0, 2.0, text if where == "transcript" else "Hello."),)
    caption_and_source(revision, cues)
    walk(revision)
    revision.refresh_from_db()
    revision.screening.findings.all().delete()
    Revision.objects.filter(pk=revision.pk).update(stage="in_review")
    return approve(revision, someone("Lucia"))


def is_public(revision: Revision) -> bool:
    return public.public_post(str(revision.post_id)) is not None


@pytest.fixture
def nobody_knew(statements: None) -> None:
    """As it was before the files named any older figure."""
    Statement.objects.update(earlier=[])


@pytest.mark.parametrize("where", ["text", "transcript"])
@pytest.mark.parametrize("code", sorted(OLD))
def test_a_post_with_an_older_figure_joins_the_batch_of_the_change(
    packs: Packs, nobody_knew: None, code: str, where: str
) -> None:
    old, other = told(OLD[code], where), told("A calm evening helps.", "text")
    change = actions.propose(packs(), someone("Lucia"), "Older figures are known now.")
    actions.answer(change, change.digest, someone("Ravi"), True, "I looked too.")
    assert is_public(old)
    assert recheck.change.advance(str(change.pk)) == "searched"
    assert [(one.post_id, one.statements) for one in Reopening.objects.all()] == [(old.post_id, [code])]
    assert not is_public(old) and is_public(other)
    shown = queries.batch(change, someone("Lucia"))
    assert len(shown) == 1 and shown[0].reopening.words


def test_the_figure_that_is_true_today_is_left_alone(statements: None) -> None:
    told("About 332 million people live with depression.", "text")
    assert list(queries.older_figures(list(Statement.objects.all()))) == []


def test_who_signed_an_older_figure_knowing_it_is_not_asked_again(statements: None) -> None:
    revision = told(OLD["G006"], "text")
    revision.screening.findings.create(
        rule="figures.depression", family="superseded_figure", severity="fix", where="text", start=0, end=1,
        words="280 million people", reason="Older.", sources=["G006"],
    )  # fmt: skip
    assert list(queries.older_figures(list(Statement.objects.all()))) == []


def test_what_is_found_by_command_is_only_named(statements: None, capsys: pytest.CaptureFixture[str]) -> None:
    from hearten.config.checks import changes  # noqa: PLC0415 - settings first

    revision = told(OLD["G100"], "text")
    assert changes.figures() == 1
    assert f"/post/{revision.post_id} G100" in capsys.readouterr().out and is_public(revision)


def test_a_search_cut_off_goes_on_where_it_was(packs: Packs, nobody_knew: None, monkeypatch) -> None:
    first, second = told(OLD["G006"], "text"), told(OLD["G066"], "text")
    change = actions.propose(packs(), someone("Lucia"), "Older figures are known now.")
    actions.answer(change, change.digest, someone("Ravi"), True, "I looked too.")
    whole = queries.older_figures

    def cut_off(statements):
        yield next(whole(statements))
        raise MemoryError

    monkeypatch.setattr(queries, "older_figures", cut_off)
    assert recheck.change.advance(str(change.pk)) is None
    assert Reopening.objects.count() == 1 and is_public(first) != is_public(second)
    monkeypatch.setattr(queries, "older_figures", whole)
    assert recheck.change.advance(str(change.pk)) == "searched"
    assert Reopening.objects.count() == 2 and not is_public(first) and not is_public(second)

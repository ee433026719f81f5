"""With a model of meanings more is found; without one, or where it breaks, everything is found by its words."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from hearten import ports
from hearten.engines.screening.risk import Risk
from hearten.features.posts import actions as posts
from hearten.features.search import actions, queries
from hearten.features.search.forms import Asked
from hearten.features.search.models import Entry
from hearten.kit.words import unheard
from hearten.ports.embeddings import KnownEmbeddings, NotHere

pytestmark = pytest.mark.django_db
ALIKE = "A slow breath Two minutes to settle Breathe in slowly And out againn"


class Broken(KnownEmbeddings):
    """Its weights are here, and it fails whenever it is asked."""

    def embed(self, texts: Sequence[str]) -> object:  # type: ignore[override]
        raise NotHere


@pytest.fixture
def model(twins: None) -> Iterator[None]:
    ports.use(replace(ports.now, embeddings=KnownEmbeddings()))
    yield
    ports.use(replace(ports.now, embeddings=ports.Adapters.__dataclass_fields__["embeddings"].default_factory()))  # type: ignore[misc]


def near(text: str) -> list[float]:
    with unheard() as cursor:
        heard = queries.hear(text, "en", Risk(0, ()), cursor)
    return list(queries._near(text, heard.begun).values())


def test_what_the_worker_has_understood_is_found_by_its_meaning_and_only_once_worked_out(a_post, model):
    a_post("public")
    assert near(ALIKE) == []
    read = actions.understand()
    while more := actions.understand():
        read += more
    assert read == Entry.objects.count() > 100 and actions.understand() == 0
    assert max(near(ALIKE)) > 0.95


def test_what_was_withdrawn_is_not_found_by_its_meaning_either(a_post, amara, model):
    post = a_post("public", title="A slow breath").post
    while actions.understand():
        pass
    posts.withdraw(post, amara, "for now")
    assert queries.find(Asked(ALIKE, "", "", "", 1, False), "en").posts == []


def test_a_model_that_breaks_leaves_a_search_by_words(a_post, twins):
    a_post("public", title="A lantern for the evening")
    ports.use(replace(ports.now, embeddings=Broken()))
    assert actions.understand() == 0
    assert queries.find(Asked("lantern", "", "", "", 1, False), "en").count == 1


def test_new_words_are_understood_anew(a_post, model):
    a_post("public")
    while actions.understand():
        pass
    said = Entry.objects.filter(statement="G001")
    said.update(model="an older model")
    assert actions.understand() == 1 and said.get().model == "known"

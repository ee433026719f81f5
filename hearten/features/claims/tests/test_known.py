"""What is known here is what this site's guidance says just now, in its own wording."""

import pytest

from hearten import ports
from hearten.engines.screening.verdict import Verdict, answer
from hearten.features.claims import queries
from hearten.features.guidance.models import Statement
from hearten.ports.embeddings import KnownEmbeddings

pytestmark = pytest.mark.django_db


def test_a_claim_that_guidance_makes_is_found_supported(twins, statements):
    assert answer("Suicides can be prevented.", "en", queries.known()).opinion.verdict is Verdict.supported


def test_a_wording_that_changed_here_no_longer_supports_what_the_earlier_one_did(twins, statements):
    assert answer("Suicides can be prevented.", "en", queries.known()).statements[0].id == "G104"
    Statement.objects.filter(code="G104").update(text="The sea is wide.")
    found = answer("Suicides can be prevented.", "en", queries.known())
    assert found.opinion.verdict is not Verdict.supported
    assert "The sea is wide." in {entry.text for entry in queries.known().entries}


def test_nothing_is_read_anew_while_nothing_has_changed(twins, statements):
    assert queries.known() is queries.known()


def test_a_model_that_is_here_is_asked_and_one_that_is_not_is_named_as_missing(twins, statements):
    assert queries.known().checks_missing == ("embedding",)
    ports.now.embeddings = KnownEmbeddings()
    assert queries.known().checks_missing == ()


def test_a_figure_this_site_no_longer_holds_is_called_out_of_date(twins, statements):
    Statement.objects.filter(code="G104").update(text="The sea is wide.", earlier=["Every tenth wave is high."])
    assert answer("Every tenth wave is high.", "en", queries.known()).opinion.verdict is not Verdict.supported
    assert "Every tenth wave is high." in {old for entry in queries.known().entries for old in entry.supersedes}


def test_an_answer_that_two_signed_is_known_and_makes_nothing_supported(an_answer):
    an_answer("Warm milk cures depression.")
    found = answer("Warm milk cures depression.", "en", queries.known())
    assert {entry.text for entry in queries.known().entries if entry.kind == "answer"} == {
        "Warm milk cures depression."
    }
    assert found.opinion.verdict is not Verdict.supported

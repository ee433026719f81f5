"""Where the checks asked for a change, approving takes one more yes."""

import pytest
from django.urls import reverse
from django.utils import timezone

from hearten.features.review.models import Approval, Decision
from hearten.features.screening.models import Finding
from hearten.features.screening.queries import findings_of, screening_of
from tests.world.people import at_the_desk

pytestmark = pytest.mark.django_db
DESPITE = "approve it all the same"


def noticed(revision, severity):
    """A post on the desk in whose title the checks noticed something."""
    Finding.objects.create(
        screening=screening_of(revision), rule="X1", family="wording", severity=severity, where="title", start=0,
        end=3, words="How", reason="Think again.", suggestion="", sources=[],
    )  # fmt: skip
    return revision


def answer(revision, says="approve", **more):
    day = timezone.now().date().replace(year=timezone.now().year + 1, day=1).isoformat()
    facts = {"says": says, "because": "Accurate and kind.", "until": day, "digest": revision.digest,
             "heaviness": "0", "leaves": "hope"}  # fmt: skip
    return at_the_desk("Lucia").post(reverse("decide", args=[revision.post_id, revision.number]), facts | more)


@pytest.mark.parametrize("severity", ["fix", "hold"])
def test_a_post_in_which_a_change_was_asked_for_is_not_approved_in_passing(a_post, severity):
    waiting = noticed(a_post("in_review"), severity)
    shown = answer(waiting)
    assert shown.status_code == 400 and "approve all the same" in shown.content.decode()
    assert "Accurate and kind." in shown.content.decode() and not Decision.objects.exists()
    assert answer(waiting, despite="on").status_code == 302
    assert Approval.objects.get().digest == waiting.digest


@pytest.mark.parametrize("says", ["ask_changes", "reject"])
def test_turning_it_back_needs_no_second_yes(a_post, says):
    assert answer(noticed(a_post("in_review"), "fix"), says).status_code == 302


def test_a_matter_of_taste_does_not_ask(a_post):
    waiting = noticed(a_post("in_review"), "note")
    page = at_the_desk("Lucia").get(reverse("case", args=[waiting.post_id, waiting.number])).content.decode()
    assert DESPITE not in page and answer(waiting).status_code == 302


def test_the_gravest_stands_first_then_what_is_read_first(a_post):
    waiting = a_post("in_review")
    for severity in ("note", "hold", "fix"):
        noticed(waiting, severity)
    assert [finding.severity for finding in findings_of(waiting)][:3] == ["hold", "fix", "note"]

"""The name of the person who made a post stands on it in bold, so it is read like every other word."""

import pytest
from django.test import Client
from django.urls import reverse

from hearten.features.accounts.models import Person
from hearten.features.screening import queries
from tests.world.people import at_the_desk, someone

pytestmark = pytest.mark.django_db
UNKIND = [
    ("He committed suicide", "committed_language", "fix", "in_review"),
    ("psycho", "slur_stigma", "fix", "in_review"),
    ("kill yourself", "urging", "hold", "held"),
    ("Take 30 pills to die", "method_detail", "hold", "held"),
]


def made_by(name):
    """Amara, under a name that came in before names were looked at."""
    amara = someone("Amara")
    Person.objects.filter(pk=amara.pk).update(name=name)
    amara.refresh_from_db()
    return amara


@pytest.mark.parametrize(("name", "family", "severity", "stage"), UNKIND)
def test_an_unkind_name_is_noticed_and_a_dangerous_one_waits_for_a_person(a_post, name, family, severity, stage):
    revision = a_post("in_review", author=made_by(name))
    found = {finding.family: finding for finding in queries.findings_of(revision)}
    assert (found[family].severity, found[family].where, found[family].seconds) == (severity, "name", None)
    assert revision.stage == stage and found[family].words in name


@pytest.mark.parametrize("name", [row[0] for row in UNKIND])
def test_the_reviewer_and_the_author_are_told_that_it_is_the_name(a_post, name):
    revision = a_post("in_review", author=made_by(name))
    case = reverse("case", args=[revision.post_id, revision.number])
    desk, page = (at_the_desk("Lucia").get(where) for where in (reverse("desk"), case))
    assert desk.status_code == page.status_code == 200
    assert (
        "in the name of the person who made this" in page.content.decode()
        and 'href="#mark-' not in page.content.decode()
    )
    client = Client()
    client.force_login(someone("Amara"))
    status = client.get(reverse("status", args=[revision.post_id])).content.decode()
    assert "In your name:" in status and "In the captions" not in status


def test_what_is_found_in_a_name_is_read_last_among_its_equals(a_post):
    revision = a_post("held", author=made_by("kill yourself"))
    assert [f.where for f in queries.findings_of(revision) if f.severity == "hold"] == ["transcript", "name"]


def test_a_plain_name_changes_nothing(a_post):
    assert not [f for f in queries.findings_of(a_post("in_review")) if f.where == "name"]

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from hearten.features.guidance import rules
from hearten.features.guidance.models import Basis, Statement
from hearten.features.posts.models import Revision

TOPIC_WORDS = {
    "adhd": _("ADHD: attention and restlessness"), "adolescents": _("Teenagers"), "anxiety": _("Anxiety"),
    "autism": _("Autism"), "bipolar": _("Bipolar disorder"), "coping": _("Coping"), "dementia": _("Dementia"),
    "depression": _("Depression"), "eating disorders": _("Eating disorders"),
    "mental health": _("Mental health in general"), "ptsd": _("After something terrible: trauma and PTSD"),
    "safe messaging": _("Talking about suicide safely"), "schizophrenia": _("Schizophrenia"),
    "stigma": _("Stigma"), "stress": _("Stress"), "suicide": _("Suicide, and how it can be prevented"),
    "treatment": _("Treatment"),
}  # fmt: skip


@dataclass(frozen=True)
class Shelf:
    """Statements about one topic, to choose from."""

    topic: str
    words: str
    statements: list[Statement]
    is_open: bool


def shelves(revision: Revision, named: Collection[str]) -> list[Shelf]:
    """All that a post may rest on: first what fits its topics or is named already, then the rest from A to Z."""
    found: dict[str, list[Statement]] = {}
    for statement in Statement.objects.select_related("guideline").order_by("topic", "code"):
        if statement.topic not in rules.NOT_FOR_AUTHORS or statement.code in named:
            found.setdefault(statement.topic, []).append(statement)
    fits = rules.fitting(revision.topics)
    made = [
        Shelf(
            topic, str(TOPIC_WORDS.get(topic, topic.capitalize())), statements,
            topic in fits or any(statement.code in named for statement in statements),
        )
        for topic, statements in found.items()
    ]  # fmt: skip
    return sorted(made, key=lambda shelf: (not shelf.is_open, shelf.words.casefold()))


def named_by(revision: Revision) -> list[Statement]:
    basis = Basis.objects.filter(revision=revision).first()
    codes = basis.statements if basis else []
    return list(Statement.objects.filter(code__in=codes).select_related("guideline").order_by("code"))


def manifest_part(revision: Revision) -> dict[str, object]:
    """The sources as the public would see them: part of what a digest is taken of."""
    return {
        "sources": [
            {
                "id": said.code, "statement": said.text, "title": said.guideline.title, "url": said.guideline.url,
                "publisher": said.guideline.publisher, "year": said.guideline.year, "edition": said.edition,
            }
            for said in named_by(revision)
        ]
    }  # fmt: skip

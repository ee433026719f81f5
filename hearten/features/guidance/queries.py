from hearten.features.guidance.models import Basis, Statement
from hearten.features.posts.models import Revision


def statements_by_topic() -> dict[str, list[Statement]]:
    """All statements to choose from, A to Z by topic."""
    found: dict[str, list[Statement]] = {}
    for statement in Statement.objects.select_related("guideline").order_by("topic", "code"):
        found.setdefault(statement.topic, []).append(statement)
    return found


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

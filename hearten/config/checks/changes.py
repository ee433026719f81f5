"""`hearten guidance diff | propose | figures`: what files of guidance would change. None applies it."""

import sys
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from hearten.config.checks.guidance import faults
from hearten.features.accounts import queries as accounts
from hearten.features.guidance.actions import BadPacks
from hearten.features.guidance.models import Statement
from hearten.features.recheck import actions, queries
from hearten.features.recheck.rules import Piece

WHY_NOT = {
    actions.MayNotDecide: "Only a reviewer whose profession was checked can propose a change.",
    actions.NeedsReason: "Say why with --because: what changed, and where it can be read.",
    actions.NothingToPropose: "The files say what this site says already.",
    actions.AlreadyOpen: "Another change waits for its second person, at /desk/guidance/.",
}


def diff(folder: str | None = None, **_for_other_verbs: object) -> int:
    """Prints every line that differs, old above new. Returns 1 where any does, 2 where the files cannot be read."""
    try:
        found = queries.difference(_root(folder))
    except BadPacks as torn:
        sys.stderr.writelines(f"{fault}\n" for fault in torn.faults)
        return 2
    for one in queries.shown(found):
        hides = ": posts that rest on it would go out of sight" if one.line.of_substance else ""
        sys.stdout.write(f"{one.line.code} {one.line.verb}{hides}{one.line.why and f' ({one.line.why})'}\n")
        for fact in one.compared:
            sys.stdout.write(f"  {fact.name}\n")
            if one.line.was:
                sys.stdout.write(f"    - {_words(fact.old, '[-', '-]')}\n")
            if one.line.becomes:
                sys.stdout.write(f"    + {_words(fact.new, '{+', '+}')}\n")
    sys.stdout.write(
        f"{len(found)} lines differ; {queries.would_hide(found)} public posts rest on what would change.\n"
    )
    return 1 if found else 0


def _words(pieces: Sequence[Piece], begin: str, end: str) -> str:
    return "".join(f"{begin}{piece.words}{end}" if piece.differs else piece.words for piece in pieces)


def propose(
    folder: str | None = None, by: str | None = None, because: str | None = None,
    wording_only: Sequence[str] | None = None, **_for_other_verbs: object,
) -> int:  # fmt: skip
    """Keeps the difference for a second reviewer, who answers at the desk. Applies nothing."""
    person = accounts.person_with_address(by or "")
    if person is None:
        sys.stderr.write("Say who proposes it with --by: the email address of a reviewer.\n")
        return 2
    sys.stderr.writelines(f"{fault}\n" for fault in faults(_root(folder)))  # to mend; what is stale is not used
    try:
        change = actions.propose(_root(folder), person, because or "", wording_only or ())
    except BadPacks as torn:
        sys.stderr.writelines(f"{fault}\n" for fault in torn.faults)
        return 2
    except tuple(WHY_NOT) as why:
        sys.stderr.write(f"{WHY_NOT[type(why)]}\n")
        return 2
    sys.stdout.write(f"Proposed. A second reviewer answers it at /desk/guidance/{change.pk}/.\n")
    return 0


def figures(**_for_other_verbs: object) -> int:
    """Prints public posts that hold a figure which guidance has replaced, unless whoever signed them was told."""
    found = 0
    for post, old in queries.older_figures(list(Statement.objects.all().select_related("guideline"))):
        found += 1
        sys.stdout.write(f"/post/{post.post_id} {old.code}: {old.words}\n")
    sys.stdout.write(f"{found} public posts hold an older figure. Each can be taken down at /desk/<post>/sight/.\n")
    return 1 if found else 0


def _root(folder: str | None) -> Path:
    return Path(folder) if folder else settings.GUIDANCE_ROOT

"""Each part is asked only for what it needs: a machine with nothing but the edge has no walls and writes no films."""

import sys
from collections.abc import Callable, Iterator

from django.db import DatabaseError

from hearten import ports
from hearten.config.doctor import database, place, rights, told
from hearten.config.doctor.complaint import Complaint, Part
from hearten.ports.transcoder import TranscoderDown, Unsafe

EVERY, PEOPLE, READERS = frozenset(Part), frozenset({Part.serve, Part.work}), frozenset({Part.serve, Part.edge})
CHECKS: dict[Callable[[], Iterator[Complaint]], frozenset[Part]] = {
    told.debug_is_on: EVERY,
    told.key_is_weak: PEOPLE,
    told.any_name_will_do: PEOPLE,
    told.any_proxy_will_do: READERS,
    told.mail_goes_nowhere: PEOPLE,
    place.sandbox_is_missing: frozenset({Part.work}),
    place.checks_cannot_run: frozenset({Part.work}),
    place.media_is_open: EVERY,
    place.media_cannot_be_read: frozenset({Part.edge}),
    place.media_cannot_be_kept: PEOPLE,
    database.words_cannot_be_searched: frozenset({Part.serve}),
    database.edge_s_role_is_wrong: READERS,
    database.edge_borrows_a_role: frozenset({Part.serve}),
    database.demo_people_live_here: PEOPLE,
}


def examine(part: Part, listens: str = "localhost") -> list[Complaint]:
    found = list(database.database_is_unsafe(part))
    if part in READERS:
        found += told.reading_is_open(listens)
    return found + [complaint for check, parts in CHECKS.items() if part in parts for complaint in check()]


def refuses(part: Part, listens: str = "localhost") -> bool:
    """Asked at each start: prints what is unsafe and says whether to stay down."""
    grave = [complaint for complaint in examine(part, listens) if complaint.refuses]
    for complaint in grave:
        print(f"Hearten does not start: {complaint.what}\n  {complaint.mend}", file=sys.stderr)
    return bool(grave)


def run(part: str | None = None) -> int:
    """`hearten doctor`: everything, and for the worker the attacks of the self-test for real."""
    this = Part(part) if part else whose_rights_are_held()
    found = examine(this)
    if this is Part.work:
        found += attacks_are_not_stopped()
    for complaint in found:
        print(f"{'refuses' if complaint.refuses else 'warns'}: {complaint.what}\n  {complaint.mend}")
    if not found:
        print(f"All is well with `hearten {this}`: nothing unsafe was found.")
    return 1 if any(complaint.refuses for complaint in found) else 0


def whose_rights_are_held() -> Part:
    try:
        return rights.fitting(rights.powers(rights.ours)) or Part.serve
    except DatabaseError:
        return Part.serve


def attacks_are_not_stopped() -> list[Complaint]:
    try:
        ports.now.transcoder.self_test()
    except (Unsafe, TranscoderDown) as error:
        return [Complaint(f"A known attack on the media tools was not stopped: {error!r}.", "Check the sandbox.")]
    return []

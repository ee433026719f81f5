from dataclasses import dataclass

from django.db import connection

from hearten.features.journal.models import Entry


@dataclass(frozen=True)
class ChainCheck:
    """`head` is the last link: noted elsewhere, it shows whether the newest entries were cut off since."""

    entries: int
    broken_at: int | None
    unplaced: int
    head: str


def about(name: str) -> list[Entry]:
    """What happened to one thing, oldest first."""
    return list(Entry.objects.filter(about=name).select_related("actor").order_by("pk"))


def check_chain() -> ChainCheck:
    """Recompute every link in the database; the first place that does not fit, if any."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(*) FILTER (WHERE place IS NULL),"
            " coalesce((SELECT link FROM journal_entry WHERE place IS NOT NULL ORDER BY place DESC LIMIT 1), '')"
            " FROM journal_entry"
        )
        entries, unplaced, head = cursor.fetchone()
        cursor.execute(
            "SELECT min(place) FROM (SELECT place, link, previous, journal_link(e) AS should_be,"
            " lag(link, 1, '') OVER (ORDER BY place) AS before, lag(place, 1, 0::bigint) OVER (ORDER BY place) AS last"
            " FROM journal_entry e) chain WHERE link <> should_be OR previous <> before OR place <> last + 1"
        )
        (broken_at,) = cursor.fetchone()
    return ChainCheck(entries, broken_at, unplaced, head)

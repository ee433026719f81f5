from hearten.features.posts.models import Revision
from hearten.features.screening.models import Finding, Release, Screening

PLACES = ("title", "transcript", "text", "name")  # as the page is read
GRAVEST_FIRST = {"hold": 0, "fix": 1, "note": 2}


def screening_of(revision: Revision) -> Screening | None:
    return Screening.objects.filter(revision=revision).first()


def findings_of(revision: Revision) -> list[Finding]:
    """The gravest first, then in the order in which the page is read."""
    return sorted(Finding.objects.filter(screening__revision=revision), key=_as_read)


def _as_read(finding: Finding) -> tuple[int, int, float, int]:
    place = PLACES.index(finding.where)
    return GRAVEST_FIRST.get(finding.severity, 3), place, finding.seconds or 0, finding.start


def release_of(revision: Revision) -> Release | None:
    return Release.objects.filter(revision=revision).select_related("by").first()

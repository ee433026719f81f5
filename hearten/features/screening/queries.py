from hearten.features.posts.models import Revision
from hearten.features.screening.models import Finding, Release, Screening

GRAVEST_FIRST = {"hold": 0, "fix": 1, "note": 2}


def screening_of(revision: Revision) -> Screening | None:
    return Screening.objects.filter(revision=revision).first()


def findings_of(revision: Revision) -> list[Finding]:
    found = Finding.objects.filter(screening__revision=revision)
    return sorted(found, key=lambda f: (GRAVEST_FIRST.get(f.severity, 3), f.where, f.start))


def release_of(revision: Revision) -> Release | None:
    return Release.objects.filter(revision=revision).select_related("by").first()

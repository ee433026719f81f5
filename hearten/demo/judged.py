"""What the demo's reviewer says of claims: all of them are examples, as is the approval."""

from hearten.features.accounts.models import Person
from hearten.features.posts.models import Revision
from hearten.features.screening import queries as screening
from hearten.features.screening.models import ClaimFound
from hearten.features.verdicts import actions as verdicts
from hearten.features.verdicts.rules import ClaimSays, Judged

# Films of the demo, by what they say: read beside the guidance for this demo, as an example, on 2026-11-23.
SAYS_SO = {
    "Depression is more than sadness.": "G002",
    "It can bring low mood, or take the joy out of things you like.": "G001",
    "It stays most of the day, nearly every day, for two weeks or more.": "G004",
    "It does not mean you are weak or lazy.": "G015",
    "Stress can show up in your body.": "G092",
    "Slow breathing can help you manage anxious feelings.": "G030",
    "Schizophrenia can be treated.": "G045",
}


def judge(revision: Revision, reviewer: Person) -> None:
    """Supported, each of them; resting on what says so, named here or in nearly the same words as the claim."""
    said = {one.text: _said(one) for one in reversed(screening.claims_of(revision))}
    verdicts.judge(revision, revision.digest or "", reviewer, said)


def _said(found: ClaimFound) -> Judged:
    near = found.statements[:1] if found.verdict == "supported" else ()
    says_so = (SAYS_SO[found.text],) if found.text in SAYS_SO else tuple(near)
    return Judged(ClaimSays.supported, note="Demo", statements=says_so)

"""Every form of issue 3 that a signed-in person can send: who may, where it goes, and what a good one says."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from hearten.engines.captions import Cue
from hearten.features.claims import actions as claims
from hearten.features.claims.models import Answer
from hearten.features.claims.rules import Reads
from hearten.features.claims.tests.conftest import wrote
from hearten.features.corrections import actions as corrections
from hearten.features.corrections.tests.conftest import draft_about, signed
from hearten.features.guidance.models import Change, Statement
from hearten.features.partners import actions as partners
from hearten.features.posts.models import Revision
from hearten.features.questions import actions as questions
from hearten.features.questions.actions import Asked
from hearten.features.questions.models import Question
from hearten.features.questions.rules import Decline
from hearten.features.recheck import actions as recheck
from hearten.features.review import actions as review
from hearten.features.review.rules import Says
from hearten.features.screening import actions as screening
from tests.world.people import someone
from tests.world.posts import at_stage, caption_and_source, find_all_supported, made, walk, words

UNTIL = (timezone.now() + timedelta(days=90)).date().isoformat()
WROTE = {"claim": "Milk cures sadness.", "verdict": "contradicted", "text": "No.", "others": "G001", "until": UNTIL}
MARK = "a" * 64


@dataclass(frozen=True)
class Opened:
    """One form on a page: its address, what a good one holds, and what shuts it while someone writes."""

    path: str
    fields: dict[str, Any]
    shut: Callable[[], object] = lambda: None


@dataclass(frozen=True)
class Door:
    name: str
    who: str
    opens: Callable[[], Opened]
    words: tuple[str, ...] = ()  # the fields people write in
    unsaid: str = ""  # the field without which it is refused

    def __str__(self) -> str:
        return self.name


def _claiming() -> Revision:
    revision = walk(made(someone("Amara"), words()))
    caption_and_source(revision, (Cue(0.0, 1.0, "Suicides can be prevented."),))
    return walk(revision)


def _turned_back(revision: Revision) -> None:
    review.turn_back(revision, revision.digest or "", someone("Lucia"), Says.ask_changes, "Please name where help is.")


def _judge() -> Opened:
    post = _claiming()
    fields = {"digest": post.digest, "machine": "", "says_1": "supported", "note_1": "", "at": "1"}
    return Opened(reverse("judge", args=[post.post_id, post.number]), fields, lambda: _turned_back(post))


def _decide() -> Opened:
    post = _claiming()
    find_all_supported(post, someone("Ravi"))
    fields = {"digest": post.digest, "says": "approve", "because": "Accurate.", "at_second": "1", "until": UNTIL,
              "heaviness": "0", "leaves": "hope"}  # fmt: skip
    return Opened(reverse("decide", args=[post.post_id, post.number]), fields, lambda: _turned_back(post))


def _release() -> Opened:
    post = at_stage("held", someone("Amara"))
    fields = {"goes_on": "yes", "because": "It quotes someone."}
    shut = lambda: screening.release(post, someone("Lucia"), goes_on=True, because="It quotes.")  # noqa: E731 - later
    return Opened(reverse("release", args=[post.post_id, post.number]), fields, shut)


def _take_down() -> Opened:
    post = at_stage("public", someone("Amara"))
    shut = lambda: review.take_down(post.post, someone("Lucia"), "A name is in it.")  # noqa: E731 - later
    return Opened(reverse("take_down", args=[post.post_id]), {"because": "A name is in it."}, shut)


def _question() -> Question:
    return questions.ask(Asked("Tea cures anxiety.", "en", uuid4().hex))


def _draft() -> Opened:
    asked = _question()
    shut = lambda: questions.decline(asked, someone("Lucia"), Decline.spam)  # noqa: E731 - later
    return Opened(reverse("draft_answer", args=[asked.pk]), WROTE | {"seen": "", "also": ""}, shut)


def _decline() -> Opened:
    asked = _question()
    shut = lambda: questions.decline(asked, someone("Lucia"), Decline.spam)  # noqa: E731 - later
    return Opened(reverse("decline_question", args=[asked.pk]), {"why": "spam"}, shut)


def _written() -> Answer:
    return claims.write(wrote(), someone("Lucia"))


def _read() -> Opened:
    draft = _written()
    fields = {"says": "send_back", "because": "It is too short.", "digest": draft.digest}
    shut = lambda: claims.read(draft, draft.digest, someone("Ravi"), Reads.confirm)  # noqa: E731 - later
    return Opened(reverse("read_answer", args=[draft.pk]), fields, shut)


def _retract() -> Opened:
    draft = _written()
    shut = lambda: claims.retract(draft, someone("Lucia"), "It was too short.")  # noqa: E731 - later
    return Opened(reverse("retract_answer", args=[draft.pk]), {"because": "It was too short."}, shut)


def _renew() -> Opened:
    return Opened(reverse("renew_answer", args=[_written().pk]), WROTE)


def _differs() -> None:
    Statement.objects.filter(code="G001").update(text="Something that the files do not say.")


def _proposed() -> Change:
    return recheck.propose(settings.GUIDANCE_ROOT, someone("Lucia"), "It was reworded.")


def _propose() -> Opened:
    _differs()
    shown = recheck.fingerprint(recheck.queries.difference(settings.GUIDANCE_ROOT))
    fields = {"because": "It was reworded.", "shown": shown, "wording_only": "G001"}
    return Opened(reverse("new_change"), fields, _proposed)


def _answer_change() -> Opened:
    _differs()
    change = _proposed()
    fields = {"applies": "yes", "because": "I looked, too.", "digest": change.digest}
    shut = lambda: recheck.answer(change, change.digest, someone("Lucia"), False, "Not yet.")  # noqa: E731
    return Opened(reverse("answer_change", args=[change.pk]), fields, shut)


def _keys() -> Opened:
    return Opened(reverse("keys"), {"partner": "The Evening News", "per_minute": "600", "once": uuid4().hex})


def _end_key() -> Opened:
    key = partners.make_key(partners.AskedKey("A", 1, uuid4().hex), someone("Omar")).key
    return Opened(reverse("end_key", args=[key.pk]), {}, lambda: partners.end_key(key.pk, someone("Omar")))


def _correct() -> Opened:
    post = at_stage("public", someone("Amara"))
    fields = {"wrong": "It said at once.", "right": "It takes time.", "statements": "G001", "was": post.digest}
    return Opened(reverse("correct", args=[post.post_id]), fields, lambda: draft_about(post))


def _sign() -> Opened:
    draft = draft_about(at_stage("public", someone("Amara")))
    fields = {"says": "send_back", "because": "It is too short.", "digest": draft.digest}
    return Opened(reverse("sign_correction", args=[draft.pk]), fields, lambda: signed(draft))


def _unsay() -> Opened:
    draft = draft_about(at_stage("public", someone("Amara")))
    shut = lambda: corrections.retract(draft, someone("Lucia"), "It was too short.")  # noqa: E731 - later
    return Opened(reverse("retract_correction", args=[draft.pk]), {"because": "It was too short."}, shut)


REVIEWERS = (
    Door("verdicts on claims", "Ravi", _judge, ("note_1",), "says_1"),
    Door("a decision", "Ravi", _decide, ("because",), "says"),
    Door("an answer to a held post", "Ravi", _release, ("because",), "goes_on"),
    Door("an answer", "Ravi", _draft, ("claim", "text", "others"), "verdict"),
    Door("no answer", "Ravi", _decline, (), "why"),
    Door("a signature", "Ravi", _read, ("because",), "says"),
    Door("taking an answer back", "Ravi", _retract, ("because",)),
    Door("an answer anew", "Ravi", _renew, ("claim", "text", "others"), "verdict"),
    Door("a correction", "Ravi", _correct, ("wrong", "right", "statements"), "was"),
    Door("a signature under a correction", "Ravi", _sign, ("because",), "says"),
    Door("taking a correction back", "Ravi", _unsay, ("because",)),
    Door("a change of guidance", "Ravi", _propose, ("because",), "shown"),
    Door("a word on a change", "Ravi", _answer_change, ("because",), "applies"),
)
TEAM = (Door("out of sight", "Ravi", _take_down, ("because",)),)
OPERATORS = (
    Door("a key", "Omar", _keys, ("partner",), "per_minute"),
    Door("the end of a key", "Omar", _end_key),
)
DOORS = REVIEWERS + TEAM + OPERATORS

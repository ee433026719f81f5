"""Worlds that journeys happen in: `python -m tests.world.scenes journeys` fills the database it is told of."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import timedelta

import django

django.setup()

from allauth.account.models import EmailAddress  # noqa: E402 - models need the settings above
from django.utils import timezone  # noqa: E402

from hearten.engines.captions import Cue  # noqa: E402
from hearten.features.accounts.models import Person  # noqa: E402
from hearten.features.campaigns import actions as campaigns  # noqa: E402
from hearten.features.campaigns.rules import Act  # noqa: E402
from hearten.features.checks import actions as asks  # noqa: E402
from hearten.features.claims import actions as claims  # noqa: E402
from hearten.features.claims.actions import Wrote  # noqa: E402
from hearten.features.claims.rules import Reads  # noqa: E402
from hearten.features.corrections import actions as corrections  # noqa: E402
from hearten.features.corrections.actions import Wrote as Found  # noqa: E402
from hearten.features.corrections.rules import Signs  # noqa: E402
from hearten.features.doubts import actions as doubts  # noqa: E402
from hearten.features.doubts.actions import Said  # noqa: E402
from hearten.features.guidance import actions as guidance  # noqa: E402
from hearten.features.posts.models import Revision  # noqa: E402
from hearten.features.questions import actions as questions  # noqa: E402
from hearten.features.questions.actions import Asked  # noqa: E402
from hearten.features.screening import actions as screening  # noqa: E402
from hearten.features.verdicts import actions as verdicts  # noqa: E402
from hearten.features.verdicts.rules import ClaimSays, Judged  # noqa: E402
from tests.world import canary, decks  # noqa: E402
from tests.world import posts as made  # noqa: E402
from tests.world.campaigns import campaign_of, past_the_doors, plan  # noqa: E402
from tests.world.paths import path_of  # noqa: E402
from tests.world.people import PEOPLE, someone  # noqa: E402

TITLES = (
    "A slow breath", "Feet on the floor", "Five things you can see", "What a panic attack is", "Asking a friend",
    "Sleep, gently", "When worry comes back", "A walk around the block",
)  # fmt: skip
ARABIC = {"language": "ar", "text": "دقيقتان لتهدأ."}


def everyone() -> None:
    """All of them belong to the demo, whose reviewers need no second factor."""
    for name in PEOPLE:
        person = someone(name)
        Person.objects.filter(pk=person.pk).update(is_demo=True)
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)


def journeys() -> dict[str, str]:
    """Eight films are public, one of them in Arabic besides, and cards; every other stage has a post of Amara's."""
    tom, amara = someone("Tom"), someone("Amara")
    # The oldest, so that a feed begins with a film.
    found = {"cards": made.approve(decks.at_review(tom, "Slow down, on two cards"), someone("Lucia"))}
    polls = decks.at_review(tom, "Before you sleep, on two cards", (decks.TWO[0], decks.POLL))
    found["polls"] = made.approve(polls, someone("Lucia"))
    for place in [0] * 8 + [1] * 12:
        asks.count(polls.post_id, asdict(decks.POLL), place)
    found["claims"] = that_claims(tom, "What slow breathing does")
    found["wrong"] = made.at_stage("public", tom, "Breathe and it is over")
    found |= {f"public {n}": made.at_stage("public", tom, title) for n, title in enumerate(TITLES, 1)}
    found["arabic"] = in_arabic(tom, "نفس بطيء")
    for stage in ("playable", "held", "in_review", "returned", "rejected", "unplayable", "hidden", "public"):
        found[stage] = made.at_stage(stage, amara, f"Amara’s film, {stage.replace('_', ' ')}")
    found["waiting"] = made.at_stage("in_review", someone("Kofi"), "Kofi’s film, waiting")
    found["cards waiting"] = decks.at_review(amara, "Amara’s cards, waiting")
    posts = {name: str(revision.post_id) for name, revision in found.items()}
    path = path_of([posts["public 4"], posts["public 1"], posts["public 3"]], title="When panic comes", slug="panic")
    asked, wrong, doubted = what_was_asked(), what_was_wrong(tom), what_was_doubted(tom)
    # The newest and some of those just before it: as the feed has them anyway.
    gathered = [doubted["doubted"], posts["public 8"], posts["public 7"], posts["arabic"]]
    return (
        posts
        | asked
        | wrong
        | doubted
        | {"path": path.slug, "path_id": str(path.pk)}
        | what_is_campaigned_for(gathered)
    )


def what_was_asked() -> dict[str, str]:
    """A question that waits, a draft that waits for a second reader, and an answer that two have signed."""
    lucia, until = someone("Lucia"), timezone.now() + timedelta(days=365)
    waiting = questions.ask(Asked("My neighbour Ana Silva says that honey cures every worry.", "en", "waiting"))
    said = Wrote("Long walks cure depression.", "overstated", "They help many people. They do not cure it alone.", "en",
                 ["G001", "G004"], until)  # fmt: skip
    draft = claims.write(said, lucia)
    signed = claims.write(replace(said, claim="Hot milk cures depression.", verdict="contradicted"), lucia)
    claims.read(signed, signed.digest, someone("Ravi"), Reads.confirm)
    return {"question": str(waiting.pk), "receipt": waiting.name_on_paper, "draft": str(draft.pk)}


def what_was_wrong(maker: Person) -> dict[str, str]:
    """A correction that two have signed, and one that waits for its second reviewer."""
    posts = [made.at_stage("public", maker, title) for title in ("Calm in one minute", "Calm in two minutes")]
    wrote = Found("It said that one minute is always enough.", "It takes time, and that is all right.", ["G001"])
    signed, waits = (corrections.write(post, post.digest or "", wrote, someone("Lucia")) for post in posts)
    corrections.sign(signed, signed.digest, someone("Ravi"), Signs.sign)
    return {"corrected": str(posts[0].post_id), "correction": str(waits.pk)}


def what_was_doubted(maker: Person) -> dict[str, str]:
    """A post that a professional doubts, and what their receipt is called."""
    post = made.at_stage("public", maker, "Calm in three minutes")
    said = Said(post.post_id, post.digest or "", [], "Three minutes are not enough for everyone.", "en", "doubted")
    sent = doubts.send(said, is_separate=True, by_professional=True)
    return {"doubted": str(post.post_id), "doubt": sent.name_on_paper}


def that_claims(author: Person, title: str) -> Revision:
    """It says one thing that guidance says too, at its second second, and names that guidance among others."""
    revision = made.walk(made.made(author, made.words(title)))
    cues = (Cue(0.0, 1.0, "Breathe in slowly."), Cue(1.0, 2.0, "Slow breathing can help people manage anxiety."))
    made.caption_and_source(revision, cues)
    guidance.name_sources(revision, ["G001", "G030"])
    said = {cues[1].text: Judged(ClaimSays.supported, statements=("G030",))}
    verdicts.judge(made.walk(revision), revision.digest or "", someone("Lucia"), said)
    return made.approve(revision, someone("Lucia"))


def what_is_campaigned_for(posts: list[str]) -> dict[str, str]:
    """A campaign that runs, one that is over, and one that waits for its second reader."""
    act = Act(exercise="breathing")
    running = campaign_of(posts, title="A kind week", slug="kind-week", languages=["en", "ar"], act=act)
    past_the_doors(posts[:1], "last-year", over_for=timedelta(days=30))
    waits = campaigns.propose(plan(posts, title="A calm month", slug="calm-month"), someone("Jonas"))
    return {"campaign": running.slug, "campaign_id": str(waits.pk)}


def in_arabic(author: Person, title: str) -> Revision:
    revision = made.walk(made.made(author, made.words(title, **ARABIC)))
    made.caption_and_source(revision, (Cue(0.0, 1.0, "تنفّس ببطء."), Cue(1.0, 2.0, "ثم أخرج الهواء.")))
    made.walk(revision)
    if revision.stage == "held":
        screening.release(revision, someone("Lucia"), True, "Read in full by a person who speaks the language.")
        made.walk(revision)
    return made.approve(revision, someone("Lucia"))


SCENES: dict[str, Callable[[], dict[str, str] | dict[str, object]]] = {"journeys": journeys, "canary": canary.sing}

if __name__ == "__main__":
    everyone()
    print(json.dumps(SCENES[sys.argv[1]]()))

"""Fills the demo: films made here, most of them public, and some posts waiting at every desk."""

import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID, uuid5

from django.conf import settings
from django.db import connection
from django.utils import timezone

from hearten.demo import asked, campaigns, paths, slides
from hearten.demo.films.render import render
from hearten.demo.films.script import Film, all_films
from hearten.demo.judged import judge
from hearten.demo.people import SPACE, NotHere, everyone, may_live_here, sign_ins
from hearten.demo.slides import Deck
from hearten.engines.captions import Cue
from hearten.features.accounts.models import Person
from hearten.features.corrections import actions as corrections
from hearten.features.corrections.actions import Wrote
from hearten.features.corrections.rules import Signs
from hearten.features.guidance import actions as guidance
from hearten.features.media import actions as media
from hearten.features.media.models import Original
from hearten.features.posts import actions as posts
from hearten.features.posts.actions import Words
from hearten.features.posts.models import Post, Revision
from hearten.features.review import actions as review
from hearten.features.review.rules import Heaviness, Leaves, Says, Weight
from hearten.features.screening import actions as screening
from hearten.features.studio import actions as studio
from hearten.flows.publish import publish

MAKERS = ("nadia", "amara", "tom", "mei", "kofi")
ONE_YEAR = timedelta(days=365)
People = dict[str, Person]
DESK = "untangling-anxiety"  # the film that waits for a reviewer; the others are public
# Who waits where besides: the same films under other words. key: film, title, what becomes of it
OTHERS: dict[str, tuple[str, str, str]] = {
    "demo-playable": ("breathe-with-this-shape", "A slow minute before an exam", "playable"),
    "demo-captioned": ("small-steps", "Three small things for Sunday", "captioned"),
    "demo-held": ("five-things-around-you", "What calmed me down for ever", "held"),
    "demo-waiting": ("breathe-with-this-shape", "Breathe with me in the morning", "in_review"),
    "demo-returned": ("when-stress-is-in-the-body", "My shoulders before a deadline", "returned"),
    "demo-rejected": ("small-steps", "Five foods that replace therapy", "rejected"),
    "demo-hidden": ("breathe-with-this-shape", "Breathing on the night bus", "hidden"),
    "demo-corrected": ("breathe-with-this-shape", "Calm in one minute", "corrected"),
}
HELD_WORDS = "This cures anxiety for good, and you can stop your tablets."
FOUND = Wrote(
    "The title said that one minute is enough to be calm.",
    "Slow breathing can help people manage anxiety. How long it takes differs from person to person.",
    ["G030"],
)
CHANGES = "Warm and clear. Please say once, in the last card, where someone can find help."
NO = "No guidance says that food replaces therapy, so this cannot be shown. A post on eating well and mood could."


def fill() -> int:
    """Make everyone and everything that is missing. Interrupted, it goes on where it was."""
    try:
        may_live_here()
    except NotHere as why:
        print(f"Nothing was written. {why}", file=sys.stderr)
        return 1
    people = everyone()
    begun = time.monotonic()
    films = all_films()
    with tempfile.TemporaryDirectory() as made, ProcessPoolExecutor(2) as draw, ThreadPoolExecutor(2) as walk:
        wanted = [film for film in films if not Post.objects.filter(pk=post_id(film.name)).exists()]
        drawn = {film.name: draw.submit(render, film, Path(made)) for film in wanted}
        makers = {film.name: people[MAKERS[place % len(MAKERS)]] for place, film in enumerate(films)}
        walked = [walk.submit(_in_thread, _film_to_its_place, people, makers[f.name], f, drawn[f.name]) for f in wanted]
        for place, done in enumerate(walked, 1):
            print(f"  {place} of {len(walked)}: {done.result()} ({time.monotonic() - begun:.0f} s)", flush=True)
    _others_wait(people, films)
    _cards_to_their_place(people)
    asked.fill(people["lucia"], people["ravi"])
    names = [film.name for film in films] + [deck.name for deck in slides.all_decks()]
    by_name = {name: post_id(name) for name in names}
    paths.fill(people["nadia"], people["lucia"], by_name)
    campaigns.fill(people["jonas"], people["lucia"], by_name)
    print_for_later(Path(settings.MEDIA_ROOT).parent / "people.txt")
    return 0


def print_for_later(path: Path) -> None:
    """Who can sign in, and the password: for the person who runs the demo alone."""
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(sign_ins(), encoding="utf-8")


def post_id(name: str) -> UUID:
    return uuid5(SPACE, name)


def _in_thread(do: Callable[..., str], *given: object) -> str:
    try:
        return do(*given)
    finally:
        connection.close()


def _film_to_its_place(people: People, maker: Person, film: Film, drawn: "Future[Path]") -> str:
    revision = _made(maker, film, drawn.result())
    _to(revision, film, people, "in_review" if film.name == DESK else "public")
    return film.title


def _to(revision: Revision, film: Film | Deck, people: People, place: str) -> None:
    """Along the road as far as `place`, each step by the one who would take it."""
    reviewer = people["lucia" if film.language == "es" or revision.post.author_id != people["nadia"].pk else "ravi"]
    _walk(revision)
    if place == "playable":
        return
    if place != "captioned":
        guidance.name_sources(revision, film.rests_on)
    _confirm(revision, film)
    if revision.stage == "held" and place != "held":
        screening.release(revision, reviewer, True, "Read in full by a person who speaks the language.")
        _walk(revision)
    if place in ("public", "hidden", "corrected"):
        _approve(revision, reviewer, film)
    if place in ("returned", "rejected"):
        says, because = (Says.ask_changes, CHANGES) if place == "returned" else (Says.reject, NO)
        review.turn_back(revision, revision.digest or "", reviewer, says, because)
    _walk(revision)
    if place == "hidden":
        posts.withdraw(revision.post, revision.post.author, "I want to change the ending first.")
    if place == "corrected":
        draft = corrections.write(revision, revision.digest or "", FOUND, people["lucia"])
        corrections.sign(draft, draft.digest, people["ravi"], Signs.sign)


def _made(maker: Person, film: Film, file: Path) -> Revision:
    with file.open("rb") as source:
        original = media.receive(maker, source, file.stat().st_size)
    words = Words(film.kind, film.language, film.title, film.text, film.topics)
    return studio.make(maker, words, original, post_id(film.name))


def _confirm(revision: Revision, film: Film | Deck) -> None:
    if film.cues:
        media.write_captions(revision, [Cue(*cue) for cue in film.cues])
        media.confirm_captions(revision)
    _walk(revision)


def _approve(revision: Revision, reviewer: Person, film: Film | Deck) -> None:
    judge(revision, reviewer)
    weight = Weight(Heaviness(film.heaviness), Leaves(film.leaves))
    because, until = "Demo: rests on the statements it names.", timezone.now() + ONE_YEAR
    review.approve(revision, revision.digest or "", reviewer, because, until, weight)


def _walk(revision: Revision) -> None:
    while publish.advance(str(revision.pk)):
        pass
    revision.refresh_from_db()


def _cards_to_their_place(people: People) -> None:
    for deck in slides.all_decks():
        if not Post.objects.filter(pk=post_id(deck.name)).exists():
            _to(slides.made(people["mei"], deck, post_id(deck.name)), deck, people, "public")


def _others_wait(people: People, films: tuple[Film, ...]) -> None:
    """So that every desk has work on it."""
    amara, by_name = people["amara"], {film.name: film for film in films}
    for key, (name, title, place) in OTHERS.items():
        film = replace(by_name[name], text=HELD_WORDS if place == "held" else by_name[name].text)
        revision = _again(amara, film, key, title)
        if revision:
            _to(revision, film, people, place)
    if not Post.objects.filter(pk=post_id("demo-unplayable")).exists():
        note = b"These are the notes for my video, not the video itself.\n"
        broken = media.receive(amara, BytesIO(note), len(note))
        words = Words("explain", "en", "What stigma sounds like", "", ("stigma",))
        _walk(studio.make(amara, words, broken, post_id("demo-unplayable")))


def _again(author: Person, film: Film, key: str, title: str) -> Revision | None:
    """The film a second time, without sending it twice: its original is here already."""
    if Post.objects.filter(pk=post_id(key)).exists():
        return None
    original = Original.objects.get(videos__revision__post_id=post_id(film.name), videos__revision__number=1)
    words = Words(film.kind, film.language, title, film.text, film.topics)
    return studio.make(author, words, original, post_id(key))

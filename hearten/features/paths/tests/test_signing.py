"""Two people, held by the database: what the pages ask of it is asked here behind their back too."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from hearten.features.accounts.models import Credential, RoleGrant
from hearten.features.guidance.models import Statement
from hearten.features.journal.models import Entry
from hearten.features.paths import actions, queries
from hearten.features.paths.models import Path, PublicPath, Signing
from hearten.features.paths.rules import Says
from hearten.features.posts.actions import lift_withdrawal, withdraw
from hearten.features.posts.models import Post
from tests.world.paths import path_of, plan
from tests.world.people import someone

pytestmark = pytest.mark.django_db
Public = Callable[..., str]


@pytest.fixture
def steps(public: Public) -> list[str]:
    return [public("First"), public("Second"), public("Third")]


def sign(path: Path, by: str, says: Says = Says.sign, because: str = "") -> None:
    actions.sign(path, path.digest, someone(by), says, because)


def code_of(path: Path, by: str, digest: str = "") -> str:
    with pytest.raises(actions.NotAsShown) as refused:
        actions.sign(path, digest or path.digest, someone(by), Says.sign)
    return refused.value.code


def is_public(slug: str = "a-first-path") -> bool:
    return queries.public_path(slug) is not None and PublicPath.objects.filter(slug=slug).exists()


def test_a_path_is_public_when_another_has_signed_it_and_not_before(steps: list[str]) -> None:
    made = actions.propose(plan(steps), someone("Nadia"))
    assert not is_public() and queries.public_paths() == [] and queries.posts_of("a-first-path") == []
    sign(made, "Lucia")
    assert is_public() and queries.posts_of("a-first-path") == steps


def test_nobody_signs_their_own_path_not_even_past_the_pages(steps: list[str]) -> None:
    made = actions.propose(plan(steps), someone("Lucia"))
    assert code_of(made, "Lucia") == "HE002"
    with pytest.raises(IntegrityError, match="nobody_signs_their_own_path"), transaction.atomic():
        Signing.objects.create(
            path=made, digest=made.digest, says="sign", proposer=someone("Lucia"), by=someone("Lucia"), is_demo=False
        )
    with (
        pytest.raises(IntegrityError, match="signing_names_the_proposer"),
        transaction.atomic(),
        connection.cursor() as c,
    ):
        Signing.objects.create(
            path=made, digest=made.digest, says="sign", proposer=someone("Ravi"), by=someone("Lucia"), is_demo=False
        )
        c.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert not is_public()


def test_only_a_reviewer_whose_profession_was_checked_signs(steps: list[str]) -> None:
    made = actions.propose(plan(steps), someone("Ravi"))
    assert {code_of(made, name) for name in ("Nadia", "Amara", "Omar", "Mei")} == {"HE003"}
    Credential.objects.filter(person=someone("Lucia")).update(until=timezone.now() - timedelta(days=1))
    assert code_of(made, "Lucia") == "HE003"


def test_what_was_signed_are_exactly_these_bytes(steps: list[str]) -> None:
    made = actions.propose(plan(steps), someone("Ravi"))
    assert code_of(made, "Lucia", "0" * 64) == "HE001"
    with pytest.raises(IntegrityError), transaction.atomic():
        Path.objects.filter(pk=made.pk).update(slug="another")
    with pytest.raises(DatabaseError), transaction.atomic():
        Path.objects.create(slug="x", language="en", manifest="{}", digest="0" * 64, proposer=someone("Ravi"),
                            until=timezone.now() + timedelta(days=1))  # fmt: skip


def test_whoever_lost_their_profession_since_is_not_signed_for(steps: list[str]) -> None:
    made = actions.propose(plan(steps), someone("Nadia"))
    RoleGrant.objects.filter(person=someone("Nadia")).update(ended_at=timezone.now())
    assert code_of(made, "Lucia") == "HE005"
    with pytest.raises(actions.MayNotPropose):
        actions.propose(plan(steps), someone("Nadia"))


@pytest.mark.parametrize("who", ["Amara", "Mei", "Omar"])
def test_a_path_is_proposed_by_someone_whose_profession_was_checked(steps: list[str], who: str) -> None:
    with pytest.raises(actions.MayNotPropose):
        actions.propose(plan(steps), someone(who))


def test_it_is_signed_once_and_the_second_is_told(steps: list[str]) -> None:
    made = actions.propose(plan(steps), someone("Nadia"))
    sign(made, "Lucia")
    with pytest.raises(actions.AlreadySigned):
        sign(made, "Ravi", Says.send_back, "Too long.")
    assert is_public()


def test_sent_back_it_says_why_and_stays_out_of_sight(steps: list[str]) -> None:
    made = actions.propose(plan(steps), someone("Nadia"))
    with pytest.raises(actions.NeedsReason):
        sign(made, "Lucia", Says.send_back, " ")
    sign(made, "Lucia", Says.send_back, "The second post comes too early.")
    assert not is_public() and queries.sent_back_to(someone("Nadia")) == [made]


def test_it_lapses(steps: list[str]) -> None:
    read = path_of(steps, slug="still-here")
    before = timezone.now() - timedelta(days=9)
    facts = {name: getattr(read, name) for name in ("manifest", "digest", "language", "proposer")}
    old = Path.objects.create(slug="a-first-path", at=before, until=before + timedelta(days=8), **facts)
    Signing.objects.create(path=old, digest=old.digest, says="sign", proposer=old.proposer, by=someone("Lucia"),
                           is_demo=False)  # fmt: skip
    assert is_public("still-here") and not is_public("a-first-path")


def test_it_stands_for_two_years_at_most(steps: list[str]) -> None:
    made = actions.propose(plan(steps, until=timezone.now() + timedelta(days=800)), someone("Ravi"))
    assert code_of(made, "Lucia") == "HE004"


def test_a_post_that_is_withdrawn_drops_out_and_a_path_with_one_left_is_not_shown(steps: list[str]) -> None:
    path_of(steps)
    _first, second, third = (Post.objects.get(pk=step) for step in steps)
    withdraw(second, second.author)
    assert queries.posts_of("a-first-path") == [steps[0], steps[2]]
    withdraw(third, third.author)
    assert not is_public() and queries.public_paths() == []
    lift_withdrawal(third, third.author)
    assert queries.posts_of("a-first-path") == [steps[0], steps[2]]


def test_a_question_whose_source_was_reworded_takes_its_path_out_of_sight(steps: list[str]) -> None:
    path_of(steps)
    Statement.objects.filter(code="G015").update(text="It can happen to some people.")
    assert not is_public()


def test_a_question_whose_source_was_withdrawn_takes_its_path_out_of_sight(steps: list[str]) -> None:
    path_of(steps)
    Statement.every.filter(code="G008").update(withdrawn_at=timezone.now())
    assert not is_public()


def test_a_new_path_takes_the_place_of_the_old_and_taking_it_back_does_not_bring_the_old_one_back(
    steps: list[str],
) -> None:
    path_of(steps)
    later = path_of(steps[:2], title="A better path")
    course = queries.public_path("a-first-path")
    assert course and course.path.said["title"] == "A better path" and queries.posts_of("a-first-path") == steps[:2]
    actions.retract(later, someone("Lucia"), "It was wrong.")
    assert not is_public()


def test_it_is_taken_back_by_who_made_it_or_a_reviewer_and_nobody_else(steps: list[str]) -> None:
    made = path_of(steps, proposer="Nadia")
    for name in ("Amara", "Omar"):
        with pytest.raises(actions.MayNotPropose):
            actions.retract(made, someone(name), "I do not like it.")
    for _twice in range(2):
        actions.retract(made, someone("Nadia"), "It was wrong.")
    assert not is_public()
    assert Entry.objects.filter(did="path.retracted").count() == 1


@pytest.mark.parametrize("number", [0, 1, 13])
def test_a_path_has_two_to_twelve_posts(public: Public, number: int) -> None:
    same = [public(f"Post {at}") for at in range(min(number, 2))]
    with pytest.raises(actions.NotAPath):
        actions.propose(plan((same * 7)[:number] if number else []), someone("Ravi"))


def test_what_is_not_public_is_no_step(steps: list[str]) -> None:
    post = Post.objects.get(pk=steps[0])
    withdraw(post, post.author)
    with pytest.raises(actions.NotAPath):
        actions.propose(plan(steps), someone("Ravi"))


def test_a_heavy_post_without_relief_after_it_is_no_step(public: Public) -> None:
    light, heavy = public("Light", leaves="neither", kind="explain"), public("Heavy", heaviness=2)
    with pytest.raises(actions.NotAPath):
        actions.propose(plan([light, heavy]), someone("Ravi"))


def test_when_the_relief_after_a_heavy_post_is_withdrawn_the_heavy_one_goes_too(public: Public) -> None:
    one, heavy, relief = public("One"), public("Heavy", heaviness=2), public("Relief")
    last = public("Last", kind="explain", leaves="neither")
    path_of([one, heavy, relief, last])
    post = Post.objects.get(pk=relief)
    withdraw(post, post.author)
    assert queries.posts_of("a-first-path") == [one, last]

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from hearten.features.accounts.models import Person
from hearten.features.journal import queries as journal
from hearten.features.posts import actions, queries, rules
from hearten.features.posts.models import Post, Revision, Withdrawal
from tests.world.posts import words

Made = Callable[..., Revision]


@given(st.dictionaries(st.text(), st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists)))
def test_the_same_content_has_the_same_digest_in_whatever_order_it_was_written(content: dict[str, object]) -> None:
    other_way_round = dict(reversed(list(content.items())))
    assert rules.canonical(content) == rules.canonical(other_way_round)


@pytest.mark.parametrize("stage", list(rules.Stage))
def test_what_is_sealed_never_changes_whatever_its_stage(stage: str) -> None:
    assert not rules.may_change(stage, sealed=True)
    assert rules.may_change(stage, sealed=False) == (stage in ("received", "playable", "captioned"))


def test_only_who_hid_a_post_or_an_operator_may_show_it_again() -> None:
    assert rules.may_lift(withdrawn_by_author=True, asked_by_author=True, asked_by_operator=False)
    assert not rules.may_lift(withdrawn_by_author=False, asked_by_author=True, asked_by_operator=False)
    assert rules.may_lift(withdrawn_by_author=False, asked_by_author=False, asked_by_operator=True)


@pytest.mark.django_db
def test_a_new_version_gets_the_next_number_and_leaves_the_old_one(amara: Person) -> None:
    first = actions.begin(amara, words())
    second = actions.revise(first.post, amara, words("Another title"))
    first.refresh_from_db()
    assert (first.number, first.title, second.number) == (1, "A slow breath", 2)
    assert queries.is_replaced(first)
    assert not queries.is_replaced(second)
    assert queries.latest(first.post) == second


@pytest.mark.django_db
def test_nobody_makes_a_new_version_of_another_persons_post(amara: Person, tom: Person) -> None:
    first = actions.begin(amara, words())
    with pytest.raises(actions.NotYours):
        actions.revise(first.post, tom, words())
    assert queries.post_of(tom, first.post_id) is None


@pytest.mark.django_db
def test_hiding_twice_is_hiding_once_and_is_in_the_journal_once(amara: Person) -> None:
    post = actions.begin(amara, words()).post
    actions.withdraw(post, amara)
    actions.withdraw(post, amara)
    assert Withdrawal.objects.filter(post=post).count() == 1
    assert [entry.did for entry in journal.about(f"post:{post.pk}")].count("post.withdrawn") == 1
    actions.lift_withdrawal(post, amara)
    actions.lift_withdrawal(post, amara)
    assert queries.standing_withdrawal(post) is None


@pytest.mark.django_db
def test_the_database_itself_refuses_to_change_what_is_sealed(amara: Person) -> None:
    revision = actions.begin(amara, words())
    digest = actions.seal(revision, {"title": "A slow breath"})
    assert actions.seal(revision, {"title": "Something else"}) == digest
    for change in ("title = 'x'", "manifest = '{}'", "digest = NULL, manifest = NULL", "language = 'fr'"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE posts_revision SET {change} WHERE id = %s", [revision.pk])


@pytest.mark.django_db
def test_a_digest_that_is_not_of_its_content_is_refused(amara: Person) -> None:
    revision = actions.begin(amara, words())
    with pytest.raises(IntegrityError), transaction.atomic():
        Revision.objects.filter(pk=revision.pk).update(manifest="{}", digest="0" * 64)


@pytest.mark.django_db
def test_a_post_never_changes_hands(amara: Person, tom: Person) -> None:
    post = actions.begin(amara, words()).post
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(pk=post.pk).update(author=tom)

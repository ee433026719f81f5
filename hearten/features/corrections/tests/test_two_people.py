"""A correction is shown as two people signed it, neither of them the maker of the post; what was wrong goes at once."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from hearten.features.accounts.models import Credential, RoleGrant
from hearten.features.corrections import actions, queries
from hearten.features.corrections.actions import Wrote
from hearten.features.corrections.models import Correction, Retraction, Signature
from hearten.features.corrections.rules import Signs
from hearten.features.corrections.tests.conftest import RIGHT, WRONG, draft_about, signed
from hearten.features.guidance.models import Statement
from hearten.features.journal import queries as journal
from hearten.features.posts import actions as posts
from hearten.features.posts.models import Withdrawal
from hearten.features.review import actions as review
from hearten.features.review import queries as public
from hearten.features.studio import actions as studio
from tests.world.people import someone
from tests.world.posts import approve, caption_and_source, walk, words

pytestmark = pytest.mark.django_db


def is_public(post):
    return public.public_post(str(post.post_id)) is not None


def refused(draft, by, says=Signs.sign, because="", digest=""):
    with pytest.raises(actions.NotAsShown) as refusal, transaction.atomic():
        actions.sign(draft, digest or draft.digest, someone(by), says, because)
    return refusal.value.code


def test_writing_takes_the_post_out_of_sight_at_once_and_shows_no_word_of_it(a_post):
    post = a_post("public")
    draft = draft_about(post)
    assert not is_public(post) and queries.latest(9) == [] and queries.of_post(post.post_id) is None
    assert Withdrawal.objects.get().because == WRONG
    actions.sign(draft, draft.digest, someone("Ravi"), Signs.sign)
    shown = queries.of_post(post.post_id)
    assert shown and (shown.wrong, shown.right, shown.title) == (WRONG, RIGHT, post.title)
    assert [line["id"] for line in shown.statements] == ["G001"] and not is_public(post)
    assert (shown.author_name, shown.by_name) == (someone("Lucia").name, someone("Ravi").name)
    noted = [entry.did for entry in journal.about(draft.name_in_journal)][-3:]
    assert noted == ["post.withdrawn", "correction.written", "correction.read"]


@pytest.mark.parametrize("by", ["Lucia", "Amara", "Tom", "Nadia", "Omar", "Ines", "Mei"])
def test_only_another_reviewer_signs_and_never_the_maker_of_the_post(a_draft, by):
    assert refused(a_draft(), by) in ("HE002", "HE003") and queries.latest(9) == []


def test_a_reviewer_does_not_correct_or_sign_about_a_post_they_made(a_post):
    own = a_post("public", author=someone("Ravi"))
    with pytest.raises(actions.MayNotCorrect):
        draft_about(own, "Ravi")
    assert is_public(own)
    assert refused(draft_about(own), "Ravi") == "HE002"


@pytest.mark.parametrize("by", ["Amara", "Nadia", "Omar", "Ines", "Mei"])
def test_who_is_no_reviewer_writes_none_and_takes_none_back(a_post, a_correction, by):
    post = a_post("public")
    with pytest.raises(actions.MayNotCorrect):
        draft_about(post, by)
    with pytest.raises(actions.MayNotCorrect):
        actions.retract(a_correction(), someone(by), "I would like to.")
    assert is_public(post)


def test_a_profession_that_lapsed_on_either_side_stops_it(a_post, a_draft):
    post = a_post("public")
    for name, code in (("Lucia", "HE007"), ("Ravi", "HE003")):
        draft = a_draft()
        with transaction.atomic():
            Credential.objects.filter(person=someone(name)).update(until=timezone.now() - timedelta(days=1))
            assert refused(draft, "Ravi") == code
            if name == "Lucia":
                with pytest.raises(actions.MayNotCorrect):
                    draft_about(post)
            transaction.set_rollback(True)


def test_a_role_that_ended_stops_the_signature(a_draft):
    draft = a_draft()
    RoleGrant.objects.filter(person=someone("Ravi")).update(ended_at=timezone.now())
    assert refused(draft, "Ravi") == "HE003"


def test_other_words_than_those_shown_are_not_signed(a_draft):
    assert refused(a_draft(), "Ravi", digest="0" * 64) == "HE001"


def test_guidance_that_changed_meanwhile_stops_the_signature(a_draft):
    draft = a_draft()
    Statement.objects.filter(code="G001").update(text="The sea is wide.")
    assert refused(draft, "Ravi") == "HE005"
    actions.sign(draft, draft.digest, someone("Ravi"), Signs.send_back, "Guidance says something else now.")
    assert queries.latest(9) == []


def test_guidance_that_this_site_does_not_hold_is_not_named(a_post):
    post = a_post("public")
    for codes in (["G999"], ["G001", "nothing"]):
        with pytest.raises(actions.NeedsStatement):
            draft_about(post, statements=codes)
    assert is_public(post) and draft_about(post, statements=[]).said["statements"] == []


def test_of_two_at_the_desk_the_second_is_told_and_one_who_sends_twice_makes_one(a_post):
    post = a_post("public")
    first = draft_about(post)
    assert draft_about(post).pk == first.pk and Correction.objects.count() == 1
    for author, words_of_it in (("Ravi", WRONG), ("Lucia", "Something else.")):
        with pytest.raises(actions.AlreadyWaiting):
            draft_about(post, author, wrong=words_of_it)
    signed(first)
    with pytest.raises(actions.AlreadySigned):
        signed(first)
    assert Signature.objects.count() == 1


def test_what_is_sent_back_says_why_and_can_be_written_anew(a_post):
    post = a_post("public")
    draft = draft_about(post)
    with pytest.raises(actions.NeedsReason):
        actions.sign(draft, draft.digest, someone("Ravi"), Signs.send_back, " ")
    actions.sign(draft, draft.digest, someone("Ravi"), Signs.send_back, "Please say it more kindly.")
    assert queries.latest(9) == [] and not is_public(post)
    assert signed(draft_about(post, right="It can help.")) and queries.of_post(post.post_id).right == "It can help."


def test_taken_back_it_is_out_of_sight_at_once_and_the_post_does_not_come_back_by_itself(a_correction):
    made = a_correction()
    for _twice in (1, 2):
        actions.retract(made, someone("Lucia"), "It was right after all.")
    assert queries.latest(9) == [] and Retraction.objects.count() == 1
    assert public.public_post(str(made.post_id)) is None
    assert refused(made, "Ravi") == "HE001"


def test_what_was_found_wrong_is_not_put_back_while_a_correction_stands_or_waits(a_post):
    post = a_post("public")
    draft = draft_about(post)
    review.put_back(post.post, someone("Omar"))
    assert not is_public(post)
    signed(draft)
    assert not is_public(post)
    actions.retract(draft, someone("Ravi"), "It was right after all.")
    assert is_public(post)


def test_after_a_correction_is_sent_back_an_operator_can_put_the_post_back(a_post):
    post = a_post("public")
    draft = draft_about(post)
    actions.sign(draft, draft.digest, someone("Ravi"), Signs.send_back, "Nothing in it is wrong.")
    assert not is_public(post)
    review.put_back(post.post, someone("Omar"))
    assert is_public(post)


def test_beside_a_new_version_that_is_right_the_correction_stands(a_post):
    post = a_post("public")
    signed(draft_about(post))
    newer = studio.change(post.post, someone("Amara"), words("A slow breath, put right"))
    walk(newer)
    caption_and_source(newer)
    approve(walk(newer), someone("Ravi"))
    assert not is_public(post)
    review.put_back(post.post, someone("Omar"))
    shown = public.public_post(str(post.post_id))
    assert shown and shown.digest == newer.digest
    beside = queries.of_post(post.post_id)
    assert beside and beside.title == post.title and beside.was == post.digest


def test_a_post_that_never_was_public_has_nothing_to_correct(a_post, lucia):
    for stage in ("received", "captioned", "held", "in_review", "returned", "rejected"):
        assert queries.corrected(lucia, a_post(stage).post_id) is None
    assert queries.corrected(lucia, a_post("hidden").post_id)
    own = a_post("public", author=someone("Ravi"))
    assert queries.corrected(someone("Ravi"), own.post_id) is None


def test_a_post_its_maker_hid_can_be_corrected_and_they_do_not_show_it_again(a_post):
    hidden = a_post("hidden")
    draft_about(hidden)
    with pytest.raises(posts.NotYours):
        posts.lift_withdrawal(hidden.post, hidden.post.author)


@pytest.mark.parametrize("role", ["hearten_web", "hearten_worker", "hearten_edge"])
def test_no_process_of_ours_can_write_a_signature_or_change_what_was_said(a_correction, role):
    made = a_correction()
    for sql in (
        "INSERT INTO corrections_signature (correction_id) VALUES (1)",
        "UPDATE corrections_signature SET says = 'sign'",
        f"UPDATE corrections_correction SET manifest = '' WHERE id = {made.pk}",
        "DELETE FROM corrections_correction", "DELETE FROM corrections_signature",
        "DELETE FROM corrections_retraction", "UPDATE corrections_retraction SET because = ''",
    ):  # fmt: skip
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            as_role(role, sql)


def test_the_worker_and_the_edge_cannot_open_the_door_of_signing(a_draft):
    draft, ravi = a_draft(), someone("Ravi")
    sign = f"SELECT sign_correction({draft.pk}, '{draft.digest}', '{ravi.pk}', 'sign', '')"
    for role in ("hearten_worker", "hearten_edge"):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            as_role(role, sign)
    as_role("hearten_web", sign)
    assert len(queries.latest(9)) == 1


@pytest.mark.parametrize("says", ["publish", "", "SIGN", "<script>"])
def test_the_database_takes_no_other_word_for_a_signature(a_draft, says):
    draft = a_draft()
    assert refused(draft, "Ravi", says=says, because="Because.") == "23514"


def test_not_even_the_owner_signs_alone_or_changes_what_was_signed(a_draft, a_correction):
    draft, lucia, ravi, amara = a_draft(), someone("Lucia"), someone("Ravi"), someone("Amara")
    row = {"correction": draft, "post": draft.post, "digest": draft.digest, "says": "sign", "maker": amara,
           "author": lucia, "by": ravi, "is_demo": False}  # fmt: skip
    for wrong, name in (
        ({"by": lucia}, "nobody_signs_their_own_correction"), ({"by": amara}, "nobody_signs_about_their_own_post"),
        ({"digest": "0" * 64}, "signature_of_exactly_this"), ({"author": amara}, "signature_of_exactly_this"),
        ({"maker": someone("Tom")}, "signature_of_exactly_this"),
    ):  # fmt: skip
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Signature.objects.create(**row | wrong)
            connection.check_constraints()
    made = a_correction()
    for rows, facts in ((Correction.objects.filter(pk=made.pk), {"was": "0" * 64}),
                        (Signature.objects.filter(pk=made.pk), {"by_name": "Somebody"})):  # fmt: skip
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            rows.update(**facts)


def test_a_correction_is_of_bytes_that_were_approved_and_of_their_real_maker(a_post):
    waiting, lucia = a_post("in_review"), someone("Lucia")
    row = {"post": waiting.post, "was": waiting.digest, "maker": waiting.post.author, "author": lucia,
           "manifest": "{}", "digest": "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"}  # fmt: skip
    with pytest.raises(IntegrityError, match="of_what_was_approved"), transaction.atomic():
        Correction.objects.create(**row)
    shown = a_post("public")
    of_another = {"post": shown.post, "was": shown.digest, "maker": someone("Tom")}
    with pytest.raises(IntegrityError, match="names_the_maker"), transaction.atomic():
        Correction.objects.create(**row | of_another)
    with pytest.raises(IntegrityError, match="digest_is_of_manifest"), transaction.atomic():
        Correction.objects.create(**row | of_another | {"maker": shown.post.author, "digest": "0" * 64})


def test_each_step_is_news_to_the_edge_within_the_same_moment(a_post):
    """A trigger tells of it in the same transaction: NOTIFY is sent when that ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'shelf_news'")
        assert {name for (name,) in cursor.fetchall()} >= {
            "corrections_correction", "corrections_signature", "corrections_retraction"
        }  # fmt: skip


def test_the_newest_stand_first_and_pages_follow_each_other(a_correction):
    made = [a_correction() for _ in range(3)]
    shown = queries.latest(9)
    assert [one.id for one in shown] == [one.pk for one in reversed(made)]
    assert [one.id for one in queries.latest(9, before=shown[0].id)] == [one.id for one in shown[1:]]
    assert queries.latest(9, before=999_999) == []


def test_a_long_word_of_what_was_wrong_is_cut_only_where_its_maker_is_told(a_post):
    post = a_post("public")
    long = "x" * 600
    draft = actions.write(post, post.digest, Wrote(long, long), someone("Lucia"))
    assert len(Withdrawal.objects.get().because) == 500 and draft.said["wrong"] == long


def as_role(role, sql):
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
        cursor.execute(sql)
        cursor.execute("RESET ROLE")

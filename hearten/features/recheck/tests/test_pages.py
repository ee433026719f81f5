"""The pages on which two people change guidance: who may open them, what they show, what a hostile person sends."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hearten.config import commands
from hearten.config.checks import changes as command
from hearten.engines.captions import Cue
from hearten.features.accounts.models import Credential
from hearten.features.guidance.actions import load_packs, name_sources
from hearten.features.guidance.models import Change, Statement
from hearten.features.posts.actions import withdraw
from hearten.features.posts.models import Revision
from hearten.features.recheck import actions
from hearten.features.recheck.models import Reopening
from hearten.features.verdicts.models import ClaimVerdict
from hearten.flows import recheck
from tests.world.people import at_the_desk, someone
from tests.world.posts import approve, at_stage, caption_and_source, walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("twins", "statements")]
Packs = Callable[..., Path]
NEW = {"statement": "Depression is <b>common</b>, and it can be treated."}
WHY = "The fact sheet was <i>revised</i>."
NEW_CHANGE = "/desk/guidance/new/"


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def propose(client: Client, **other: str) -> Change:
    shown = re.findall(r'name="shown" value="(\w{64})"', page(client, NEW_CHANGE))[0]
    answer = client.post(NEW_CHANGE, {"shown": shown, "because": WHY} | other)
    assert answer.status_code == 302
    return Change.objects.get(stage="proposed")


def say(client: Client, change: Change, applies: str = "yes", follow: bool = False, **other: str):
    facts = {"digest": change.digest, "applies": applies, "because": "I looked too."}
    return client.post(reverse("answer_change", args=[change.pk]), facts | other, follow=follow)


def follow(change: Change) -> None:
    """Let the worker bring everything to the desk."""
    recheck.change.advance(str(change.pk))
    for one in Reopening.objects.all():
        recheck.reopening.advance(str(one.pk))
    for revision in Revision.objects.filter(stage="received"):
        walk(revision)


def test_two_reviewers_change_guidance_with_their_browsers_alone(packs: Packs) -> None:
    post, lucia, ravi = (
        at_stage("public", someone("Amara"), "Out in the open"),
        at_the_desk("Lucia"),
        at_the_desk("Ravi"),
    )
    packs(G001=NEW)
    assert "1 line differs" in page(lucia, "/desk/guidance/")
    shown = page(lucia, NEW_CHANGE)
    assert "1 post goes out of sight" in shown and "<del>" in shown and "<ins>" in shown
    change = propose(lucia)
    assert Client().get(reverse("post", args=[post.post_id])).status_code == 200
    assert "You proposed it" in page(lucia, reverse("change", args=[change.pk]))
    assert "It waits for a second person." in page(ravi, "/desk/guidance/")
    answer = say(ravi, change)
    assert answer.status_code == 302
    assert "Applied. 1 post went out of sight" in page(ravi, answer["Location"])
    assert Client().get(reverse("post", args=[post.post_id])).status_code == 404
    assert "on its way to the desk" in page(lucia, reverse("change", args=[change.pk]))
    follow(change)
    batch = page(lucia, reverse("change", args=[change.pk]))
    assert "Out in the open" in batch and "It waits for your answer." in batch
    assert (
        reverse("case", args=[post.post_id, 2]) in batch
        and lucia.get(reverse("case", args=[post.post_id, 2])).status_code == 200
    )
    approve(Revision.objects.get(post=post.post_id, number=2), someone("Lucia"))
    assert "A new version is public." in page(ravi, reverse("change", args=[change.pk]))
    assert Client().get(reverse("post", args=[post.post_id])).status_code == 200


def test_the_public_page_keeps_what_was_said_before_and_who_changed_it(packs: Packs, client: Client) -> None:
    before, gone = Statement.objects.get(code="G001").text, Statement.objects.get(code="G012").text
    packs(G001=NEW, G012=None)
    say(at_the_desk("Ravi"), propose(at_the_desk("Lucia")))
    shown = page(client, "/guidance/depression/")
    assert "Depression is &lt;b&gt;common&lt;/b&gt;" in shown and "<b>common" not in shown
    kept = shown.split("Earlier wordings")[1].split("</details>")[0]
    assert before in kept and "Changed by Lucia, after a second look by Ravi" in kept
    no_longer = shown.split("no longer says")[1]
    assert gone in no_longer and 'id="G012"' in no_longer and shown.count('id="G012"') == 1


def test_a_topic_of_which_all_was_withdrawn_says_so_at_its_old_address(packs: Packs, client: Client) -> None:
    codes = Statement.objects.filter(topic="autism").values_list("code", flat=True)
    packs(**dict.fromkeys(codes))
    say(at_the_desk("Ravi"), propose(at_the_desk("Lucia")))
    assert not Statement.objects.filter(topic="autism").exists()
    assert f'id="{Statement.every.filter(topic="autism")[0].code}"' in page(client, "/guidance/autism/")


def test_a_post_that_its_author_has_hidden_is_not_counted_among_those_that_go_out_of_sight(packs: Packs) -> None:
    hidden, ravi = at_stage("public", someone("Amara")), at_the_desk("Ravi")
    at_stage("public", someone("Tom"))
    withdraw(hidden.post, someone("Amara"))
    packs(G001=NEW)
    change = propose(at_the_desk("Lucia"))
    assert "1 post goes out of sight" in page(ravi, reverse("change", args=[change.pk]))
    assert "1 post went out of sight" in say(ravi, change, follow=True).content.decode()
    assert Reopening.objects.count() == 2


@pytest.mark.parametrize("name", ["Amara", "Nadia", "Omar", "Ines", "Mei"])
def test_these_pages_do_not_exist_for_anyone_who_is_no_reviewer(packs: Packs, name: str) -> None:
    packs(G001=NEW)
    change, client = propose(at_the_desk("Lucia")), at_the_desk(name)
    for path in ("/desk/guidance/", NEW_CHANGE, reverse("change", args=[change.pk])):
        assert client.get(path).status_code == 404
    assert say(client, change).status_code == 404 and client.post(NEW_CHANGE, {}).status_code == 404
    assert Change.objects.get().stage == "proposed"


def test_a_visitor_is_asked_to_sign_in(client: Client) -> None:
    assert reverse("account_login") in client.get("/desk/guidance/")["Location"]


def test_whoever_proposed_it_may_only_take_it_back(packs: Packs) -> None:
    packs(G001=NEW)
    lucia = at_the_desk("Lucia")
    change = propose(lucia)
    shown = page(lucia, reverse("change", args=[change.pk]))
    assert "Take it back" in shown and "apply it" not in shown
    assert say(lucia, change).status_code == 400
    assert Change.objects.get().stage == "proposed"
    assert say(lucia, change, "no").status_code == 302
    assert Change.objects.get().stage == "declined"


def test_a_reviewer_whose_profession_is_no_longer_checked_changes_nothing(packs: Packs) -> None:
    packs(G001=NEW)
    change, ravi = propose(at_the_desk("Lucia")), at_the_desk("Ravi")
    Credential.objects.filter(person=someone("Ravi")).delete()
    assert say(ravi, change).status_code in (400, 409) and Change.objects.get().stage == "proposed"


def test_sending_the_answer_twice_says_so_and_keeps_the_words(packs: Packs) -> None:
    packs(G001=NEW)
    change, ravi = propose(at_the_desk("Lucia")), at_the_desk("Ravi")
    say(ravi, change)
    again = say(ravi, change, because="My second thought.")
    assert again.status_code == 409 and "My second thought." in again.content.decode()


def test_files_that_change_behind_the_page_are_not_proposed(packs: Packs) -> None:
    packs(G001=NEW)
    lucia = at_the_desk("Lucia")
    shown = re.findall(r'name="shown" value="(\w{64})"', page(lucia, NEW_CHANGE))[0]
    packs(G012=None)
    assert lucia.post(NEW_CHANGE, {"shown": shown, "because": WHY}).status_code == 409
    assert not Change.objects.exists()


@pytest.mark.parametrize("sent", [
    {}, {"applies": "maybe"}, {"because": " "}, {"digest": "x"}, {"digest": "\x00" * 64}, {"because": "x" * 5000},
])  # fmt: skip
def test_a_broken_answer_is_asked_for_again_and_changes_nothing(packs: Packs, sent: dict[str, str]) -> None:
    packs(G001=NEW)
    change, ravi = propose(at_the_desk("Lucia")), at_the_desk("Ravi")
    facts = {"digest": change.digest, "applies": "yes", "because": "Fine."} | sent if sent else {}
    assert ravi.post(reverse("answer_change", args=[change.pk]), facts).status_code == 400
    assert Change.objects.get().stage == "proposed"


def test_files_that_are_torn_are_named_and_the_page_stands(packs: Packs) -> None:
    root = packs()
    (root / "who" / "2027-01.jsonl").write_bytes(b'{"id": "<script>"}\n')
    for path in ("/desk/guidance/", NEW_CHANGE):
        shown = page(at_the_desk("Lucia"), path)
        assert "The files cannot be read" in shown and "<script>" not in shown.split("<main")[1]


def test_what_was_proposed_and_why_are_shown_as_words(packs: Packs) -> None:
    packs(G001=NEW)
    lucia = at_the_desk("Lucia")
    change = propose(lucia)
    for path in ("/desk/guidance/", reverse("change", args=[change.pk])):
        shown = page(lucia, path)
        assert "<i>revised" not in shown and "<b>common" not in shown and "&lt;i&gt;revised" in shown


def test_a_reviewer_does_not_meet_their_own_post_in_a_batch(packs: Packs) -> None:
    at_stage("public", someone("Ravi"), "My own words")
    packs(G001=NEW)
    change, ravi = propose(at_the_desk("Lucia")), at_the_desk("Ravi")
    say(ravi, change)
    assert Reopening.objects.count() == 1
    assert "My own words" not in page(ravi, reverse("change", args=[change.pk]))


def test_the_command_shows_the_difference_word_by_word_and_proposes_it(
    packs: Packs, capsys: pytest.CaptureFixture[str]
) -> None:
    root = str(packs(G001={"statement": "Depression is a rare mental disorder."}, G012=None))
    assert command.diff(root) == 1
    said = capsys.readouterr().out
    assert "G012 withdrawn: posts that rest on it would go out of sight" in said and "{+rare +}" in said
    assert command.propose(root, "nobody@example.org", WHY) == command.propose(root, "lucia@example.org") == 2
    someone("Lucia"), someone("Amara")
    assert command.propose(root, "amara@example.org", WHY) == 2 and not Change.objects.exists()
    assert command.propose(root, "lucia@example.org", WHY) == 0 and command.propose(root, "lucia@example.org", WHY) == 2
    assert Change.objects.get().proposed_by.name == "Lucia"


def test_a_new_version_of_hearten_says_what_its_files_would_change_and_applies_nothing(packs: Packs) -> None:
    root, before = packs(), Statement.objects.get(code="G001").text
    assert commands._news_of_guidance() == ""
    packs(G001=NEW)
    load_packs(root)
    assert "in 1 lines. Nothing of that is applied" in commands._news_of_guidance()
    assert Statement.objects.get(code="G001").text == before
    (root / "who" / "2027-01.jsonl").write_text("{")
    assert "what is in force stays as it is" in commands._news_of_guidance()


def test_an_author_learns_why_nobody_sees_their_post(packs: Packs) -> None:
    post = at_stage("public", someone("Amara"))
    change = actions.propose(packs(G001=NEW), someone("Lucia"), WHY)
    actions.answer(change, change.digest, someone("Ravi"), True, "I looked too.")
    client = Client()
    client.force_login(someone("Amara"))
    assert "Guidance that this post rests on has changed" in page(client, reverse("status", args=[post.post_id]))


CHANGED = "Guidance that this post rests on has changed"
LATER = "Depression is very common, and it can be treated."


def apply(packs: Packs, **said: dict[str, str] | None) -> Change:
    packs(**said)
    change = propose(at_the_desk("Lucia"))
    say(at_the_desk("Ravi"), change)
    follow(change)
    return change


def test_the_desk_says_which_posts_are_back_because_guidance_changed_and_why(packs: Packs) -> None:
    before, ravi = Statement.objects.get(code="G001").text, at_the_desk("Ravi")
    post = at_stage("public", someone("Amara"))
    at_stage("in_review", someone("Tom"))
    assert CHANGED not in page(ravi, reverse("desk"))
    change = apply(packs, G001={"statement": LATER})
    desk = page(ravi, reverse("desk"))
    assert f'href="/desk/guidance/{change.pk}/">Guidance changed: 2 posts to look at again' in desk
    assert desk.count(CHANGED) == 2
    case = page(ravi, reverse("case", args=[post.post_id, 2]))
    told = case.split(CHANGED)[1].split("</section>")[0]
    assert before in told and LATER in told and f"/desk/guidance/{change.pk}/#G001" in told
    assert case.index(CHANGED) < case.index("What is said")


def test_once_it_was_signed_again_nothing_is_said_to_have_changed(packs: Packs) -> None:
    post, ravi = at_stage("public", someone("Amara")), at_the_desk("Ravi")
    apply(packs, G001={"statement": LATER})
    approve(Revision.objects.get(post=post.post_id, number=2), someone("Lucia"))
    client = Client()
    client.force_login(someone("Amara"))
    for shown in (page(ravi, reverse("desk")), page(client, reverse("status", args=[post.post_id]))):
        assert CHANGED not in shown and "Guidance changed" not in shown


def test_a_statement_withdrawn_under_a_waiting_post_is_told_to_its_reviewer_and_its_author(packs: Packs) -> None:
    post, amara = at_stage("playable", someone("Amara")), Client()
    caption_and_source(post)
    name_sources(post, ["G001", "G104"])
    post, gone = walk(post), Statement.objects.get(code="G001").text
    apply(packs, G001=None)
    assert Revision.objects.get(post=post.post_id, number=2).stage == "in_review"
    amara.force_login(someone("Amara"))
    reviewer = page(at_the_desk("Ravi"), reverse("case", args=[post.post_id, 2]))
    for shown in (reviewer, page(amara, reverse("status", args=[post.post_id]))):
        told = shown.split(CHANGED)[1].split("</section>")[0]
        assert gone in told and "Withdrawn" in told


CLAIM = "Suicides can be prevented."


def test_a_verdict_from_before_guidance_changed_is_not_shown_as_if_it_stood(packs: Packs) -> None:
    posts = {}
    for name in ("Tom", "Amara"):
        posts[name] = at_stage("playable", someone(name))
        caption_and_source(posts[name], (Cue(0.0, 1.0, CLAIM),))
        walk(posts[name])
    tom, lucia = posts["Tom"], at_the_desk("Lucia")
    case = reverse("case", args=[posts["Amara"].post_id, 1])
    said = {"revision": tom, "digest": tom.digest, "text": CLAIM, "language": "en", "says": "supported"}
    ClaimVerdict.objects.create(**said, reviewer=someone("Ravi"), at=timezone.now() - timedelta(days=1))
    assert "Said before of words like these" in page(lucia, case)
    apply(packs, G104={"statement": "Most suicides can be prevented where people get help in time."})
    assert "Said before of words like these" not in page(lucia, case)
    ClaimVerdict.objects.create(**said, reviewer=someone("Ravi"))
    assert "Said before of words like these" in page(lucia, case)

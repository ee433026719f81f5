"""A reader says that something is wrong: they see what it rests on, help comes first, and a receipt is all there is."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from hearten.features.doubts import actions, queries, rules
from hearten.features.doubts.models import Doubt
from hearten.features.doubts.tests.conftest import UNTRUE
from hearten.features.journal.models import Entry
from hearten.features.posts import actions as posts
from hearten.features.questions.rules import KEPT
from tests.hostile.words import NAUGHTY
from tests.world.people import someone

pytestmark = pytest.mark.django_db
GRAVE_WORDS = {
    "en": "I want to kill myself tonight.", "es": "Quiero matarme esta noche.", "fr": "Je veux me tuer ce soir.",
    "pt": "Quero me matar hoje à noite.", "ar": "أريد أن أقتل نفسي الليلة.", "hi": "मैं आज रात मरना चाहता हूँ।",
}  # fmt: skip
GRAVE = "You matter more than any answer"
NOBODYS = "00000000-0000-4000-8000-000000000000"


def address(post) -> str:
    return reverse("doubt", args=[post.post_id])


def facts(post, **other):
    return {"text": UNTRUE, "language": "en", "digest": post.digest, "once": "0" * 32} | other


def send(visitor: Client, post, **other):
    return visitor.post(address(post), facts(post, **other))


def body(answer) -> str:
    return answer.content.decode()


def test_what_a_post_rests_on_is_shown_before_anything_can_be_sent(visitor, post):
    shown = body(visitor.get(address(post)))
    form = shown[shown.index("<form method") :]
    assert post.title in shown and form.index("What this rests on") < form.index("<textarea") < form.index("<button")
    (source,) = queries.shown(post.post_id).sources
    assert escape(source["statement"]) in form and f'href="{source["url"]}"' in form and shown.count("<h1") == 1


def test_who_looks_or_sends_gets_no_cookie_and_nothing_says_who_they_are(visitor, post):
    assert not visitor.get(address(post)).cookies
    sent = send(visitor, post)
    assert sent.status_code == 302 and not sent.cookies and "no-store" in sent.headers["Cache-Control"]
    assert re.fullmatch(r"/is-it-wrong/([a-z]{4}-){2}[a-z]{4}", sent.url)
    kept = Doubt.objects.get()
    assert (kept.post_id, kept.digest, kept.text) == (post.post_id, post.digest, UNTRUE) and not kept.by_professional
    assert not {"person", "by", "author", "address", "user"} & {field.name for field in Doubt._meta.get_fields()}
    assert [one.did for one in Entry.objects.filter(about=kept.name_in_journal)] == ["doubt.sent"]
    assert not Entry.objects.filter(detail__icontains="two minutes").exists()


def test_a_statement_may_be_marked_without_a_word(visitor, post):
    code = queries.shown(post.post_id).sources[0]["id"]
    assert send(visitor, post, text="", marked=code).status_code == 302
    assert Doubt.objects.get().marked == [code]


@pytest.mark.parametrize("wrong", [{"text": " "}, {"text": "x" * 1001}, {"text": "x", "marked": "G999"},
                                   {"text": "x", "language": "tlh"}, {"text": "x\0"}, {"digest": "x"}])  # fmt: skip
def test_what_says_nothing_or_too_much_is_not_sent_and_stays_in_the_box(visitor, post, wrong):
    answer = send(visitor, post, **wrong)
    assert answer.status_code == 400 and not Doubt.objects.exists()
    assert "Please look again at:" in body(answer)


def test_the_same_form_twice_is_one_doubt_with_one_receipt(visitor, post):
    first, again = send(visitor, post), send(visitor, post)
    assert first.url == again.url and Doubt.objects.count() == 1
    assert send(visitor, post, once="1" * 32).url != first.url


def test_three_forms_of_one_household_count_once(visitor, post):
    for n in range(3):
        send(visitor, post, once=f"{n:032x}")
    visitor.post(address(post), facts(post, once="f" * 32), REMOTE_ADDR="203.0.113.9")
    assert sorted(Doubt.objects.values_list("is_separate", flat=True)) == [False, False, True, True]


def test_a_receipt_never_shows_what_was_written_nor_about_which_post(visitor, post):
    shown = visitor.get(send(visitor, post).url)
    assert "A professional is reading" in body(shown) and "noindex" in shown.headers["X-Robots-Tag"]
    assert UNTRUE not in body(shown) and post.title not in body(shown) and str(post.post_id) not in body(shown)
    assert "Is it a hard moment?" in body(shown) and "no-store" in shown.headers["Cache-Control"]


@pytest.mark.parametrize("wrong", ["aaaa-bbbb-cccc", "x", "%00", "a" * 3000, "' or 1=1", "ﬃ" * 4])
def test_a_receipt_that_was_never_given_is_not_found(visitor, wrong):
    assert visitor.get(f"/is-it-wrong/{wrong}").status_code == 404


def test_a_receipt_of_a_question_opens_no_doubt(visitor, post):
    receipt = send(visitor, post).url.rpartition("/")[2]
    assert visitor.get(f"/is-it-true/{receipt}").status_code == 404


@pytest.mark.parametrize("language", GRAVE_WORDS)
def test_such_words_bring_help_first_and_are_sent_only_when_someone_sends_them_again(visitor, post, language):
    answer = send(visitor, post, text=GRAVE_WORDS[language], language=language)
    main = body(answer).split('<main id="main"')[1]
    assert answer.status_code == 200 and not Doubt.objects.exists()
    assert main.index(GRAVE) < main.index("<h1>") and GRAVE_WORDS[language] in main.split("<textarea")[1]
    again = send(visitor, post, text=GRAVE_WORDS[language], language=language, after_help="1")
    assert again.status_code == 302 and Doubt.objects.get().level >= 2


def test_help_is_there_also_when_the_form_is_wrong_the_post_is_gone_or_nobody_can_send_now(visitor, post, monkeypatch):
    grave = {"text": GRAVE_WORDS["en"], "after_help": "1"}
    monkeypatch.setattr(rules, "MOST_WAITING", 0)
    answers = [send(visitor, post, **grave), send(visitor, post, **grave | {"digest": ""}),
               send(visitor, post, **grave | {"digest": "0" * 64})]  # fmt: skip
    posts.withdraw(post.post, post.post.author)
    answers.append(send(visitor, post, **grave))
    assert [answer.status_code for answer in answers] == [503, 400, 409, 404]
    assert all(GRAVE in body(answer) and GRAVE_WORDS["en"] in body(answer) for answer in answers)


def test_who_writes_very_often_is_told_to_wait_and_loses_nothing(visitor, post):
    for n in range(20):
        assert send(visitor, post, once=f"{n:032x}").status_code == 302
    answer = send(visitor, post, once="f" * 32, text="Milk is white.")
    assert answer.status_code == 429 and "Please wait an hour" in body(answer) and "Milk is white." in body(answer)


def test_a_crowd_at_one_post_takes_no_place_from_another(visitor, post, a_post, monkeypatch):
    monkeypatch.setattr(rules, "MOST_OF_ONE_POST", 1)
    assert [send(visitor, post, once=f"{n:032x}").status_code for n in (1, 2)] == [302, 503]
    assert send(visitor, a_post("public"), once="3" * 32).status_code == 302


def test_a_post_that_is_not_public_has_no_such_page_and_one_that_was_corrected_leads_to_what_is_right(
    visitor, a_post, a_correction
):
    for stage in ("in_review", "held", "hidden"):
        assert visitor.get(address(a_post(stage))).status_code == 404
    corrected = a_correction()
    assert visitor.get(address(corrected)).url == reverse("post", args=[corrected.post_id])


def test_of_a_post_that_went_meanwhile_nothing_is_sent_and_the_words_are_shown_once_more(visitor, post):
    posts.withdraw(post.post, post.post.author)
    gone = send(visitor, post)
    assert gone.status_code == 404 and UNTRUE in body(gone) and not Doubt.objects.exists()
    never = visitor.post(reverse("doubt", args=[NOBODYS]), facts(post))
    assert body(never).replace(NOBODYS, "") == body(gone).replace(str(post.post_id), "")


def test_a_post_that_changed_meanwhile_is_looked_at_again_first(visitor, post):
    answer = send(visitor, post, digest="0" * 64)
    assert answer.status_code == 409 and f'value="{post.digest}"' in body(answer) and UNTRUE in body(answer)


def test_only_someone_whose_profession_was_checked_may_say_so_and_their_name_is_not_kept(post):
    for number, (name, may) in enumerate([("Nadia", True), ("Lucia", True), ("Mei", False), ("Amara", False)]):
        client = Client()
        client.force_login(someone(name))
        assert ('name="professional"' in body(client.get(address(post)))) is may
        client.post(address(post), facts(post, professional="on", once=f"{number:032x}"))
        assert Doubt.objects.latest("pk").by_professional is may
    assert not Entry.objects.filter(did="doubt.sent", actor__isnull=False).exists()


def test_no_doubt_takes_anything_out_of_sight_however_many_there_are(visitor, post, a_doubt):
    for _each in range(30):
        a_doubt(by_professional=True)
    assert visitor.get(reverse("post", args=[post.post_id])).status_code == 200


@pytest.mark.parametrize("text", NAUGHTY)
def test_whatever_someone_types_is_answered_as_text(visitor, post, text):
    answer = send(visitor, post, text=text, after_help="1")
    assert answer.status_code in (302, 400)
    if answer.status_code == 400:
        assert "<script>alert" not in body(answer)


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt", "ar", "hi"])
def test_the_page_is_there_in_every_language_and_begins_with_that_language(visitor, post, language):
    prefix = "" if language == "en" else f"/{language}"
    shown = body(visitor.get(f"{prefix}/post/{post.post_id}/wrong"))
    assert re.search(rf'<option value="{language}" selected', shown)
    assert ('<html lang="ar" dir="rtl"' in shown) is (language == "ar") or language != "ar"


def test_a_doubt_that_names_someone_is_marked_for_those_who_read_it(a_doubt):
    assert a_doubt("My neighbour Anna Berg at Hill School, 555 014 2277, says it is wrong.").has_details
    assert not a_doubt().has_details


def test_what_was_written_is_erased_after_ninety_days_and_the_post_stays(a_doubt, post):
    old, new, closed = a_doubt(), a_doubt(), a_doubt()
    long_ago = timezone.now() - timedelta(days=91)
    Doubt.objects.filter(pk__in=[old.pk, closed.pk]).update(at=long_ago)
    Doubt.objects.filter(pk=closed.pk).update(declined="spam", declined_at=timezone.now())
    assert actions.forget(timezone.now() - KEPT) == 1
    assert set(Doubt.objects.all()) == {new, closed} and queries.shown(post.post_id)

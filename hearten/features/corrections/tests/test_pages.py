"""Corrections through their pages: who may, what everybody reads, and what stays unsaid until it is signed."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from hearten.features.corrections import queries
from hearten.features.corrections.models import Correction, Signature
from hearten.features.corrections.tests.conftest import RIGHT, WRONG, draft_about, signed
from hearten.features.review import actions as review
from hearten.features.review import queries as public
from hearten.features.studio import actions as studio
from tests.world.people import at_the_desk, someone
from tests.world.posts import approve, caption_and_source, walk, words

pytestmark = pytest.mark.django_db
NOBODY = "00000000-0000-4000-8000-000000000000"


def desk(post):
    return reverse("correct", args=[post.post_id])


def facts(post, **other):
    return {"wrong": WRONG, "right": RIGHT, "statements": "g001, G001", "was": post.digest} | other


def read(address, client=None):
    answer = (client or Client()).get(address)
    return answer.status_code, answer.content.decode()


def test_a_reviewer_writes_another_signs_and_everybody_reads_it_where_the_post_was(a_post):
    post, address = a_post("public"), None
    address = reverse("post", args=[post.post_id])
    made = at_the_desk("Lucia").post(desk(post), facts(post))
    draft = Correction.objects.get()
    assert made.url == reverse("correction", args=[draft.pk]) and read(address)[0] == 404
    says = {"says": "sign", "because": "", "digest": draft.digest}
    assert at_the_desk("Ravi").post(reverse("sign_correction", args=[draft.pk]), says).status_code == 302
    status, shown = read(address)
    assert status == 200 and WRONG in shown and RIGHT in shown and post.title in shown
    assert "<video" not in shown and "Get help now" in shown and shown.count("<h1") == 1
    assert "Depression" in shown or "depression" in shown  # the words of G001
    listed = read(reverse("corrections"))[1]
    assert WRONG in listed and RIGHT in listed and someone("Ravi").name in listed


def test_beside_a_new_version_that_is_right_everybody_reads_what_had_been_wrong(a_post):
    post = a_post("public")
    signed(draft_about(post))
    newer = walk(studio.change(post.post, someone("Amara"), words("A slow breath, put right")))
    caption_and_source(newer)
    approve(walk(newer), someone("Ravi"))
    address = reverse("post", args=[post.post_id])
    assert "put right" not in read(address)[1]
    review.put_back(post.post, someone("Omar"))
    status, shown = read(address)
    assert status == 200 and "A slow breath, put right</span></h1>" in shown and "<video" in shown
    assert "This post was corrected on" in shown and WRONG in shown and RIGHT in shown


def test_a_plain_withdrawal_stays_a_page_that_is_not_there(a_post):
    post = a_post("public")
    review.take_down(post.post, someone("Lucia"), "A name is in it.")
    assert read(reverse("post", args=[post.post_id]))[0] == 404
    assert read(reverse("post", args=[NOBODY]))[0] == 404


def test_what_waits_was_sent_back_or_taken_back_is_nowhere_in_public(a_draft, a_correction):
    waiting, back, gone = a_draft(wrong="zqwaiting"), a_draft(wrong="zqsentback"), a_correction(wrong="zqtakenback")
    at_the_desk("Ravi").post(
        reverse("sign_correction", args=[back.pk]), {"says": "send_back", "because": "Kinder.", "digest": back.digest}
    )
    at_the_desk("Ravi").post(reverse("retract_correction", args=[gone.pk]), {"because": "It was right."})
    pages = ["/", "/corrections/", *(f"/post/{one.post_id}" for one in (waiting, back, gone))]
    heard = "".join(read(page)[1] for page in pages)
    assert not [word for word in ("zqwaiting", "zqsentback", "zqtakenback") if word in heard]
    shown = at_the_desk("Ravi").get(reverse("corrections_desk")).content.decode()
    assert "zqwaiting" in shown and "zqsentback" not in shown


@pytest.mark.parametrize("name", ["Amara", "Nadia", "Omar", "Ines", "Mei", "Tom"])
def test_the_desk_of_corrections_does_not_exist_for_anyone_who_is_no_reviewer(a_post, a_draft, name):
    post, draft, client = a_post("public"), a_draft(), at_the_desk(name)
    assert client.post(desk(post), facts(post)).status_code == client.get(desk(post)).status_code == 404
    assert client.get(reverse("corrections_desk")).status_code == 404
    assert client.get(reverse("correction", args=[draft.pk])).status_code == 404
    says = {"says": "sign", "digest": draft.digest}
    assert client.post(reverse("sign_correction", args=[draft.pk]), says).status_code == 404
    assert public.public_post(str(post.post_id)) and not Signature.objects.exists()


def test_a_visitor_signs_in_first_and_a_password_alone_does_not_open_it(a_post, lucia):
    post, client = a_post("public"), Client()
    assert client.post(desk(post), facts(post)).status_code == 302
    client.force_login(lucia)
    assert client.post(desk(post), facts(post)).status_code == 403
    assert public.public_post(str(post.post_id))


def test_who_made_the_post_finds_nothing_about_it_at_the_desk(a_post):
    own = a_post("public", author=someone("Ravi"))
    client, draft = at_the_desk("Ravi"), None
    assert client.get(desk(own)).status_code == client.post(desk(own), facts(own)).status_code == 404
    draft = draft_about(own, wrong="zqabouthim")
    assert client.get(reverse("correction", args=[draft.pk])).status_code == 404
    assert "zqabouthim" not in client.get(reverse("corrections_desk")).content.decode()
    says = {"says": "sign", "digest": draft.digest}
    assert client.post(reverse("sign_correction", args=[draft.pk]), says).status_code == 404


def test_who_wrote_it_is_not_offered_to_sign_it(a_draft):
    address = reverse("correction", args=[a_draft().pk])
    own, other = (at_the_desk(name).get(address).content.decode() for name in ("Lucia", "Ravi"))
    assert "You wrote this." in own and "Sign it" not in own and "Take it back" in own
    assert "You wrote this." not in other and "Sign it" in other


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"wrong": " "}, "wrong"), ({"wrong": "x"}, "wrong"), ({"right": ""}, "right"), ({"wrong": "x" * 601}, "wrong"),
     ({"right": "x" * 601}, "right"), ({"statements": "G999"}, "statements"),
     ({"statements": "<script>"}, "statements"), ({"was": ""}, "was"), ({"was": "0"}, "was"),
     ({"right": "no\x00"}, "right")],
)  # fmt: skip
def test_a_mistake_is_named_what_was_typed_is_kept_and_the_post_stays(a_post, wrong, field):
    post = a_post("public")
    answer = at_the_desk("Lucia").post(desk(post), facts(post) | wrong)
    shown = answer.content.decode()
    assert answer.status_code == 400 and field in answer.context["form"].errors
    assert ("wrong" in wrong or WRONG in shown) and "<script>" not in shown
    assert public.public_post(str(post.post_id)) and not Correction.objects.exists()


def test_another_version_than_the_one_shown_is_not_corrected_and_the_words_are_kept(a_post):
    post = a_post("public")
    answer = at_the_desk("Lucia").post(desk(post), facts(post, was="0" * 64))
    assert answer.status_code == 409 and WRONG in answer.content.decode() and not Correction.objects.exists()


def test_sending_twice_makes_one_and_a_second_reviewer_is_shown_the_first(a_post):
    post, lucia = a_post("public"), at_the_desk("Lucia")
    first = lucia.post(desk(post), facts(post))
    assert lucia.post(desk(post), facts(post)).url == first.url and Correction.objects.count() == 1
    ravi = at_the_desk("Ravi")
    assert first.url in ravi.get(desk(post)).content.decode()
    again = ravi.post(desk(post), facts(post, right="Something else."))
    assert again.status_code == 409 and "Something else." in again.content.decode()


def test_signing_twice_is_answered_with_a_sentence(a_draft):
    draft = a_draft(author="Ravi")
    says, address = {"says": "sign", "digest": draft.digest}, reverse("sign_correction", args=[draft.pk])
    assert at_the_desk("Lucia").post(address, says).status_code == 302
    again = at_the_desk("Lucia").post(address, says)
    assert again.status_code == 409 and "has read this already" in again.content.decode()


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "{{ 7*7 }} {% now %}", "'; DROP TABLE x;--"])
def test_strange_words_are_kept_as_words_everywhere(a_correction, words):
    made = a_correction(wrong=words, right=words)
    for address in (f"/post/{made.post_id}", "/corrections/", f"/ar/post/{made.post_id}"):
        status, shown = read(address)
        assert status == 200 and "<script>alert" not in shown and escape(words) in shown


def test_a_correction_in_arabic_reads_from_right_to_left(a_correction, monkeypatch):
    made = a_correction()
    shown = read(f"/ar/post/{made.post_id}")[1]
    assert 'lang="ar" dir="rtl"' in shown and f'lang="en" dir="ltr">{made.said["title"]}' in shown


def test_older_ones_have_pages_of_their_own_and_nonsense_in_the_address_is_the_first(a_correction, monkeypatch):
    monkeypatch.setattr("hearten.features.corrections.rules.AT_ONCE", 2)
    made = [a_correction(wrong=f"zqnumber{n}") for n in range(3)]
    first = read("/corrections/")[1]
    assert "zqnumber2" in first and "zqnumber1" in first and "zqnumber0" not in first
    assert f"?before={made[1].pk}" in first
    older = read(f"/corrections/?before={made[1].pk}")[1]
    assert "zqnumber0" in older and "zqnumber1" not in older and "Older ones" not in older
    for nonsense in ("x", "-1", "9" * 40, "१", "1 OR 1=1", "\x00"):
        assert read(f"/corrections/?before={nonsense}")[0] == 200


def test_nothing_to_correct_is_said_kindly(db):
    assert "Nothing had to be corrected so far." in read("/corrections/")[1]


def test_a_page_of_corrections_asks_the_database_once(a_correction, django_assert_max_num_queries):
    for _ in range(3):
        made = a_correction()
    with django_assert_max_num_queries(1):
        read("/corrections/")
    with django_assert_max_num_queries(2):
        read(f"/post/{made.post_id}")


def test_the_page_of_a_public_post_leads_a_reviewer_to_correcting_it(a_post):
    post, waiting = a_post("public"), a_post("in_review")
    sight = [reverse("take_down", args=[one.post_id]) for one in (post, waiting)]
    lucia = at_the_desk("Lucia")
    assert desk(post) in lucia.get(sight[0]).content.decode()
    assert "Correct it in public" not in lucia.get(sight[1]).content.decode()
    assert lucia.get(desk(waiting)).status_code == 404
    assert queries.corrected(someone("Lucia"), waiting.post_id) is None

"""What everyone sees on Sources: the claims a reviewer confirmed, at their second, above the guidance that says so."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.utils import timezone

from hearten.engines.captions import Cue
from hearten.features.feed import queries as feed
from hearten.features.guidance import actions as guidance
from hearten.features.guidance.models import Statement
from hearten.features.posts import actions as posts
from hearten.features.review import actions, queries
from hearten.features.review.models import Approval
from hearten.features.review.tests.test_desk import page, said
from hearten.features.review.tests.test_promise import PUBLISH, acting_as, insert_approval, refused
from hearten.features.screening.models import ClaimFound
from hearten.features.verdicts import actions as verdicts
from hearten.features.verdicts import queries as verdict_queries
from hearten.features.verdicts.rules import ClaimSays, Judged, shown_beside
from tests.world.people import at_the_desk, someone
from tests.world.posts import LIGHT, caption_and_source, made, walk, words

pytestmark = pytest.mark.django_db
TRUE, OTHER = "Suicides can be prevented.", "Slow breathing can help people manage anxiety."
LONG = ("Regular exercise and sleep", "can help people with depression.")
GOOD = Judged(ClaimSays.supported)
HOSTILE = 'Slow breathing helps anxiety <script>alert("zq")</script> {{ 7 }} \u202e'


@pytest.fixture
def waiting(twins, statements):
    """A post on the desk whose captions say this, and which rests on what stands beside the claims it makes."""

    def of(*cues, rests=None, **other):
        facts = words(**other)
        said = tuple(Cue(float(n), n + 1.0, text) for n, text in enumerate(cues))
        return rests_on(said, facts, rests or nearest(rests_on(said, facts, ["G001"])))

    return of


def rests_on(said, facts, codes):
    revision = walk(made(someone("Amara"), facts))
    caption_and_source(revision, said)
    guidance.name_sources(revision, codes)
    return walk(revision)


def nearest(revision):
    """Of each claim the statement that stands first beside it, and one that stands beside none."""
    beside = [one.statements for one in ClaimFound.objects.filter(screening__revision=revision)]
    taken = {code for codes in beside for code in codes}
    other = Statement.objects.exclude(code__in=taken).order_by("code").first()
    return sorted({codes[0] for codes in beside if codes} | {other.code})


def judge(post, **by_words):
    judged = {
        text: Judged(ClaimSays(says), says == "contradicted", "x", resting(post, text))
        for text, says in by_words.items()
    }
    verdicts.judge(post, post.digest, someone("Lucia"), judged)


def resting(post, text):
    """What a reviewer could choose: of what stands beside the claim, what the post names."""
    beside = ClaimFound.objects.filter(screening__revision=post, text=text).first().statements[:3]
    return tuple(code for code in beside if code in named(post))


def named(post):
    return {one["id"] for one in json.loads(post.manifest)["sources"]}


def approve(post, **more):
    until = timezone.now() + timedelta(days=9)
    actions.approve(post, post.digest, someone("Lucia"), "Accurate and kind.", until, LIGHT, **more)
    return walk(post)


def shown(post):
    return feed.card(post.post_id)


def test_a_confirmed_claim_is_public_at_its_second_beside_what_it_rests_on(waiting, lucia, client):
    post = waiting("Hello to you.", TRUE)
    judge(post, **{TRUE: "supported"})
    approve(post)
    card = shown(post)
    (claim,) = card["claims"]
    assert claim["text"] == TRUE and claim["places"] == [{"where": "transcript", "second": 1, "at": "0:01–0:02"}]
    assert claim["statements"] == card["claimed"] and set(card["claimed"]) < {one["id"] for one in card["sources"]}
    html = unescape(client.get(f"/post/{post.post_id}").content.decode())
    place = html.index("What this rests on")
    order = [html.index(words, place) for words in (TRUE, f'/post/{post.post_id}?t=1"', card["sources"][0]["title"])]
    assert order == sorted(order) and "More of what guidance says" in html
    said_once = [html.count(f"<p>{one['statement']}</p>") for one in card["sources"]]
    assert said_once == [1] * len(card["sources"])


@pytest.mark.parametrize("says", [one.value for one in ClaimSays if one != ClaimSays.supported])
def test_a_claim_that_the_reviewer_did_not_confirm_is_never_among_them(waiting, lucia, client, says):
    if says in ("outdated", "unsupported"):
        says = "contradicted"  # the three that stand only where the post puts them right
    post = waiting(TRUE, OTHER)
    judge(post, **{TRUE: "supported", OTHER: says})
    approve(post)
    assert [one["text"] for one in shown(post)["claims"]] == [TRUE]
    assert OTHER not in json.dumps(Approval.objects.get().claims)


def test_the_last_verdict_counts_and_only_on_these_bytes(waiting, lucia):
    post, another = waiting(TRUE, OTHER), waiting(TRUE, OTHER)
    judge(another, **{TRUE: "supported", OTHER: "supported"})
    judge(post, **{TRUE: "supported", OTHER: "not_a_claim"})
    judge(post, **{TRUE: "needs_context", OTHER: "supported"})
    approve(post)
    assert [one["text"] for one in shown(post)["claims"]] == [OTHER]


def test_only_guidance_that_the_post_names_stands_beneath_a_claim(waiting, lucia):
    post = waiting(TRUE, rests=["G001", "G002", "G003", "G104"])
    judge(post, **dict.fromkeys(verdict_queries.claims(post), "supported"))
    (text,) = verdict_queries.claims(post)
    near = tuple(ClaimFound.objects.get(screening__revision=post).statements)
    verdicts.judge(post, post.digest, lucia, {text: Judged(ClaimSays.supported, statements=("G999", *near, "G104"))})
    approve(post)
    found = [code for one in Approval.objects.get().claims for code in one["statements"]]
    assert "G104" in found and found == [code for code in (*near, "G104") if code in named(post)]


def test_no_machine_ties_a_claim_to_guidance_only_a_reviewer_does(waiting, lucia):
    post = waiting(TRUE)
    verdicts.judge(post, post.digest, lucia, {TRUE: GOOD})
    approve(post)
    assert ClaimFound.objects.get(screening__revision=post).statements and Approval.objects.get().claims == []


def test_at_the_desk_a_reviewer_chooses_which_guidance_says_so(waiting, lucia):
    post, client = waiting(TRUE), at_the_desk("Lucia")
    html, (code, *_) = client.get(page(post)).content.decode(), resting(post, TRUE)
    offered = re.findall(r'name="rests_1" value="(\w+)"', html)
    assert tuple(offered) == resting(post, TRUE) and not re.search(r'name="rests_1"[^>]*checked', html)
    sent = {"digest": post.digest, "says_1": "supported", "rests_1": [code]}
    assert client.post(page(post, "judge"), sent | {"rests_1": ["G999"]}).status_code == 400
    assert client.post(page(post, "judge"), sent).status_code == 302
    assert verdict_queries.confirmed(post)[0]["statements"] == [code]
    assert re.search(r'name="rests_1"[^>]*checked', client.get(page(post)).content.decode())
    client.post(page(post, "judge"), sent | {"says_1": "overstated"})
    assert verdict_queries.confirmed(post) == [] and verdict_queries.judged(post)[TRUE].statements == ()


def test_a_claim_without_guidance_that_the_post_names_is_left_out(waiting, lucia, client):
    far = Statement.objects.exclude(topic__in=["suicide", "suicide prevention"]).order_by("-code").first()
    post = waiting(TRUE, rests=[far.code])
    judge(post, **dict.fromkeys(verdict_queries.claims(post), "supported"))
    approve(post)
    assert Approval.objects.get().claims == [] and "claims" not in shown(post)
    assert far.text in unescape(client.get(f"/post/{post.post_id}").content.decode())


def test_a_claim_over_two_captions_ends_with_the_second(waiting, lucia):
    post = waiting("Hello to you.", *LONG)
    (claim,) = ClaimFound.objects.filter(screening__revision=post)
    judge(post, **{claim.text: "supported"})
    (one,) = verdict_queries.confirmed(post)
    assert one["places"] == [{"where": "transcript", "from": 1.0, "to": 3.0}]
    assert shown_beside([one])["claims"][0]["places"][0]["at"] == "0:01–0:03"


def test_what_is_said_twice_stands_once_with_both_its_places(waiting, lucia):
    post = waiting("Hello to you.", TRUE, title=TRUE.rstrip("."), text=TRUE)
    judge(post, **dict.fromkeys(verdict_queries.claims(post), "supported"))
    places = {one["text"]: [place["where"] for place in one["places"]] for one in verdict_queries.confirmed(post)}
    assert sorted(places[TRUE]) == ["text", "transcript"] and places[TRUE.rstrip(".")] == ["title"]
    (one,) = shown_beside(verdict_queries.confirmed(post))["claims"]
    assert {place["where"] for place in one["places"]} == {"title", "text", "transcript"}


def test_what_was_signed_before_shows_as_it_always_did(a_post, lucia, client):
    waiting = a_post("in_review")
    with connection.cursor() as cursor:
        cursor.execute(insert_approval(), [waiting.post_id, waiting.digest, waiting.post.author_id, lucia.pk])
        cursor.execute(PUBLISH, [waiting.post_id, waiting.digest])
    assert Approval.objects.get().claims == []
    card, html = shown(waiting), unescape(client.get(f"/post/{waiting.post_id}").content.decode())
    assert "claims" not in card and "claimed" not in card
    assert "More of what guidance says" not in html and f"<p>{card['sources'][0]['statement']}</p>" in html


def test_the_desk_shows_before_signing_exactly_what_becomes_public(waiting, lucia, client):
    post = waiting("Hello to you.", TRUE, OTHER)
    judge(post, **{TRUE: "supported", OTHER: "needs_context"})
    html = at_the_desk("Lucia").get(page(post)).content.decode()
    before = on_sources(html[html.index("This will be public on Sources") :])
    assert TRUE in before and OTHER not in before
    at_the_desk("Lucia").post(page(post, "decide"), said(post) | hidden(html))
    walk(post)
    html = client.get(f"/post/{post.post_id}").content.decode()
    assert on_sources(html[html.index('id="sources"') :]) == before


def on_sources(html):
    """The words of it, without the way into the film, which the desk has elsewhere."""
    part = html[html.index("<ul") : html.index("Told in our own words.")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", part)).split())


def hidden(html):
    return dict(re.findall(r'<input type="hidden" name="(claims)" value="(\w{64})"', html))


def test_a_verdict_given_while_somebody_reads_makes_them_look_again_before_they_sign(waiting, lucia):
    post, client = waiting(TRUE, OTHER), at_the_desk("Lucia")
    judge(post, **{TRUE: "supported", OTHER: "needs_context"})
    form = hidden(client.get(page(post)).content.decode())
    assert form
    more = Judged(ClaimSays.supported, statements=resting(post, OTHER))
    verdicts.judge(post, post.digest, someone("Ravi"), {OTHER: more})
    assert client.post(page(post, "decide"), said(post) | form).status_code == 409
    assert not Approval.objects.exists()
    assert (
        client.post(page(post, "decide"), said(post) | hidden(client.get(page(post)).content.decode())).status_code
        == 302
    )


def test_words_that_bite_stay_words(waiting, lucia, client):
    post = waiting("Hello to you.", HOSTILE)
    judge(post, **dict.fromkeys(verdict_queries.claims(post), "supported"))
    approve(post)
    assert any("<script>" in one["text"] for one in shown(post)["claims"])
    for html in (client.get(f"/post/{post.post_id}").content.decode(), client.get("/").content.decode(),
                 client.get(f"/post/{post.post_id}/words").content.decode()):  # fmt: skip
        assert '<script>alert("zq")' not in html and "alert(&quot;zq&quot;)" in html and "{{ 7 }}" in html


def test_nobody_changes_what_was_signed_and_the_edge_reads_it(waiting, lucia):
    post = waiting(TRUE)
    judge(post, **dict.fromkeys(verdict_queries.claims(post), "supported"))
    approve(post)
    assert refused("hearten_web", "UPDATE review_approval SET claims = '[]'", []) == "42501"
    with acting_as("hearten_edge") as cursor:
        cursor.execute(f"SELECT {queries.COLUMNS} FROM public_post")
        read = queries.as_public_post(cursor.fetchone())
    assert read.claims == Approval.objects.get().claims != []


def test_of_a_withdrawn_post_no_claim_is_left(waiting, lucia, client):
    post = waiting(TRUE)
    judge(post, **dict.fromkeys(verdict_queries.claims(post), "supported"))
    approve(post)
    posts.withdraw(post.post, post.post.author, "for now")
    assert shown(post) is None and client.get(f"/post/{post.post_id}").status_code == 404


@pytest.mark.parametrize(
    ("asked", "begins"), [("7", "#t=7"), ("0", ""), ("-3", ""), ("1e3", ""), ("9" * 9, ""), ("<b>", "")]
)
def test_without_script_the_film_begins_at_the_second_that_was_asked_for(a_post, client, asked, begins):
    post = a_post("public")
    html = client.get(f"/post/{post.post_id}", {"t": asked}).content.decode()
    assert re.search(r'<source src="/media/[^"#]+' + begins + '" type', html)


def test_other_pages_carry_the_statements_and_leave_the_claims_out(waiting, lucia, client):
    post = waiting("Hello to you.", TRUE)
    judge(post, **dict.fromkeys(verdict_queries.claims(post), "supported"))
    approve(post)
    words_alone = client.get(f"/post/{post.post_id}/words").content.decode()
    assert f'/post/{post.post_id}?t=1"' in words_alone
    for address in (f"/embed/{post.post_id}", "/feeds/all.json", "/feeds/all.atom", "/feeds/all.rss"):
        assert "?t=1" not in client.get(address).content.decode()

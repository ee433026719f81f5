"""What a post says about health is held against guidance when it is screened; a machine's opinion approves nothing."""

import pytest
from django.db import DatabaseError, connection, transaction

from hearten.engines.captions import Cue
from hearten.features.posts.models import Post
from hearten.features.screening import queries, rules
from hearten.features.studio import actions as studio
from tests.world.people import someone
from tests.world.posts import caption_and_source, made, walk, words

pytestmark = pytest.mark.django_db
TRUE = "Suicides can be prevented."


@pytest.fixture
def screened(twins, statements):
    """A post with these words, as far as it goes by itself."""

    def of(*cues, **said):
        revision = walk(made(someone("Amara"), words(**said)))
        caption_and_source(revision, tuple(Cue(float(n), n + 1.0, text) for n, text in enumerate(cues)))
        return walk(revision)

    return of


@pytest.mark.parametrize(
    ("verdict", "kinds", "confidence", "weight"),
    [
        ("supported", ["fact"], 0.95, None), ("not_sure", ["cure"], 0.5, None),
        ("contradicted", ["fact"], 0.95, "fix"), ("contradicted", ["stop_medication"], 0.7, "hold"),
        ("contradicted", ["cure", "treatment"], 0.95, "hold"), ("outdated", ["figure"], 0.95, "fix"),
        ("overstated", ["fact"], 0.95, "fix"), ("overstated", ["fact"], 0.4, "note"),
        ("overstated", ["supplement"], 0.4, "fix"), ("unsupported", ["fact"], 0.9, "note"),
        ("unsupported", ["stop_medication"], 0.9, "fix"),
    ],
)  # fmt: skip
def test_a_claim_weighs_as_much_as_the_harm_it_may_do_and_a_true_one_nothing(verdict, kinds, confidence, weight):
    assert rules.severity_of_claim(verdict, kinds, confidence, answers_a_myth=False) == weight


def test_every_claim_is_kept_with_its_place_its_second_and_what_guidance_says_nearest(screened):
    post = screened("Hello there.", TRUE, text="Two minutes. Vaccines cause autism.")
    title, heard = queries.claims_of(post)
    assert (heard.where, heard.seconds, heard.verdict) == ("transcript", 1.0, "supported")
    assert heard.statements[0] == "G104" and (title.where, title.seconds) == ("text", None)
    assert title.text == "Vaccines cause autism." and title.verdict == "contradicted" and title.statements


def test_a_claim_that_guidance_contradicts_is_told_to_its_author_with_the_source(screened):
    found = [f for f in queries.findings_of(screened("Vaccines cause autism.")) if f.family == "claim"]
    assert [(f.severity, f.where, f.rule) for f in found] == [("fix", "transcript", "claim.contradicted")]
    assert found[0].reason and found[0].suggestion and found[0].sources


def test_a_true_claim_makes_nothing_green_a_person_still_decides(screened):
    post = screened(TRUE)
    assert [f for f in queries.findings_of(post) if f.family == "claim"] == [] and post.stage == "in_review"


@pytest.mark.parametrize("myth", ["Magnesium cures depression.", "Depression cannot be treated."])
def test_a_film_that_answers_a_myth_may_say_the_myth(screened, myth):
    told = (myth, "Please talk with someone who knows.")
    advice, answer = screened(*told), screened(*told, kind="myth")
    weights = [{f.severity for f in queries.findings_of(one)} for one in (advice, answer)]
    assert {"fix", "hold"} & weights[0] and weights[1] == {"note"} and answer.stage == "in_review"


@pytest.mark.parametrize(
    ("family", "words", "weight"),
    [("cure_claim", "cures", "note"), ("method_detail", "cures", "hold"), ("cure_claim", "heals", "hold")],
)
def test_wording_is_forgiven_only_in_the_myth_itself_and_only_where_it_is_about_belief(family, words, weight):
    assert rules.severity_of_words("hold", family, words, ["Magnesium cures it."]) == weight


def test_calling_a_film_an_answer_to_a_myth_excuses_no_method_and_no_urging(screened):
    told = ("Magnesium cures depression.", "Kill yourself.", "You should stop taking your medication today.")
    assert screened(*told, kind="myth").stage == "held"


def test_reviewers_are_asked_to_think_of_whoever_tells_a_story_and_nobody_else_is(screened):
    told = "I want to die. I cannot go on any more."
    story, film = screened(told, kind="story"), screened(told)
    care = [f for f in queries.findings_for_reviewers(story) if f.family == "care"]
    assert [(f.severity, f.words) for f in care] == [("note", "")]
    assert "care" not in {f.family for f in queries.findings_of(story)}
    assert "care" not in {f.family for f in queries.findings_for_reviewers(film)}


def test_a_story_of_an_ordinary_day_says_nothing_about_its_teller(screened):
    story = screened("I walked by the river with my sister.", kind="story")
    assert "care" not in {f.family for f in queries.findings_for_reviewers(story)}


def test_a_version_with_other_words_is_held_against_guidance_anew(screened):
    first = screened("Vaccines cause autism.")
    later = studio.change(first.post, first.post.author, words(text="Nothing more."), None)
    caption_and_source(walk(later), (Cue(0.0, 1.0, "Breathe."),))
    assert queries.claims_of(walk(later)) == [] and len(queries.claims_of(first)) == 1


def test_screening_again_leaves_one_set_of_claims(screened):
    post = screened(TRUE)
    type(post).objects.filter(pk=post.pk).update(stage="captioned")
    post.refresh_from_db()
    assert len(queries.claims_of(walk(post))) == 1 and Post.objects.count() == 1


def test_the_web_cannot_touch_what_the_machine_thinks(screened):
    screened(TRUE)
    for sql in ("DELETE FROM screening_claimfound", "UPDATE screening_claimfound SET verdict = 'supported'"):
        with pytest.raises(DatabaseError) as said, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE hearten_web; {sql}")
        assert said.value.__cause__.sqlstate == "42501"

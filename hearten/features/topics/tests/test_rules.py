import json
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from hearten.features.posts.rules import TOPICS
from hearten.features.topics import rules
from hearten.features.topics.rules import Counted, Gathered

DATA = Path(__file__).parents[4] / "data"
FILE = rules.gathered_of(tomllib.loads((DATA / "topics/gathered.toml").read_text(encoding="utf-8")))
PACKS = [
    json.loads(line) for path in (DATA / "guidance").glob("*/*.jsonl") for line in path.read_text("utf-8").splitlines()
]
MYTHS = [json.loads(line) for line in (DATA / "guidance/myths.jsonl").read_text("utf-8").splitlines()]
CODES = {row["id"] for row in (*PACKS, *MYTHS)}
STANDING = {row["id"]: (row["topic"], row["kind"]) for row in PACKS}


def test_each_topic_has_a_page_and_the_page_names_only_what_there_is():
    assert set(FILE) == set(TOPICS)
    assert rules.unknown_in(FILE, CODES, {row["topic"] for row in PACKS}) == set()
    assert [topic for topic, page in FILE.items() if topic in page.near or not page.near] == []


def test_a_name_that_is_nowhere_would_be_noticed():
    wrong = {"sleep": Gathered(helps=("G999",)), "slepe": Gathered()}
    assert rules.unknown_in(wrong, CODES, set()) == {"G999", "slepe"}


def test_a_statement_stands_under_one_heading_of_a_page_only():
    for topic, page in FILE.items():
        parts = rules.parts_of(page, STANDING)
        shown = parts.facts + parts.signs + parts.helps
        assert len(shown) == len(set(shown)) == len(parts), topic


def test_what_platforms_and_reviewers_should_do_is_not_what_helps_a_reader():
    shown = {code for page in FILE.values() for part in vars(rules.parts_of(page, STANDING)).values() for code in part}
    kinds = {STANDING[code][1] for code in shown - {"G153", "G154", "G155"}}  # what to do when a post worries you
    assert kinds == {"fact", "recommendation"}


def test_a_statement_that_was_withdrawn_leaves_the_page_by_itself():
    left = {code: said for code, said in STANDING.items() if code != "G008"}
    assert "G008" in rules.parts_of(FILE["depression"], STANDING).helps
    assert "G008" not in rules.parts_of(FILE["depression"], left).helps


@pytest.mark.parametrize(("word", "language", "letter"), [
    ("Anxiety", "en", "A"), ("élan", "fr", "E"), ("Ñandú", "es", "Ñ"), ("Ñandú", "en", "N"), ("القلق", "ar", "ق"),
    ("أسرة", "ar", "ا"), ("ال", "ar", "ا"), ("चिंता", "hi", "च"), ("Ágil", "pt", "A"),
])  # fmt: skip
def test_a_word_stands_under_the_letter_where_its_readers_look(word, language, letter):
    assert rules.letter_of(word, language) == letter


@pytest.mark.parametrize(("language", "ordered"), [
    ("fr", ["Anxiété", "Deuil", "École", "Famille"]), ("es", ["Nube", "Ñandú", "Oso"]),
    ("en", ["Nandu", "Ñandú", "Nub"]),
    ("ar", ["الحزن", "القلق", "النوم"]), ("hi", ["अवसाद", "चिंता", "नींद"]), ("pt", ["Água", "Ansiedade"]),
])  # fmt: skip
def test_words_stand_in_the_order_of_their_language(language, ordered):
    assert sorted(reversed(ordered), key=lambda word: rules.place_of(word, language)) == ordered


def test_words_under_the_same_letter_stand_together():
    found = rules.under_letters([Counted("a", "Anger", 1), Counted("e", "Angst", 0), Counted("s", "Sleep", 2)], "en")
    assert [(one.letter, len(one.topics)) for one in found] == [("A", 2), ("S", 1)]


@pytest.mark.parametrize("heaviness", [
    [2, 2, 2], [2], [], [0, 2], [2, 0], [0, 0, 2, 2], [1, 2, 0, 2, 2, 1, 2], [2] * 9 + [1] * 3, [0] * 9,
])  # fmt: skip
def test_stories_begin_lightly_and_no_heavy_one_follows_a_heavy_one(heaviness):
    shown = [heaviness[place] for place in rules.calmly(heaviness)]
    assert all(one < 2 or after < 2 for one, after in pairwise(shown))
    assert shown.count(2) <= 2
    assert sorted(one for one in shown if one < 2) == sorted(one for one in heaviness if one < 2)
    if any(one < 2 for one in heaviness):
        assert shown[0] < 2 and shown[-1] < 2, "each heavy one stands between two lighter ones"


def test_a_list_that_counts_its_posts_shows_all_of_them_the_heavy_ones_last():
    assert rules.calmly([2, 0, 2, 1], keep=True) == [1, 3, 0, 2]


@pytest.mark.parametrize("written", ["", "0", "-1", "x", "٣", "9" * 50, "1.5", " 2"])
def test_a_page_that_is_none_is_the_first_one(written):
    assert rules.as_page(written) == 1


def test_pages_are_counted_and_bounded():
    assert [rules.pages_for(posts) for posts in (0, 1, 24, 25, 10**9)] == [1, 1, 1, 2, rules.MOST_PAGES]
    assert rules.as_page("99999") == rules.MOST_PAGES

"""The page without script and the edge give the same order and the same reasons: they walk the same way."""

import json
import random
from datetime import timedelta
from urllib.parse import parse_qsl

import pytest
from django.db import connection

from hearten.edge.asked import read
from hearten.edge.page import feed_page
from hearten.edge.shelf import Shelf, ready
from hearten.edge.tests.conftest import NOON, row
from hearten.engines.ranking import micros_of
from hearten.features.feed import forms, queries

pytestmark = pytest.mark.django_db
SHELF = """CREATE TEMP TABLE public_post (post_id uuid, digest text, number int, published_at timestamptz,
  manifest text, reviewer_name text, reviewer_title text, reviewer_country text, is_demo bool, approved_at timestamptz,
  until timestamptz, heaviness smallint, leaves text, language text);
  CREATE TEMP TABLE posts_revision (post_id uuid, digest text, topics varchar[], manifest text)"""


@pytest.fixture
def shelf():
    """The same rows in memory and in the database, where temporary tables stand before the real ones."""
    chance, rows = random.Random(4), []
    for nth in range(150):
        who, credential = chance.choice((("Amara", ""), ("Ravi", "Nurse"), (f"New {nth // 2}", "")))
        said = {
            "title": f"Post {nth}", "kind": chance.choice(("coping", "explain", "myth")),
            "topics": chance.sample(("sleep", "grief", "panic", "work"), 2), "language": chance.choice(("en", "es")),
            "maker": {"name": who, "credential": credential, "lived": False, "country": chance.choice(("IN", "ES"))},
            "sources": [{"statement": f"{n}", "publisher": f"{n}"} for n in range(chance.randrange(4))],
        }  # fmt: skip
        weight = {"heaviness": chance.choice((0, 0, 1, 2)), "leaves": chance.choice(("hope", "neither", "loss"))}
        rows.append((row(at=NOON - nth * timedelta(minutes=1), **weight, **said), said))
    with connection.cursor() as cursor:
        cursor.execute(SHELF)
        for kept, said in rows:
            cursor.execute(f"INSERT INTO public_post VALUES ({', '.join(['%s'] * 14)})", [*kept, said["language"]])
            cursor.execute(
                "INSERT INTO posts_revision VALUES (%s, %s, %s, %s)", [kept[0], kept[1], said["topics"], kept[4]]
            )
    held = Shelf()
    held.change((), [ready(kept) for kept, _ in rows])
    yield held
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE pg_temp.public_post, pg_temp.posts_revision")


@pytest.mark.parametrize(
    "asked",
    ["lang=en", "", "lang=es,en", "topics=grief", "topics=grief,panic&lang=es", "less=sleep&seed=9&country=ES",
     "of=topic:panic", "of=new&lang=en", "of=lang:es", "gentler=1", "night=1&topics=sleep", "hide=post 1,grief"],
)  # fmt: skip
def test_the_page_without_script_shows_what_the_edge_shows_in_the_same_order_for_the_same_reasons(shelf, asked):
    after = ""
    for _ in range(5):
        question = f"{asked}&after={after}".strip("&")
        edge = json.loads(feed_page(shelf, read(question.encode())[0], micros_of(NOON)))
        page = queries.page(forms.read_kindly(dict(parse_qsl(question))))
        assert [(c["title"], c["why"]) for c in page.cards] == [(i["title"], i["why"]) for i in edge["items"]]
        assert page.cards or not after
        assert bool(page.after) == bool(edge["after"])
        after = page.after or ""
        if not after:
            break

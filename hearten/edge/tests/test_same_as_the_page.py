"""The page without script and the edge give the same order and the same reasons: they walk the same way."""

import json
import random
from datetime import timedelta
from urllib.parse import parse_qsl
from uuid import uuid4

import pytest
from django.db import connection
from django.utils.timezone import now

from hearten.edge.asked import read
from hearten.edge.page import feed_page
from hearten.edge.shelf import Shelf, laid, ready
from hearten.edge.tests.conftest import NOON, row
from hearten.engines.ranking import micros_of
from hearten.features.feed import forms, queries, rules

pytestmark = pytest.mark.django_db
SHELF = """CREATE TEMP TABLE public_post (post_id uuid, digest text, number int, published_at timestamptz,
  manifest text, reviewer_name text, reviewer_title text, reviewer_country text, is_demo bool, approved_at timestamptz,
  until timestamptz, heaviness smallint, leaves text, claims text, language text);
  CREATE TEMP TABLE posts_revision (post_id uuid, digest text, topics varchar[], manifest text);
  CREATE TEMP TABLE public_path (id bigint, slug text, language text, manifest text, digest text, until timestamptz,
  signed_at timestamptz, proposer_name text, proposer_title text, by_name text, by_title text, is_demo bool,
  posts uuid[]);
  CREATE TEMP TABLE public_campaign (slug text, manifest text, until timestamptz);
  CREATE TEMP TABLE feed_place (facet text, value text, post uuid, until timestamptz)"""
MAKERS = [
    {"name": "Amara", "credential": "", "lived": False, "country": "IN"},
    {"name": "Ravi", "credential": "Nurse", "lived": False, "country": ""},
    {"name": "राधा", "credential": 'Dr "B" \\', "lived": False},
    {"name": "Teller", "credential": "", "lived": True, "country": "ES"},
]
AMARA, RAVI, RADHA, TELLER = (f"of=maker:{rules.maker_of(maker):016x}" for maker in MAKERS)


@pytest.fixture
def shelf():
    """The same rows in memory and in the database, where temporary tables stand before the real ones."""
    chance, rows = random.Random(4), []
    for nth in range(150):
        new = {"name": f"New {nth // 2}", "credential": "", "lived": False, "country": chance.choice(("IN", "ES"))}
        said = {
            "title": f"Post {nth}", "kind": chance.choice(("coping", "explain", "myth")),
            "topics": chance.sample(("sleep", "grief", "panic", "work"), 2) if nth else ["work"],
            "language": chance.choice(("en", "es")) if nth else "hi",
            "maker": chance.choice((*MAKERS, new, new)),
            "sources": [{"id": f"{n}", "statement": f"{n}", "publisher": f"{n}"} for n in range(chance.randrange(4))],
        }  # fmt: skip
        weight = {"heaviness": chance.choice((0, 0, 1, 2)), "leaves": chance.choice(("hope", "neither", "loss"))}
        rows.append((row(at=NOON - nth * timedelta(minutes=1), **weight, **said), said))
    with connection.cursor() as cursor:
        cursor.execute(SHELF)
        for kept, said in rows:
            cursor.execute(f"INSERT INTO public_post VALUES ({', '.join(['%s'] * 15)})", [*kept, said["language"]])
            cursor.execute(
                "INSERT INTO posts_revision VALUES (%s, %s, %s, %s)", [kept[0], kept[1], said["topics"], kept[4]]
            )
        posts = [str(kept[0]) for kept, _ in rows]
        for slug, steps in (("calm", [*posts[40:52], str(uuid4())]), ("gone", [posts[0], str(uuid4())])):
            facts = [json.dumps({"steps": steps}), NOON + timedelta(days=1), [step for step in steps if step in posts]]
            cursor.execute(
                "INSERT INTO public_path (slug, manifest, until, posts) VALUES (%s, %s, %s, %s)", [slug, *facts]
            )
        for slug, gathered in (("kind", [*posts[8:70:3], str(uuid4())]), ("void", [str(uuid4())])):
            manifest, until = (
                json.dumps({"posts": gathered, "title": slug, "language": "en"}),
                now() + timedelta(days=1),
            )
            cursor.execute("INSERT INTO public_campaign VALUES (%s, %s, %s)", [slug, manifest, until])
            for post in {*gathered} & {*posts}:
                cursor.execute("INSERT INTO feed_place VALUES ('campaign', %s, %s, %s)", [slug, post, until])
        cursor.execute("SELECT slug, manifest, until FROM public_campaign")
        running = dict(laid(one, "posts") for one in cursor.fetchall())
        cursor.execute("SELECT slug, manifest, until FROM public_path")
        paths = dict(laid(one) for one in cursor.fetchall())
    held = Shelf()
    held.change((), [ready(kept) for kept, _ in rows])
    held.lay(paths)
    held.run(running)
    yield held
    with connection.cursor() as cursor:
        made = ("public_post", "posts_revision", "public_path", "public_campaign", "feed_place")
        cursor.execute(f"DROP TABLE {', '.join(f'pg_temp.{table}' for table in made)}")


@pytest.mark.parametrize(
    "asked",
    ["lang=en", "", "lang=es,en", "topics=grief", "topics=grief,panic&lang=es", "less=sleep&seed=9&country=ES",
     "of=topic:panic", "of=new", "of=new&lang=en", "of=lang:es", "gentler=1", "night=1&topics=sleep",
     "hide=post 1,grief", "lang=ar", "of=topic:panic&lang=es", "of=topic:panic&lang=hi", "of=topic:work&lang=ar",
     "of=lang:hi&lang=en", AMARA, RAVI, f"{RADHA}&lang=ar", f"{AMARA}&topics=grief&seed=3", "of=path:calm",
     "of=path:calm&lang=ar&less=sleep,grief", "of=campaign:kind", "of=campaign:kind&lang=es", "seed=3&topics=work",
     "of=campaign:kind&lang=hi&gentler=1", "of=campaign:kind&lang=en,es&country=ES&hide=post 1&less=grief"],
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


@pytest.mark.parametrize(
    "asked",
    [
        "of=lang:ar",
        "of=topic:trauma",
        TELLER,
        "of=maker:0123456789abcdef",
        "of=path:nowhere",
        "of=path:gone",
        "of=campaign:nowhere",
        "of=campaign:void",
    ],
)
def test_a_feed_with_nothing_in_it_is_empty_at_both_and_never_everything(shelf, asked):
    edge = json.loads(feed_page(shelf, read(asked.encode())[0], micros_of(NOON)))
    page = queries.page(forms.read_kindly(dict(parse_qsl(asked))))
    assert (edge["items"], edge["after"]) == ([], None) == (page.cards, page.after)


@pytest.mark.parametrize("maker", MAKERS)
def test_the_database_makes_the_number_of_a_maker_as_the_edge_does(maker):
    with connection.cursor() as cursor:
        cursor.execute("SELECT maker_number(%s::jsonb)", [json.dumps(maker)])
        assert cursor.fetchone() == (rules.handle_of(maker),) == (f"{rules.maker_of(maker):016x}",)


def test_a_campaign_lifts_some_of_its_posts_in_the_readers_own_feed_alone_and_says_so(shelf):
    def whys(asked: str) -> list[str]:
        pages = [feed_page(shelf, read(f"{asked}&size=24".encode())[0], micros_of(NOON))]
        return [item["why"] for page in pages for item in json.loads(page)["items"]]

    assert 0 < whys("lang=en,es").count("campaign") <= 4
    assert all("campaign" not in whys(of) for of in ("of=new", "of=topic:panic", "of=lang:es", RAVI))
    assert whys("of=campaign:kind").count("campaign") > 4

"""What it costs to find: search, suggestions, pages that gather, maps and feeds over 100,000 public posts.

    python bench/finding.py                     fills a database of its own (minutes), measures, prints JSON last
    python bench/finding.py --posts 1000        smaller
    python bench/finding.py --folder /tmp/shelf keeps the database there, and measures it again without filling
    python bench/finding.py --control           without the indexes of search and topics: must go red

`ratio` is the processor time of a page against that of a plain Django view which reads the twenty-four newest posts
through the same view. Processor means this process and its database together. The target is a hundred milliseconds.
"""

import argparse
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from hearten.kit.embedded_postgres import Postgres

HERE = Path(__file__).parent
POSTS, TARGET, PLAIN = 100_000, 100.0, "plain"
MAKERS, REVIEWERS = 2000, 40
COUNTRIES = ("ES", "MX", "IN", "FR", "EG", "BR", "GB", "US", "KE", "NG", "AR", "CO", "PT", "MA", "SN", "DE", "ID")
INDEXES = ("entry_words", "entry_spelling", "entry_topics", "revision_by_topic", "place_newest_first")
# One in fifty was withdrawn or has lapsed; one in five hundred is from New Zealand.
FILL = """
SELECT setseed(0.42);
CREATE TEMP TABLE said AS SELECT array_agg(word) AS words FROM (
  SELECT DISTINCT lower(word) AS word FROM guidance_statement, regexp_split_to_table(text, '[^A-Za-z]+') AS word
   WHERE length(word) > 2) each;
CREATE TEMP TABLE lines AS SELECT n, string_agg(words[1 + floor(power(random(), 3) * size)::int], ' ') AS line
  FROM (SELECT words, cardinality(words) AS size FROM said) s, generate_series(1, 4020) AS n, generate_series(1, 9)
  GROUP BY n;
CREATE INDEX ON lines (n); ANALYZE lines;
CREATE TEMP TABLE script AS -- what one film says: four thousand of them, and each is shown by a few posts
  SELECT l.n AS film, initcap(l.line) AS title,
    (SELECT string_agg(line, '. ') FROM lines WHERE n BETWEEN l.n + 1 AND l.n + 3) AS text,
    (SELECT jsonb_agg(jsonb_build_object('id', 'G001', 'edition', '2026-11', 'publisher', 'WHO', 'year', 2023,
      'title', 'A fact sheet', 'url', 'https://www.who.int/', 'statement', line))
      FROM lines WHERE n BETWEEN l.n + 4 AND l.n + 5) AS sources,
    (SELECT jsonb_agg(jsonb_build_object('start', 4 * (n - l.n), 'end', 4 * (n - l.n) + 3.5, 'text', line) ORDER BY n)
      FROM lines WHERE n BETWEEN l.n + 6 AND l.n + 17) AS transcript
    FROM lines l WHERE l.n <= 4000;
INSERT INTO accounts_person (id, password, email, name, language, country, is_active, is_demo, joined_at)
  SELECT md5('person' || n)::uuid, '!', n || '@example.org', 'Maker ' || n, 'en', countries[1 + n % {countries}], true,
         false, now()
    FROM generate_series(1, {people}) AS n, (SELECT {country_list}::text[] AS countries) c;
INSERT INTO accounts_credential (person_id, title, country, registered_with, issued_by_id, confirmed_by_id, until)
  SELECT md5('person' || n)::uuid, 'Clinical psychologist', countries[1 + n % {countries}], 'The register',
         md5('person' || {people})::uuid, md5('person' || {people} - 1)::uuid, now() + interval '1 year'
    FROM generate_series(1, {makers}, 4) AS n, (SELECT {country_list}::text[] AS countries) c;
CREATE TEMP TABLE made AS
  SELECT n, md5('post' || n)::uuid AS id, 1 + floor(random() * {makers})::int AS maker,
         now() - power(random(), 1.5) * interval '1090 days' AS at,
         {makers} + 1 + floor(random() * {reviewers})::int AS reviewer,
         (ARRAY['en','en','en','en','es','fr','pt','ar','hi','en'])[1 + floor(random() * 10)::int] AS language,
         (ARRAY['explain','coping','coping','story','myth'])[1 + floor(random() * 5)::int] AS kind,
         topics[1 + floor(random() * cardinality(topics))::int] AS one,
         topics[1 + floor(random() * cardinality(topics))::int] AS two,
         floor(power(random(), 2) * 3)::int AS heaviness, 1 + floor(random() * 4000)::int AS film
    FROM generate_series(1, {posts}) AS n, (SELECT {topic_list}::text[] AS topics) t;
CREATE TEMP TABLE whole AS
  SELECT m.*, jsonb_build_object('kind', m.kind, 'language', m.language,
      'title', l.title, 'text', l.text || '.', 'sources', l.sources, 'transcript', l.transcript,
      'topics', CASE WHEN one = two THEN jsonb_build_array(one) ELSE jsonb_build_array(one, two) END,
      'maker', jsonb_build_object('name', 'Maker ' || maker, 'lived', false,
        'credential', CASE WHEN maker % 4 = 1 THEN 'Clinical psychologist' ELSE '' END,
        'country', CASE WHEN n % 500 = 0 THEN 'NZ' ELSE c.countries[1 + maker % {countries}] END),
      'captions', jsonb_build_array(jsonb_build_object('language', m.language, 'sha', md5(n::text), 'name', 'c.vtt')),
      'video', jsonb_build_object('duration', 48, 'width', 720, 'height', 1280, 'placeholder', repeat('x', 60),
        'flashing', false, 'storyboard', null,
        'audio', jsonb_build_object('sha', md5('a' || n), 'name', 'a.m4a', 'mime', 'audio/mp4', 'bytes', 300000),
        'poster', jsonb_build_object('sha', md5('p' || n), 'name', 'poster.jpg', 'mime', 'image/jpeg',
          'width', 480, 'height', 852, 'bytes', 20000),
        'renditions', (SELECT jsonb_agg(jsonb_build_object('sha', md5(k || 'r' || n), 'name', k || '.mp4', 'mime',
          'video/mp4', 'width', k * 9 / 16, 'height', k, 'bytes', 2000000)) FROM unnest(ARRAY[426, 852, 1280]) AS k))
    )::text AS manifest
    FROM made m JOIN script l USING (film), (SELECT {country_list}::text[] AS countries) c;
ALTER TABLE whole ADD digest text;
UPDATE whole SET digest = encode(sha256(convert_to(manifest, 'UTF8')), 'hex');
SET session_replication_role = replica; -- no job and no notice for each of them
INSERT INTO posts_post (id, author_id, made_at) SELECT id, md5('person' || maker)::uuid, at FROM whole;
INSERT INTO posts_revision (post_id, number, kind, language, title, text, topics, made_at, manifest, digest, stage,
    stage_since, tries, trouble)
  SELECT id, 1, kind, language, manifest::jsonb ->> 'title', manifest::jsonb ->> 'text',
    CASE WHEN one = two THEN ARRAY[one] ELSE ARRAY[one, two] END, at, manifest, digest, 'public', at, 0, '' FROM whole;
INSERT INTO review_approval (post_id, digest, author_id, reviewer_id, reviewer_name, reviewer_title, reviewer_country,
    is_demo, statements, at, until, heaviness, leaves)
  SELECT id, digest, md5('person' || maker)::uuid, md5('person' || reviewer)::uuid, 'Reviewer ' || reviewer,
    'Clinical psychologist', c.countries[1 + reviewer % {countries}], false, '{{G001}}', at,
    CASE WHEN n % 100 = 7 THEN greatest(now() - interval '1 day', at + interval '1 second')
      ELSE now() + interval '1 year' END, heaviness, (ARRAY['hope','neither','loss'])[1 + n % 3]
    FROM whole, (SELECT {country_list}::text[] AS countries) c;
INSERT INTO review_publication (post_id, digest, number, at) SELECT id, digest, 1, at FROM whole ORDER BY at;
INSERT INTO posts_withdrawal (post_id, by_id, at, because)
  SELECT id, md5('person' || maker)::uuid, now(), '' FROM whole WHERE n % 100 = 3;
SET session_replication_role = origin;
"""


@contextmanager
def shelf(folder: Path | None, posts: int) -> Iterator[str]:
    """A database of its own with this many posts, in a folder that is kept where one is named."""
    with tempfile.TemporaryDirectory(prefix="hearten-bench-") as own:
        server = Postgres((folder or Path(own)) / "db")
        is_filled = ((folder or Path(own)) / "filled").exists()
        server.start()
        try:
            if not is_filled:
                fill(server.url(), posts)
                ((folder or Path(own)) / "filled").touch()
            yield server.url()
        finally:
            server.stop() if folder else server.erase()


def surroundings(database: str) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "hearten.config.settings", "HEARTEN_SECRET_KEY": secrets.token_hex(32),
        "DATABASE_URL": database, "OMP_NUM_THREADS": "1",
    }  # fmt: skip


def fill(database: str, posts: int) -> None:
    begun = time.perf_counter()
    for words in (["migrate", "--verbosity", "0"], ["shell", "--verbosity", "0", "--command", GUIDANCE]):
        subprocess.run([sys.executable, "-m", "django", *words], env=surroundings(database), check=True)
    people, topics = MAKERS + REVIEWERS, subprocess.run(
        [sys.executable, "-c", "from hearten.features.posts.rules import TOPICS; print(*TOPICS, sep='\\n')"],
        check=True, capture_output=True, text=True,
    ).stdout.splitlines()  # fmt: skip
    asked = {"posts": posts, "people": people, "makers": MAKERS, "reviewers": REVIEWERS, "countries": len(COUNTRIES)}
    lists = {"country_list": f"ARRAY{[*COUNTRIES]}", "topic_list": f"ARRAY{topics}"}
    with psycopg.connect(database, autocommit=True) as owner:
        owner.execute("SET work_mem = '256MB'")
        owner.execute(FILL.format(**asked, **lists))
        print(f"posts are there after {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)
        owner.execute("SELECT count(search_write_post(post_id, digest)) FROM review_publication")
        owner.execute("SELECT count(feed_places(post_id)) FROM review_publication")
        owner.execute("DISCARD TEMP")
        owner.execute("VACUUM ANALYZE")
    print(f"and can be searched after {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)


GUIDANCE = """
from django.conf import settings
from hearten.features.guidance import actions
actions.bring_in(actions.read_packs(settings.GUIDANCE_ROOT))
"""


def measured(database: str, only: list[str]) -> dict[str, object]:
    words = [sys.executable, str(HERE / "finding_pages.py"), *only]
    done = subprocess.run(words, env=surroundings(database), check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--posts", type=int, default=POSTS)
    arguments.add_argument("--folder", type=Path)
    arguments.add_argument("--control", action="store_true")
    arguments.add_argument("only", nargs="*", help="names of pages, as they are printed")
    asked = arguments.parse_args()
    with shelf(None if asked.control else asked.folder, asked.posts) as database:
        if asked.control:
            with psycopg.connect(database, autocommit=True) as owner:
                owner.execute("".join(f"DROP INDEX {name};" for name in INDEXES))
        answer = measured(database, asked.only)
    pages = answer["pages"]
    neighbour = pages.get(PLAIN, {}).get("processor", 0) or float("nan")
    for page in pages.values():
        page["ratio"] = round(page["processor"] / neighbour, 2)
    slow = [name for name, page in pages.items() if page["processor"] > TARGET]
    cold = [name for name, page in pages.items() if page["first"] > TARGET]
    told = {"posts": asked.posts, "target_ms": TARGET, "slow": slow, "slow_at_first": cold}
    print(json.dumps(answer | told | {"passed": not slow}))
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())

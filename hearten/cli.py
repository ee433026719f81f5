"""`hearten`: every command an operator has, a line each."""

import argparse
import os
import pkgutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field

import django
from django.db import OperationalError, ProgrammingError
from psycopg.errors import InsufficientPrivilege

from hearten.config.environment import Misunderstood
from hearten.demo import scene
from hearten.kit.embedded_postgres import Postgres


@dataclass(frozen=True)
class Option:
    name: str
    says: str
    kind: type = str
    default: str | int | bool | None = None
    choices: tuple[str, ...] | None = None
    takes: str | None = None  # how many words, as argparse writes it; None is one
    alone: str | None = None  # what it means without its word


@dataclass(frozen=True)
class Command:
    """`runs` is imported only when asked for, so that a demo can set the scene before Django looks at it."""

    runs: str
    says: str
    options: tuple[Option, ...] = ()
    needs_django: bool = True
    asking_the_database: dict[str, str] = field(default_factory=dict)  # verb: what runs for it, with Django
    for_a_person: tuple[str, ...] = ()  # verbs that do what else somebody signed in does: with the rights of the pages


PORT = Option("--port", "the port to listen on", int, 8000)
HOST = Option("--host", "the address to listen on", str, "127.0.0.1")
RESET = Option("--reset", "start over from nothing", bool)
DEV = Option("--dev", "start parts again when code changes", bool)
PART = Option("--part", "as which part; without it, the part whose rights are held", choices=("serve", "edge", "work"))
FILES = Option("files", "a .txt, .md, .vtt or .srt file; - is what is piped in", takes="*")
FORMAT = Option("--format", "how findings are written", default="text", choices=("text", "json", "github"))
LANG = Option("--lang", "the language the text is in", default="en")
BATCH = Option("--batch", "JSON lines of {id, lang, text}: a file, or what is piped in", takes="?", alone="-")
COMMANDS = {
    "demo": Command(
        "hearten.demo.run:run", "a whole Hearten on this machine, with people and films to look at",
        (PORT, HOST, RESET, DEV),
        needs_django=False,
    ),
    "serve": Command("hearten.config.commands:serve", "pages and the edge in one process", (HOST, PORT)),
    "edge": Command("hearten.config.commands:edge", "the edge alone: the feed and public files", (HOST, PORT)),
    "work": Command("hearten.config.commands:work", "the worker: moves posts along their road"),
    "migrate": Command("hearten.config.commands:migrate", "bring database, rights, guidance and files up to date"),
    "doctor": Command("hearten.config.doctor.examination:run", "check that a part is safe to start here", (PART,)),
    "stuck": Command("hearten.config.commands:stuck", "what waits, since when, and why"),
    "journal": Command("hearten.config.commands:journal", "check every link of the journal's chain"),
    "lint": Command(
        "hearten.config.checks.lint:run", "words that guidance asks to say otherwise, in your own files",
        (FILES, FORMAT, LANG, BATCH),
        needs_django=False,
    ),
    "check": Command(
        "hearten.config.checks.check:run", "what published guidance says about a claim",
        (Option("claim", "a sentence", takes="?"), Option("--json", "answer as JSON", bool), LANG, BATCH),
        needs_django=False,
    ),
    "risk": Command(
        "hearten.config.checks.risk:run", "how grave the words of someone in distress are; nothing is kept",
        (Option("text", "one text", takes="?"), LANG, BATCH),
        needs_django=False,
    ),
    "eval": Command(
        "hearten.config.checks.evaluate:run", "the scorecard: what the engines find, beside simpler means",
        (
            Option("rows", "E1, E2 and so on; all without", takes="*"), Option("--json", "a file to write it to"),
            Option("--quick", "fewer texts, no model", bool), Option("--seed", "for drawing again", int, 7),
        ),
        needs_django=False,
    ),
    "guidance": Command(
        "hearten.config.checks.guidance:run", "check files of guidance, see what they would change, and propose it",
        (
            Option("verb", "are they whole; what would change; propose it; which public posts hold an older figure",
                   choices=("check", "diff", "propose", "figures")),
            Option("folder", "with packs; or ours", takes="?"),
            Option("--by", "propose: the email address of the reviewer who proposes"),
            Option("--because", "propose: what changed, and where it can be read"),
            Option("--wording-only", "propose: statements that only say the same in other words", takes="*"),
        ),
        needs_django=False,
        asking_the_database={
            verb: f"hearten.config.checks.changes:{verb}" for verb in ("diff", "propose", "figures")
        },
        for_a_person=("propose",),
    ),
    "demo-world": Command("hearten.demo.world:fill", "put the demo's people and films into this database"),
}  # fmt: skip


def main(argv: list[str] | None = None) -> None:
    asked = vars(_parser().parse_args(argv))
    command = COMMANDS[asked.pop("command")]
    verb = asked.get("verb", "")
    runs = command.asking_the_database.get(verb, command.runs)
    if command.needs_django or runs != command.runs:
        settle_which_database("web" if verb in command.for_a_person else "worker")
        settle_django()
    run: Callable[..., int | None] = pkgutil.resolve_name(runs)
    try:
        sys.exit(run(**asked) or 0)
    except OperationalError as away:
        sys.exit(f"The database does not answer. Check DATABASE_URL, and that PostgreSQL runs.\n  {str(away).strip()}")
    except ProgrammingError as wrong:
        if not isinstance(wrong.__cause__, InsufficientPrivilege):
            raise
        as_whom = "of the pages (hearten_web)" if verb in command.for_a_person else "of the part that does this"
        sys.exit(f"The database does not allow this: DATABASE_URL needs the rights {as_whom}.\n  {str(wrong).strip()}")


def settle_django() -> None:
    """The settings are read here: what is wrong with them is said in sentences."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearten.config.settings")
    try:
        django.setup()
    except Misunderstood as wrong:
        sys.exit(f"{wrong}\nEvery setting is explained in docs/run/settings.md.")


def settle_which_database(role: str) -> None:
    """The one that was named; else the demo's of this folder, so that it can be asked things too."""
    if os.environ.get("DATABASE_URL"):
        return
    if not scene.kept("world"):
        sys.exit("Set DATABASE_URL to your PostgreSQL (docs/run/settings.md), or start bin/demo first.")
    sys.stderr.write("Asking the demo of this folder.\n")
    os.environ.update(scene.environment(Postgres(scene.STATE / "postgres"), role))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hearten", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    for name, command in COMMANDS.items():
        one = commands.add_parser(name, help=command.says, description=command.says)
        for option in command.options:
            if option.kind is bool:
                one.add_argument(option.name, help=option.says, action="store_true")
            else:
                one.add_argument(
                    option.name, help=option.says, type=option.kind, default=option.default, choices=option.choices,
                    nargs=option.takes, const=option.alone,
                )  # fmt: skip
    return parser


if __name__ == "__main__":
    main()

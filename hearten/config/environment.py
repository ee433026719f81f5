"""Every setting of an installation, typed and explained. docs/run/settings.md is held to this page by a test."""

from collections.abc import Iterator

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from hearten.config import expected
from hearten.config.expected import (
    ROOT,
    Checks,
    Count,
    Country,
    Database,
    Folder,
    Mail,
    Sandbox,
    Seconds,
    WebPage,
    YesOrNo,
)

__all__ = ["ROOT", "Environment", "Misunderstood", "read", "settings_table"]


class Misunderstood(Exception):
    """Settings that are not what they must be: a sentence for each."""


class Environment(BaseSettings):
    """Read from environment variables; nothing else is configurable."""

    model_config = SettingsConfigDict(env_prefix="HEARTEN_", extra="ignore", populate_by_name=True)

    database_url: Database = Field(
        "", validation_alias="DATABASE_URL",
        description="PostgreSQL this process connects to, as its own role: postgres://role:password@host:port/name.",
    )  # fmt: skip
    owner_database_url: Database = Field(
        "", description="The same database as its owner; read only by `hearten migrate`.",
    )  # fmt: skip
    edge_database_url: Database = Field(
        "",
        description="The same database as the edge's role, which reads public posts only. "
        "Empty: refused outside a demo.",
    )  # fmt: skip
    secret_key: str = Field(
        "", description="At least 50 random characters that sign sessions and links. Changing it signs everyone out.",
    )  # fmt: skip
    previous_secret_keys: str = Field(
        "", description="Older keys, separated by commas, still accepted while a key is being changed.",
    )  # fmt: skip
    hosts: str = Field(
        "127.0.0.1,localhost", description="Names this site answers to, separated by commas; the first is its own.",
    )  # fmt: skip
    https: YesOrNo = Field(
        False,
        description="Whether readers arrive over https: secure cookies and strict transport. "
        "Without it only this machine itself may be a reader, or a demo.",
    )
    proxies: str = Field(
        "127.0.0.1",
        description="Addresses of the proxies in front, separated by commas; "
        "only they may say who a reader is and that they came over https.",
    )  # fmt: skip
    debug: YesOrNo = Field(False, description="Show error details to the reader. `hearten doctor` refuses it.")
    demo: YesOrNo = Field(False, description="Marks every page as a demo and every approval as an example.")
    demo_password: str = Field(
        "", description="The password of the demo's people. `bin/demo` makes one; nothing else asks for it.",
    )  # fmt: skip
    media_url: Folder = Field(
        "", description="Where files live: file:///absolute/folder or its path. Empty: `.local/media` beside the code.",
    )  # fmt: skip
    static_root: str = Field(
        "", description="Folder for scripts and styles, filled by `hearten migrate`. Empty: `.local/static`.",
    )  # fmt: skip
    mail_url: Mail = Field(
        "", description="How mail leaves: smtp://user:password@host:port, smtps://… or file:///folder. Empty: refused.",
    )  # fmt: skip
    mail_from: str = Field("Hearten <hearten@localhost>", description="The sender people see on our mail.")
    site_name: str = Field("Hearten", description="The name of this channel, shown on every page.")
    contact: str = Field("", description="A mail address or page where readers reach the people who run this channel.")
    leave_to: WebPage = Field(
        "https://www.wikipedia.org/", description="The harmless page that *Leave quickly* opens.",
    )  # fmt: skip
    country: Country = Field(
        "", description="Two letters: the country whose help is shown first. Empty: the reader picks."
    )
    sandbox: Sandbox = Field(
        "bubblewrap",
        description="What contains the media tools. `limits` is for machines without bubblewrap; doctor warns of it.",
    )  # fmt: skip
    ffmpeg: str = Field("", description="Path of the ffmpeg to use. Empty: the one that was installed with Hearten.")
    upload_limit_mb: Count = Field(200, description="Largest video a person may send, in megabytes.")
    upload_seconds: Count = Field(180, description="Longest video a person may send, in seconds.")
    uploads_per_day: Count = Field(20, description="How many files one person may send in 24 hours.")
    checks: Checks = Field(
        "embedding,screen,adult",
        description="Checks by model that this site relies on, separated by commas: meaning, words in the picture, "
        "adult content. A post is held for people where one did not run. `none`: it goes on to review, and the page "
        "says what did not run.",
    )  # fmt: skip
    workers: Count = Field(2, description="How many jobs one worker process does at once.")
    offline: YesOrNo = Field(
        True,
        description="Whether devices may keep help, exercises and saved posts for when there is no line. `False` is "
        "the way out if that goes wrong: each device then drops what it kept. Safety plans stay.",
    )
    shelf_silence_seconds: Seconds = Field(
        10.0, description="How long the edge may be without the database before it stops showing posts.",
    )  # fmt: skip


def read() -> Environment:
    """Raises Misunderstood. What pydantic itself would say quotes the values, and some of them are keys."""
    try:
        return Environment()  # type: ignore[call-arg]  # every field has a default; the plugin cannot see aliases
    except ValidationError as error:
        wrong = {str(one["loc"][0]) for one in error.errors()}
    raise Misunderstood("\n".join(_complaints(wrong)))


def _complaints(wrong: set[str]) -> Iterator[str]:
    for name, field in Environment.model_fields.items():
        if wrong & {name, variable_of(name)}:
            says = [one.says for one in field.metadata if isinstance(one, expected.Expected)]
            yield f"{variable_of(name)} is not understood. It must be {says[0]}."


def variable_of(name: str) -> str:
    return str(Environment.model_fields[name].validation_alias or f"HEARTEN_{name.upper()}")


def settings_table() -> str:
    """The table of docs/run/settings.md."""
    rows = ["| variable | default | what it does |", "|---|---|---|"]
    for name, field in Environment.model_fields.items():
        default = "" if field.default in ("", None) else f"`{field.default}`"
        rows.append(f"| `{variable_of(name)}` | {default} | {field.description} |")
    return "\n".join(rows) + "\n"

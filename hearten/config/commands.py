"""What the commands do that run one part of Hearten, or ask it something."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any, cast

import uvicorn
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from procrastinate.contrib.django import app as jobs

from hearten import ports
from hearten.config import privileges, translations
from hearten.config.doctor import examination
from hearten.config.doctor.complaint import Part
from hearten.config.serve import edge_app, embedded_app
from hearten.config.settings import database_of
from hearten.edge.answers import App
from hearten.features.guidance import actions as guidance
from hearten.features.journal import queries as journal_queries
from hearten.features.posts import queries as posts
from hearten.features.recheck import queries as recheck
from hearten.flows.advance import FLOWS
from hearten.ports.pictures import NoPictures
from hearten.ports.transcoder import RefusingTranscoder, TranscoderDown, Unsafe

log = logging.getLogger(__name__)


def serve(host: str, port: int) -> int:
    return _listen(Part.serve, embedded_app, host, port)


def edge(host: str, port: int) -> int:
    return _listen(Part.edge, edge_app, host, port)


def _listen(part: Part, application: Callable[[], App], host: str, port: int) -> int:
    if examination.refuses(part, host):
        return 1
    uvicorn.run(cast(Any, application()), host=host, port=port, **server_options())
    return 0


def server_options() -> dict[str, Any]:
    return {
        "log_level": "warning", "access_log": False, "server_header": False, "timeout_graceful_shutdown": 5,
        "proxy_headers": settings.HEARTEN.https, "forwarded_allow_ips": settings.HEARTEN.proxies,
    }  # fmt: skip


def work() -> int:
    """Moves posts along. A sandbox that does not hold keeps every file untouched, and says so on each post."""
    if examination.refuses(Part.work):
        return 1
    try:
        ports.now.transcoder.self_test()
    except (Unsafe, TranscoderDown) as error:
        log.error("media is refused until this is mended: %r. See `hearten doctor`.", error)
        ports.now.transcoder, ports.now.pictures = RefusingTranscoder(repr(error)), NoPictures(repr(error))
    asyncio.run(_work())
    return 0


async def _work() -> None:
    worker_app = jobs.with_connector(jobs.connector.get_worker_connector())  # type: ignore[attr-defined]
    async with worker_app.open_async():
        await worker_app.run_worker_async(concurrency=settings.HEARTEN.workers, delete_jobs="successful")


def migrate() -> int:
    """Run as the owner of the database, before the new code starts."""
    owner = settings.HEARTEN.owner_database_url
    if owner:
        settings.DATABASES["default"].update(database_of(owner))
    call_command("migrate", verbosity=0, interactive=False)
    privileges.apply()
    guidance.load_packs(settings.GUIDANCE_ROOT)
    translations.compile_all()
    call_command("collectstatic", verbosity=0, interactive=False)
    print("The database, its rights, the guidance and the static files are up to date.")
    if news := _news_of_guidance():
        print(news)
    return 0


def _news_of_guidance() -> str:
    """What the files say beyond what is in force. A new version of Hearten changes no guidance by itself."""
    try:
        waiting = len(recheck.difference(settings.GUIDANCE_ROOT))
    except guidance.BadPacks as torn:
        return f"The files of guidance cannot be read, so what is in force stays as it is. {torn}"
    if not waiting:
        return ""
    return (
        f"The files of guidance differ from what is in force in {waiting} lines. Nothing of that is applied: "
        "two reviewers decide, at /desk/guidance/. See them with `hearten guidance diff`."
    )


WAITS_FOR = {
    "received": "waits for the worker", "playable": "waits for its author to confirm the captions",
    "captioned": "waits for its author to name sources", "screened": "waits for the worker",
    "held": "waits for a reviewer: a check held it", "in_review": "waits for a reviewer",
}  # fmt: skip

UNSEEN = "nobody has looked at it lately. Does `hearten work` run?"


def stuck() -> int:
    """Prints what waits, since when and why; exit code 1 when something has trouble or is overlooked."""
    overlooked = {row.pk for row in FLOWS["publish"].overlooked()}
    others = [row for name, flow in FLOWS.items() if name != "publish" for row in flow.overlooked()]
    waiting = [revision for revision in posts.under_way() if not posts.is_replaced(revision)]
    for revision in waiting:
        hours = (timezone.now() - revision.stage_since).total_seconds() / 3600
        name = f"{revision.post_id} revision {revision.number} {revision.stage} {hours:.1f} h"
        unseen = UNSEEN if revision.pk in overlooked else ""
        print(f"{name}: {revision.trouble or unseen or WAITS_FOR[revision.stage]}")
    for row in others:
        print(f"{row.flow_name} {row.pk} {row.stage}: {row.trouble or UNSEEN}")
    if bad := [*others, *(revision for revision in waiting if revision.trouble or revision.pk in overlooked)]:
        print(f"{len(bad)} of {len(waiting) + len(others)} stuck.")
        return 1
    print("Nothing is stuck.")
    return 0


def journal() -> int:
    found = journal_queries.check_chain()
    if found.broken_at is None and not found.unplaced:
        print(f"All {found.entries} entries are in their place. Note the last link elsewhere: {found.head[:16]}")
        return 0
    if found.unplaced:
        print(f"{found.unplaced} entries have no place in the chain.")
        return 1
    print(f"The chain does not fit at place {found.broken_at}: an entry was changed, added or taken away.")
    return 1

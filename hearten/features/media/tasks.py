from contextlib import suppress

from procrastinate.contrib.django import app

from hearten.features.media import actions, queries

A_DAY = 24 * 3600


@app.periodic(cron="17 * * * *")
@app.task(name="hearten.make_room", queueing_lock="make_room")
def make_room(timestamp: int) -> None:
    """What nobody came back to finish, and what a crash left half written."""
    for upload in queries.stale_uploads():
        with suppress(actions.MayNotDrop):
            actions.drop_upload(upload)
    queries.vault().sweep(before=timestamp - A_DAY)

from procrastinate.contrib.django import app

from hearten.features.media import actions


@app.periodic(cron="17 * * * *")
@app.task(name="hearten.clear_stale_uploads", queueing_lock="clear_stale_uploads")
def clear_stale_uploads(timestamp: int) -> None:  # noqa: ARG001 - the timetable passes it
    actions.clear_stale_uploads()

from procrastinate.contrib.django import app

from hearten.features.search import actions


@app.periodic(cron="* * * * *")
@app.task(name="hearten.understand_search", queueing_lock="understand_search", pass_context=False)
def understand_search(timestamp: int) -> None:  # noqa: ARG001 - the timetable passes it
    """What was published since is found by its meaning, too: by its words it is found at once."""
    actions.understand()

"""Every page, opened and left to settle; tests/faults/test_nothing_leaves.py runs it where nobody can be reached."""

import pytest

from tests.journeys.test_nothing_in_the_way import BY_WHOM

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("person", BY_WHOM, ids=lambda name: name or "visitor")
def test_every_page_opens_without_the_rest_of_the_world(device, hearten, person):
    page = device(person)
    for path in BY_WHOM[person]:
        page.goto(path.format(**hearten.world), wait_until="load")
        page.mouse.wheel(0, 3000)
    page.wait_for_timeout(500)

"""The demo's campaign gathers films and cards that the demo has, and is made once."""

import pytest

from hearten.demo import campaigns, slides, world
from hearten.demo.films.script import all_films
from hearten.features.campaigns import queries
from hearten.features.campaigns.models import Campaign
from tests.world.people import someone
from tests.world.posts import at_stage


def test_it_names_posts_of_the_demo_that_become_public():
    names = {made.name for made in all_films()} | {made.name for made in slides.all_decks()}
    assert {*campaigns.POSTS} <= names - {world.DESK}


@pytest.mark.django_db
@pytest.mark.usefixtures("twins", "statements")
def test_filled_twice_there_is_one_campaign_and_everybody_sees_it():
    posts = {name: at_stage("public", someone("Tom"), name).post_id for name in campaigns.POSTS}
    for _twice in range(2):
        campaigns.fill(someone("Jonas"), someone("Lucia"), posts)
    found = queries.gathered(campaigns.SLUG)
    assert Campaign.objects.count() == 1
    assert found and len(found.cards) == len(campaigns.POSTS) and found.act and not found.campaign.is_over

"""The order of posts, and the true reason for each place; no profile of anyone."""

from hearten.engines.ranking.order import Block, Place, Why, places
from hearten.engines.ranking.wishes import TOPICS_MOST, Wishes

__all__ = ["TOPICS_MOST", "Block", "Place", "Why", "Wishes", "places"]

"""Listening costs as much as the text is long, whatever the text is. Steps are counted: no busy machine blurs them."""

import pytest

from hearten.engines.screening.risk import level_of
from tests.world.packs import crisis
from tests.world.steps import LINEAR, growth

LEXICON = crisis("en")
NASTY = [
    "i want to ",
    "k i l l m y s e l f ",
    "my friend he she they die ",
    "want want want to to to ",
    "i cant i dont ",
    "suicide ",
    "took 3 ",
]
SHORT = 600  # characters


@pytest.mark.parametrize("text", NASTY)
def test_twice_the_words_take_twice_the_work_even_when_they_are_made_to_hurt(text):
    assert growth(lambda said: level_of(said, LEXICON), text * (SHORT // len(text))) <= LINEAR

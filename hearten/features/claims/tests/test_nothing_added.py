"""One word more or less, and it is another question: no signed answer may stand under it."""

import pytest

from hearten.features.claims import rules

SWIM, HUM = "Sea swimming helps with panic attacks.", "Humming stops bipolar disorder"
BREATH, SLEEP = "Una respiración lenta cura la ansiedad", "Le manque de sommeil aggrave la dépression"
CHILDREN, PRAYER = "Uma em cada sete crianças vive com um transtorno mental", "الصلاة تشفي الاكتئاب"
YOGA, SEVEN = "योग से अवसाद ठीक होता है", "One in 7 adolescents lives with a mental disorder."
OTHER = {
    "en": [
        (SWIM, f"{before}sea swimming {how} panic attacks{after}")
        for before, how, after in (
            ("It is false that ", "helps with", ""),
            ("", "rarely helps with", ""),
            ("", "helps cause", ""),
            ("", "helps with", " and cures cancer"), ("", "helps with", " and epilepsy"),
            ("", "helps children with", ""),
            ("", "helps dogs with", ""),
            ("", "in winter at night helps with", ""),
            ("Cold ", "helps with", ""),
            ("It is a myth that ", "helps with", ""),
            ("", "hardly helps with", ""),
            ("", "seldom helps with", ""),
            ("The lie that ", "helps with", ""),
            ("", "helps with", ": a lie"),
            ("", "helps with", ", false"), ("", "always helps with", ""), ("", "helps with fewer", ""),
            ("", "helps with", " if you stop your medicine"),
            ("", "helps with", " better than treatment"),
            ("Nobody believes that ", "helps with", ""),
            ("Imagine ", "helps with", ""),
            ("", "helps with 3", ""),
            ("", "helps with", " in 9 of 10 people"),
            ("", "helps with", " \N{CROSS MARK}"),
            ("", "never helps with", ""),
            ("", "helps with", " in pregnancy"),
            ("Baltic ", "helps with", ""),
            ("", "helps with my son's", ""),
            ("Is it true that it is false that ", "helps with", "?"),
            ("No ", "helps with", ""),
            ("", "helps", ""),
            ("", "helps with", " not"), ("", "helps with heart", ""), ("", "once a week helps with", ""),
        )
    ] + [(SWIM, "Panic attacks helps with sea swimming"),
    (SWIM, "Lake swimming helps with panic attacks")] + [
        (HUM, "It is false that humming stops bipolar disorder"),
        (HUM, "Humming rarely stops bipolar disorder"),
        (HUM, "Lithium humming stops bipolar disorder"),
        (HUM, "Stopping humming stops bipolar disorder"),
        (HUM, "Humming stops bipolar disorder getting worse"),
        (HUM, "Humming stops mild bipolar disorder"),
        (SEVEN, "One in 8 adolescents lives with a mental disorder"),
        (SEVEN, "7 in one adolescents lives with a mental disorder"),
        (SEVEN, "One in 7 adolescents in Peru lives with a mental disorder"),
        (SEVEN, "One in 7% adolescents lives with a mental disorder"),
        (SEVEN, "Fewer than one in 7 adolescents lives with a mental disorder"),
        ("A few people recover", "Few people recover"),
    ],
    "es": [
        (BREATH, "Es falso que una respiración lenta cura la ansiedad"),
        (BREATH, "Rara vez una respiración lenta cura la ansiedad"),
        (BREATH, "Una respiración lenta cura la ansiedad y el cáncer"),
        (BREATH, "Una respiración lenta no cura la ansiedad"),
        (BREATH, "Una respiración lenta cura la ansiedad en niños"),
        (BREATH, "Una respiración muy lenta cura la ansiedad"),
        (BREATH, "Es mentira que una respiración lenta cura la ansiedad"),
        ("Un poco de té ayuda", "Poco de té ayuda"),
    ],
    "fr": [
        (SLEEP, "Il est faux que le manque de sommeil aggrave la dépression"),
        (SLEEP, "Le manque de sommeil aggrave rarement la dépression"),
        (SLEEP, "Le manque de sommeil n’aggrave pas la dépression"),
        (SLEEP, "Le manque de sommeil aggrave la dépression des chiens"),
        (SLEEP, "La nuit, le manque de sommeil aggrave la dépression"),
        (SLEEP, "Le manque d’argent aggrave la dépression"),
    ],
    "pt": [
        (CHILDREN, "É falso que uma em cada sete crianças vive com um transtorno mental"),
        (CHILDREN, "Uma em cada oito crianças vive com um transtorno mental"),
        (CHILDREN, "Uma em cada sete crianças vive com um transtorno mental grave"),
        (CHILDREN, "No Brasil uma em cada sete crianças vive com um transtorno mental"),
        (CHILDREN, "Uma em cada sete crianças raramente vive com um transtorno mental"),
        (CHILDREN, "Uma em cada sete pessoas vive com um transtorno mental"),
    ],
    "ar": [
        (PRAYER, "الصلاة لا تشفي الاكتئاب"),
        (PRAYER, "من الخطأ أن الصلاة تشفي الاكتئاب"),
        (PRAYER, "الصلاة تشفي الاكتئاب والسرطان"),
        (PRAYER, "نادرا ما الصلاة تشفي الاكتئاب"),
        (PRAYER, "الصلاة تشفي الاكتئاب عند الأطفال"),
        (PRAYER, "الاكتئاب تشفي الصلاة"),
    ],
    "hi": [
        (YOGA, "योग से अवसाद ठीक नहीं होता है"),
        (YOGA, "यह झूठ है कि योग से अवसाद ठीक होता है"),
        (YOGA, "योग से बच्चों में अवसाद ठीक होता है"),
        (YOGA, "योग से अवसाद शायद ही ठीक होता है"),
        (YOGA, "योग से अवसाद और कैंसर ठीक होता है"),
        (YOGA, "दवा से अवसाद ठीक होता है"),
    ],
}  # fmt: skip
SAME = [
    ("en", SWIM, "sea swimming helps with panic attacks"),
    ("en", SWIM, "SEA SWIMMING HELPS WITH PANIC ATTACKS!!"),
    ("en", SWIM, "Is it true that sea swimming helps with panic attacks?"),
    ("en", SWIM, "The sea swimming helps with panic attacks"),
    ("en", SWIM, "“Sea swimming helps with panic attacks”"),
    ("en", HUM, "Is it true humming stops bipolar disorder?"),
    ("en", SEVEN, "one in 7 adolescents lives with a mental disorder?"),
    ("es", BREATH, "¿Es verdad que una respiración lenta cura la ansiedad?"),
    ("es", BREATH, "RESPIRACIÓN LENTA CURA LA ANSIEDAD"),
    ("fr", SLEEP, "Est-ce vrai que le manque de sommeil aggrave la dépression ?"),
    ("fr", SLEEP, "manque de sommeil aggrave la depression"),
    ("pt", CHILDREN, "É verdade que uma em cada sete crianças vive com um transtorno mental?"),
    ("ar", PRAYER, "هل صحيح أن الصلاة تشفي الاكتئاب؟"),
    ("hi", YOGA, "क्या यह सच है कि योग से अवसाद ठीक होता है?"),
    ("hi", YOGA, "योग से अवसाद ठीक होता है।"),
]  # fmt: skip
AROUND = [
    f"{SWIM} That is a lie.", f"{SWIM} In dogs.", "Sea swimming helps with panic attacks… in dogs and cats only.",
    f"Five myths about fear. {SWIM} Stress is bad.", f"Do not believe this. {SWIM}", f"{SWIM} It doesn't.",
    f"\N{CROSS MARK} Look at this here. {SWIM}", f"Nobody believes this… s{SWIM[1:]}",
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "answered", "asked"), [(code, *pair) for code, pairs in OTHER.items() for pair in pairs]
)
def test_a_word_more_or_less_is_another_question(language: str, answered: str, asked: str) -> None:
    assert not rules.says_the_same(asked, answered, language)
    assert not rules.says_the_same(answered, asked, language)


@pytest.mark.parametrize(("language", "answered", "asked"), SAME)
def test_capitals_points_an_article_and_asking_change_nothing(language: str, answered: str, asked: str) -> None:
    assert rules.says_the_same(asked, answered, language)


@pytest.mark.parametrize("text", AROUND)
def test_what_stands_around_a_sentence_may_turn_it(text: str) -> None:
    sentence = next(one for one in rules.sentences(text) if "swimming" in one)
    assert rules.is_taken_back(text, sentence)


def test_a_sentence_among_others_that_say_nothing_of_it_stands() -> None:
    assert not rules.is_taken_back(f"The sea is wide and blue. {SWIM} Stress is bad.", SWIM)

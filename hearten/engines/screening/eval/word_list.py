"""The baseline a linter must beat: a list of words for each family, and no thought about what stands around them."""

import re

WORDS = {
    "method_detail": "hanged hanging overdose gun shot pills wrists jumped bridge poison rope drowned",
    "location_detail": "bridge cliff station hotspot hotel railway",
    "glamorise": "peace angel free beautiful brave heaven",
    "simplistic_cause": "because after over drove blame",
    "sensational": "shocking horror tragic chilling horrific shock",
    "suicide_note": "note letter message",
    "committed_language": "commit commits committed committing",
    "successful_failed_attempt": "successful unsuccessful failed completed bid",
    "epidemic_language": "epidemic wave skyrocket soar outbreak plague",
    "labelling_person": "schizophrenic bipolar addict anorexic depressive sufferer",
    "slur_stigma": "crazy psycho insane lunatic mad mental nuts",
    "trivialising": "ocd bipolar ptsd",
    "diagnosing_viewer": "signs you probably",
    "cure_claim": "cure cures cured guaranteed forever instantly",
    "stop_medication": "stop quit ditch bin",
    "supplement_claim": "supplement magnesium vitamin cbd ashwagandha herbal tea",
    "identifying_detail": "school street road",
}
SETS = {family: frozenset(words.split()) for family, words in WORDS.items()}
ABOUT_SUICIDE = frozenset(("suicide", "suicidal"))
HELP = frozenset(("help", "helpline", "hotline", "lifeline", "doctor"))
LONG = 40  # words from which a text about suicide owes its readers a way to help
WORD = re.compile(r"[^\W_]+")


def families_by_words(text: str) -> frozenset[str]:
    """The families of which any listed word is in the text."""
    said = WORD.findall(text.casefold())
    found = {family for family, words in SETS.items() if not words.isdisjoint(said)}
    if len(said) >= LONG and not ABOUT_SUICIDE.isdisjoint(said) and HELP.isdisjoint(said):
        found.add("no_help_info")
    return frozenset(found)

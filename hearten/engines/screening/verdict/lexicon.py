"""Words that mean the same here, words that carry no meaning of their own, and words that turn or widen a claim."""

from hearten.engines.screening.evidence.terms import stem

# Phrases become one word before anything else is read.
PHRASES = (
    ("post traumatic stress disorder", "ptsd"), ("posttraumatic stress disorder", "ptsd"),
    ("cognitive behavioural therapy", "cbt"), ("cognitive behavioral therapy", "cbt"),
    ("measles mumps and rubella", "mmr"), ("attention deficit hyperactivity disorder", "adhd"),
    ("in the world", "worldwide"), ("around the world", "worldwide"), ("across the world", "worldwide"),
    ("on the planet", "worldwide"), ("live with", "have"), ("lives with", "have"), ("living with", "have"),
    ("suffer from", "have"), ("suffers from", "have"), ("per cent", "percent"), ("out of", "in"),
    ("low and middle income countries", "poorer-countries"), ("at least", "at-least"), ("up to", "up-to"),
    ("suicidal thoughts", "suicidal-thoughts"), ("will be able to", "will-be-able-to"), ("no one", "nobody"),
)  # fmt: skip
SAME = {
    "medicine": "medication medications medicines drugs drug pills", "child": "kid kids children",
    "adolescent": "teen teens teenager teenagers adolescents", 
    "disorder": "disorders illness illnesses condition conditions",
    "treatment": "treatments therapy therapies", "vaccine": "vaccines vaccination vaccinations jab jabs",
    "raise": "raises raised increase increases increased heighten heightens", "many": "numerous",
    "lower": "lowers lowered reduce reduces reduced decrease decreases cut cuts", "nobody": "none",
    "begin": "begins began start starts started", "people": "persons person individuals someone somebody",
    "woman": "women", "man": "men", "worldwide": "globally world", "suicide": "suicides",
    "speak": "talk talks talking speaking",
    "anyone": "anybody", "everyone": "everybody", "happen": "happens occur occurs", "big": "large huge",
    "important": "major significant", "ordinary": "everyday", "typical": "usually typically", "often": "frequently",
    "fully": "completely", "premature": "early", "every": "each",
    "adult": "adults grown-ups",
}  # fmt: skip
CANONICAL = {word: meant for meant, words in SAME.items() for word in (meant, *words.split())}
NEGATED = {"dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "werent", "hasnt", "havent"}
NEGATED_MODALS = {
    "cant": "can",
    "cannot": "can",
    "couldnt": "could",
    "shouldnt": "should",
    "wont": "will",
    "mustnt": "must",
}
_EMPTY = """
    a an the is are was were be been being do does did have has had of in on at for with to that there exist exists
    experience experienced experiences get gets about around roughly approximately who actually currently
"""
EMPTY = frozenset(_EMPTY.split())
NEGATORS = frozenset({"not", "no", "never", "nobody", "without", "neither", "nor", "nothing"})
_STRONG = """
    all every everyone always only never nobody nothing just completely entirely must alone solely guaranteed forever
    inevitable purely instantly permanently
"""
STRONG = frozenset({form for word in _STRONG.split() for form in (word, stem(word))})
FEW = frozenset({stem("only"), stem("just"), "only", "just"})
_HEDGES = """
    can could may might some many most often typical sometimes up-to at-least probably likely more than
    considered consider should
"""
HEDGES = frozenset(_HEDGES.split())
_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve"
NUMBERS = {word: n for n, word in enumerate(_NUMBERS.split())}
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth"
ORDINALS = {word: n for n, word in enumerate(_ORDINALS.split(), start=1)}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "bn": 1_000_000_000}
_ELSEWHERE = """
    no nunca ningun ninguna jamas ne n pas jamais aucun nao nem nicht kein keine keinen nie niemals tidak bukan
    لا ليس ليست لم لن नहीं न मत
"""
ELSEWHERE_NEGATORS = frozenset(_ELSEWHERE.split())
# The folded words of "it's" are "it": the sign and what follows it are gone by then.
_JUDGED = tuple(
    f"{opening}{judgement} that "
    for opening in ("it is ", "its ", "it ", "")
    for judgement in ("a myth", "the myth", "a common myth", "not true", "untrue", "false", "wrong", "a lie")
)
REFUTING = (*_JUDGED, "it isnt true that ", "myth ", "contrary to the myth that ")
REPORTING = (
    "fact ", "did you know that ", "according to who ", "research shows that ", "studies show that ", "remember that ",
)  # fmt: skip
CORRECTIONS = tuple(
    f"{opening}{judgement}"
    for opening in ("but it is ", "but its ", "but that is ", "but thats ", "but this is ", "that is ", "thats ")
    for judgement in ("not", "not true", "a myth", "wrong", "false")
)

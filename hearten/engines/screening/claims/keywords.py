"""Beginnings of words that make a sentence one about health, and those that say what kind it is."""

from collections.abc import Iterable

from hearten.engines.screening.folding import fold


def _folded(words: str) -> tuple[str, ...]:
    return tuple("".join(fold(c) for c in word) for word in words.split())


# English, Spanish, French, Portuguese, German, Indonesian; then Arabic and Hindi.
HEALTH = _folded("""
    suici selbstmord selbsttot depres deprim depriv niederge antidepres anxi ansi angst angois kecemas cemas panic panik
    pânico autis vaccin vacun vacin vaksin impf jab mmr adhd tdah schizo esquizo skizo psychos psicos bipolar mania
    manic demen démence alzheimer trauma ptsd tept tspt ptbs stress estrés estres stres mental psych psiq psic
    seelisch anorex bulim eating-disorder ssri medic médic medikament obat pill pastill tablet remédio cachet therap
    terap thérap cbt emdr symptom sintom disorder trastorn trouble transtorn störung gangguan diagnos self-harm
    selfharm burnout insomn addict mood mindful ritalin methylphenid supplement suplement dose health hallucin delus
    grief bereav loneli postnatal postpartum serotonin dopamin magnes omega ashwagandha
    انتحار اكتئاب قلق توحد لقاح فصام خرف صدم نفسي علاج دواء أدوية ثنائي القطب اضطراب مرض
    आत्महत्या खुदकुशी अवसाद डिप्रेशन चिंता ऑटिज़्म ऑटिज्म टीक वैक्सीन सिज़ोफ्रेनिया डिमेंशिया तनाव मानसिक दवा इलाज
    बाइपोलर पीटीएसडी
""")
ARTICLES = _folded("ال بال لل وال ب ل و")  # Arabic writes these onto the word
TWO_WORDS = (("bunuh", "diri"), ("eating", "disorder"), ("eating", "disorders"), ("self", "harm"))

CURES = _folded("cure cures cured curing heal heals healed eliminat erase erases reverse reverses fixes cura "
                "curan curar guérit guérir guérissent heilt heilen menyembuhkan يشفي تشفي")  # fmt: skip
QUICK = _folded("instantly overnight immediately guaranteed minutes quick fast at-once inmediat instantané sofort")
SUPPLEMENTS = _folded("supplement suplement complément magnes omega turmeric ashwagandha vitamin cbd probiotic herb "
                      "detox cleanse oil oils gummies mineral collagen zinc")  # fmt: skip
STOPPING = _folded("stop stopping quit throw bin ditch skip dejar deja arrête arrêter pare parar")
MEDICINES = _folded("medic médic pill meds ssri antidepres tablet drug lithium pastill remédio ritalin methylphenid")
TREATING = _folded("treat therap terap thérap cbt emdr counsel traitement tratam behand")
FIRST_PERSON = frozenset(
    _folded("i im ive id ill my we our me us yo mi je j mon ma eu meu minha ich mein मैं मेरी मेरा أنا")
)
REPORTING = frozenset(_folded("believe think doubt heard read know creo crois acho glaube"))


def begins(words: Iterable[str], beginnings: tuple[str, ...]) -> bool:
    return any(word.startswith(beginnings) for word in words)


def cures(words: Iterable[str]) -> bool:
    """Whether a word of curing is among them; "health" begins like "heal" and promises nothing."""
    return any(word.startswith(CURES) and not word.startswith("health") for word in words)


def bare(word: str) -> str:
    """An Arabic word without the article and prepositions written onto it."""
    if not "\u0600" <= word[:1] <= "\u06ff":
        return word
    return next((word.removeprefix(a) for a in ARTICLES if word.startswith(a) and len(word) - len(a) > 2), word)

"""Whether a claim is told only to say that it is not so. Then nobody is to be blamed for it."""

import re

from hearten.engines.screening.claims import Claim
from hearten.engines.screening.words import words_of

QUOTES = frozenset("\"'“‘«„")
READ_ON = 160  # characters of the sentences around a claim that are looked at

# Folded words: "that's" is "that", "isn't" is "isnt", accents are gone. Matching is linear: no group repeats a group.
_UNTRUE = (
    r"(?:simply |just |only |all |completely |totally |plainly )?"
    r"(?:a |an |the |one |another )?(?:old |common |harmful |dangerous |stubborn )?"
    r"(?:myth|lie|rumou?r|misconception|misinformation|nonsense|rubbish|false|untrue|wrong|incorrect|not true"
    r"|not so|not right|not correct|not the case|not what|not how|fake|a mistake)"
)
_NOT_SO = r"(?:isnt|arent|doesnt|dont|cant|wont|is not|are not|does not|do not|was not|wasnt)"
# What stands at the beginning of the next sentence.
CLOSES = re.compile(
    r"(?:(?:but |and |well |sorry |no )?"
    rf"(?:(?:this|that|it|thats|its|which|they|he|she|theyre|hes|shes|those) (?:is |are |was "
    rf"|were )?{_UNTRUE}\b(?! (?:to|about me)\b)"
    rf"|(?:this|that|it) {_NOT_SO}|i was wrong|we were wrong|what (?:nonsense|rubbish|a lie|a myth)"
    r"|(?:the )?(?:evidence|research|science|studies|guidance|data|who)(?: \w+)? (?:says?|shows?|found"
    r"|disagrees?) (?:otherwise|the opposite|no)"
    r"|not true|untrue|nope\b|verdict (?:false|untrue|wrong)|let (?:me|us) be clear no|think again|far from it"
    r"|(?:quite |just )?the opposite|on the contrary|nothing could be|couldnt be further|could not be further"
    r"|there (?:is |are |has been )?no (?:\w+ )?(?:evidence|proof|truth|study|studies|research|link)"
    r"|(?:not one|no) (?:\w+ )?(?:study|studies|evidence|trial)|(?:large|big|many|good"
    r"|careful) studies (?:\w+ ){0,2}(?:no|nothing|the opposite)"
    r"|(?:please )?(?:do not|dont) (?:believe|fall for|listen|share|repeat)|(?:this|that|the) (?:idea|claim"
    r"|belief|story|line|myth|rumou?r) (?:is|was|has|does)"
    r"|(?:this|that|it) (?:has been|was|been) (?:\w+ )?(?:debunked|disproved|disproven|discredited|retracted|refuted)"
    r"|(?:this|that|it) (?:is )?not how|(?:this|that|it) isnt how)"
    r"|(?:false|wrong|no|nonsense|rubbish|busted|debunked|incorrect)$"
    r"|(?:eso|esto|es)(?: no)? es (?:falso|mentira|un mito|cierto|verdad|asi)|es (?:falso|mentira|un mito)"
    r"|no es (?:cierto|verdad|asi)|falso"
    r"|(?:c|ce|cela|ca) est (?:faux|un mythe|une idee recue)|c est pas vrai|faux\b|cest (?:faux|un mythe)"
    r"|(?:isso )?(?:e (?:falso|mentira|mito|um mito)|nao e (?:verdade|assim))"
    r"|(?:das|dies) (?:stimmt nicht|ist (?:falsch|ein mythos|ein irrtum))|stimmt nicht|falsch\b"
    r"|(?:itu|ini) (?:tidak benar|salah|mitos)|tidak benar|faktanya tidak)"
)
CLOSES_ELSEWHERE = ("غير صحيح", "ليس صحيح", "خرافه", "خرافة", "خطا", "झूठ", "सच नहीं", "गलत", "मिथक")
# What opens a claim that others make; then a plain turn in the next sentence is enough.
OPENS = re.compile(
    r"(?:some |many |most |lots of |other |plenty of |a lot of )?(?:people|folks|friends|they|everyone|tiktok"
    r"|posts?|videos|influencers)"
    r"(?: \w+){0,2} (?:say|says|think|thinks|believe|believes|claim|claims|tell|tells|told|assume|insist)\b"
    r"|(?:some|many|most) (?:say|think|believe|assume|claim)\b"
    r"|(?:you|we) (?:may |might |will |often |probably |have ){0,3}(?:hear|heard|read|seen)\b"
    r"|(?:i|we) (?:was|were|am|been|got|keep being) (?:always |often )?told|(?:i|we) (?:used to|once) (?:think"
    r"|believe)"
    r"|(?:my|his|her|our) \w+(?: \w+){0,2} (?:say|says|said|tells|told|telling|thinks|believes|insists)\b"
    r"|(?:i|we|clients|patients|parents)(?: \w+)? hear\b|(?:someone|somebody|a friend|a stranger|a colleague"
    r"|a comment|the internet)(?: \w+){0,2} (?:said|says|told|wrote|commented|claims|claimed|insists)\b"
    r"|(?:a lot|plenty|loads) of (?:us|you|people)|the (?:internet|old line|rumou?r|claim|belief|idea)\b"
    r"|headlines|once upon a time i believed|(?:there is|there) a (?:\w+ )?(?:rumou?r|myth|idea|belief|story)"
    r"|stop (?:saying|telling|believing)"
    r"|(?:dicen|se dice|muchos creen|la gente (?:dice|cree))|on (?:entend|dit|croit)|beaucoup (?:pensent|croient)"
    r"|(?:dizem|muitos (?:acham|acreditam)|as pessoas (?:dizem|acham))|(?:viele|manche) (?:glauben|sagen|denken)"
    r"|(?:banyak )?orang (?:bilang|mengira|percaya)"
)
TURNS = re.compile(
    r"(?:actually|in fact|in reality|in truth|the truth|truth|fact|facts|reality|but|no|nope|they (?:can|do|dont"
    r"|are|arent)|it (?:can|is|does|isnt|doesnt)"
    r"|if only|not|en realidad|realidad|la verdad|en realite|realite|na verdade|verdade|na realidade"
    r"|in wirklichkeit|tatsachlich|faktanya|fakta)\b"
)
HEADED = re.compile(
    r"(?:fiction|busted|debunked|false belief|lie|wrong|not true|false|myth|common myth|mito|mythe|mythos|mitos"
    r"|idee recue|misconception|bust this one|busting)(?: \d+| number \w+)?"
)
BEGINS = re.compile(
    r"(?:(?:common|old|popular|another) )?(?:fiction|busted|debunked|false belief|myth|mito|mythe|mythos|mitos"
    r"|misconception|idee recue|claim)(?: \d+)? (?!is |that is not )"
)
CROSSED = re.compile(
    r"\s*(?:[\u274c\u2716\u2717\u2718\U0001f6ab]|(?:false|wrong|untrue|not true|nope|lie|fiction|busted"
    r"|debunked)\s*[:\u2013\u2014-])",
    re.IGNORECASE,
)
# Within the sentence itself.
TURNED = re.compile(
    r"(?:^|.* )(?:it |its |it is |thats |that is )(?:simply |just |also )?(?:not true|untrue|false|a myth|a lie"
    r"|wrong|nonsense) (?:that|to say)\b"
    r"|.*\bthe (?:idea|claim|notion|belief|myth|story) that .* (?:is|was) (?:\w+ )?(?:wrong|false|untrue|a myth"
    r"|not true|nonsense|a lie|outdated)"
    r"|(?:please )?(?:do not|dont|never) (?:believe|fall for|listen to|trust)\b|contrary to\b|(?:nobody"
    r"|no one) should tell you"
    r"|.* (?:a lie|a myth|a falsehood) that\b|.*\bno (?:truth|evidence|proof|basis|science"
    r"|study) (?:\w+ ){0,2}(?:that|for the|in the|to the|behind)\b"
    r"|.*\b(?:been|was|were|is|long) (?:\w+ )?(?:debunked|disproved|disproven|discredited|retracted|refuted)\b"
    r"|.*\bnothing (?:supports|backs)\b"
    r"|if you (?:\w+ )?(?:think|believe|heard)\b.* think again|.* right wrong\b|.*\bexcept (?:it|that"
    r"|they) (?:doesnt|dont|isnt|arent)\b"
    r"|.* but (?:that|this|it|they)(?: is| are)? (?:simply |just )?(?:not|wrong|false|untrue|a myth|a lie|isnt"
    r"|arent|doesnt|dont)\b"
    r"|(?:we|people|can we|please|lets)(?: \w+){0,3} (?:stop|quit) (?:saying|telling|pretending|believing"
    r"|repeating|spreading)\b|despite (?:the |what )"
    r"|no es (?:cierto|verdad) que|il est faux|il n est pas vrai|ce n est pas vrai|nao e verdade|es stimmt nicht"
    r"|tidak benar"
)
AFTER_ALL = re.compile(
    r".*\b(?:not|isnt|no|aint|never|hardly|without) (?:just )?(?:a |an |un |une |um |ein )?(?:myth|lie|rumou?r"
    r"|mito|mythe|mythos|mentira)\b"
)
"""\"It is not a myth that …\" says the opposite."""


def is_corrected(claim: Claim) -> bool:
    """Whether the author says, in the sentence itself or right beside it, that the claim is not so."""
    own, before = _folded(claim.text), _folded(claim.before)
    after = [_folded(text) for text in claim.onward]
    if AFTER_ALL.match(own) or any(AFTER_ALL.match(one) for one in after[:1]):
        return False
    if (
        TURNED.match(own)
        or CROSSED.match(claim.text)
        or any(_closes(*one) for one in [*zip(claim.onward, after, strict=True)][:1])
    ):
        return True
    told = OPENS.match(own) or BEGINS.match(own) or HEADED.fullmatch(before) or claim.text.lstrip()[:1] in QUOTES
    turned = any(TURNS.match(one) for one in after[:1]) or any(
        _closes(*one) for one in zip(claim.onward, after, strict=True)
    )
    return bool(told) and bool(turned or BEGINS.match(own) or HEADED.fullmatch(before))


def _closes(text: str, said: str) -> bool:
    return bool(CLOSES.match(said)) or any(word in text or word in said for word in CLOSES_ELSEWHERE)


def _folded(text: str) -> str:
    return " ".join(word.forms[0] for word in words_of(text[:READ_ON]))

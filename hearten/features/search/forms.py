import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hearten.features.posts.queries import TOPIC_WORDS
from hearten.features.search.rules import LAST_PAGE, LONGEST_SEARCH, TAIL
from hearten.kit.words import WordsField

KIND_WORDS = {
    "explain": _("Good to know"), "coping": _("Something to try"), "story": _("A story"), "myth": _("Myth or fact"),
}  # fmt: skip
ANY = ("", _("All"))
NUL = re.compile("\0+")


@dataclass(frozen=True)
class Asked:
    """What someone looks for, and what they leave out. `not_now`: they have seen the card of help and go on.

    `page` beyond LAST_PAGE is one that there is not. `tail` is how heavy the last nine posts were that they were shown,
    as engines/ranking writes it; empty where they came from nowhere.
    """

    text: str
    language: str
    kind: str
    topic: str
    page: int
    not_now: bool
    tail: str = ""


class SearchForm(forms.Form):
    """Read from the address, so that a page can be gone back to. A choice we do not know is as good as none."""

    q = WordsField(
        label=_("What are you looking for?"), max_length=LONGEST_SEARCH, required=False,
        error_messages={"max_length": _("That is too long for us to read. Please choose a few words.")},
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto", "autocomplete": "off"}),
    )  # fmt: skip
    lang = forms.ChoiceField(label=_("Language"), required=False, choices=[ANY, *settings.LANGUAGES])
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ANY, *KIND_WORDS.items()])
    topic = forms.ChoiceField(label=_("Topic"), required=False)

    def __init__(self, said: Any) -> None:
        super().__init__(
            {name: NUL.sub(" ", said.get(name, "")) for name in ("q", "lang", "kind", "topic")}, auto_id="%s"
        )
        topics = sorted(
            ((name, str(words)) for name, words in TOPIC_WORDS.items()), key=lambda pair: pair[1].casefold()
        )
        self.fields["topic"].choices = [ANY, *topics]  # type: ignore[attr-defined]
        self.fields["q"].widget.attrs.pop("maxlength", None)  # a browser would cut what is pasted, and not say so
        self._page, self._not_now = said.get("page", ""), said.get("not_now") == "1"
        self._tail = said.get("tail", "")

    def full_clean(self) -> None:
        super().full_clean()
        for name in ("lang", "kind", "topic"):
            if name in self.errors:
                del self.errors[name]
                self.cleaned_data[name] = ""

    @property
    def is_narrowed(self) -> bool:
        return any(self.cleaned_data.get(name) for name in ("lang", "kind", "topic"))

    def asked(self) -> Asked:
        said = self.cleaned_data
        page = int(self._page) if re.fullmatch(r"[0-9]{1,9}", self._page, re.ASCII) else 1
        page = min(max(page, 1), LAST_PAGE + 1)
        tail = self._tail if TAIL.fullmatch(self._tail) else ""
        return Asked(said["q"].strip(), said["lang"], said["kind"], said["topic"], page, self._not_now, tail)


class TryForm(forms.Form):
    """A phrase an operator tries. Sent as a form, so that it stands in no address."""

    phrase = WordsField(
        label=_("What someone might type"), max_length=LONGEST_SEARCH,
        error_messages={"required": _("Please write what someone might type.")},
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class FalseAlarmForm(forms.Form):
    """A phrase that must not be taken for a crisis, and why."""

    alarm = WordsField(
        label=_("The whole phrase, as it is typed"), max_length=120,
        error_messages={"required": _("Please write what someone might type.")},
    )  # fmt: skip
    because = WordsField(
        label=_("Why"), max_length=300, error_messages={"required": _("Please say why, in a sentence or two.")}
    )

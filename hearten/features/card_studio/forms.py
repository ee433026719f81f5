"""The words of a post of cards, and its cards as rows that can be added, moved and taken away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.files.uploadhandler import SkipFile
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from hearten.features.accounts.models import Person
from hearten.features.card_studio import actions
from hearten.features.cards.actions import Written, written
from hearten.features.cards.forms import CardForm
from hearten.features.cards.rules import MOST_BYTES, MOST_CARDS, Row, arranged, asked, may_be_a_post, rows_in
from hearten.features.checks.rules import typed_in
from hearten.features.composer.forms import draft_of
from hearten.features.composer.rules import Draft
from hearten.features.media import actions as media
from hearten.features.media.forms import MAY_NOT_SEND, Sized
from hearten.features.media.queries import upload_by, upload_of
from hearten.features.media.rules import MayNotSend
from hearten.features.posts.models import Revision
from hearten.features.studio.forms import ChangeForm, WordsForm

TOO_BIG = _("This picture is larger than 8 MB. Please choose a smaller one.")
NO_PICTURE = _("This is not a picture we know. JPEG, PNG and WebP work well.")
NO_ROOM = _("We have no room for pictures just now. Please try again later.")
NOT_SO_MANY = _("A post has two to ten cards.")


class SizedEach(Sized):
    """Lets go of each file that grows too big, and remembers which; the words beside it are still read."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.dropped: set[str] = set()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        try:
            return super().receive_data_chunk(raw_data, start)
        except SkipFile:
            self.dropped.add(str(self.field_name))
            raise


def takes_pictures(view: Any) -> Any:
    """Watches the size of each file while it comes in. The CSRF check reads the form, so it has to come after."""
    inner = csrf_protect(view)

    @csrf_exempt
    @login_required
    def watched(request: Any, /, *args: Any, **kwargs: Any) -> Any:
        request.upload_handlers.insert(0, SizedEach(MOST_BYTES))
        return inner(request, *args, **kwargs)

    return watched


def _arrived(person: Any, name: str) -> str | None:
    try:
        upload = upload_of(person, UUID(name)) if name else None
    except ValueError:
        return None
    here = upload.original_id if upload else None
    return here if here and actions.is_a_picture(here) else None


@dataclass
class Deck:
    """The rows of the form. `asked` is a wish of their author's: then nothing is required of them yet."""

    person: Person
    rows: Sequence[Row] = (Row(), Row())
    asked: bool = True
    forms: list[CardForm] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.forms = [self._form(number, row) for number, row in enumerate(self.rows)]

    def _form(self, number: int, row: Row) -> CardForm:
        sent = {f"card-{number}-{name}": getattr(row, name) for name in ("text", "alt", "upload")}
        form = CardForm(sent, prefix=f"card-{number}")
        form.row, form.original = row, _arrived(self.person, row.upload)
        if self.asked and not row.problem:
            form.errors.clear()
        return form

    @classmethod
    def heard(cls, person: Person, sent: QueryDict, files: Any, dropped: set[str]) -> Self:
        """What was typed and chosen, after what its author wished done with the rows. Every picture is kept at once."""
        rows = [_with_file(person, row, f"card-{n}-picture", files, dropped) for n, row in enumerate(_rows(sent))]
        wish = asked(sent.get("do", ""))
        if wish and wish.do == "bare":
            rows = [replace(row, upload="") if n == wish.at else row for n, row in enumerate(rows)]
        rows = arranged(rows, wish, Row()) if wish else rows
        return cls(person, rows, wish is not None or "look" in sent)

    def is_valid(self) -> bool:
        return all([form.is_valid() for form in self.forms]) and may_be_a_post(len(self.rows))

    @property
    def too_few_or_many(self) -> Any:
        return "" if self.asked or may_be_a_post(len(self.rows)) else NOT_SO_MANY

    @property
    def has_room(self) -> bool:
        return len(self.rows) < MOST_CARDS

    def notes_beside(self, rows: Iterable[Sequence[object]]) -> None:
        """What is to be read beside each card."""
        for form, notes in zip(self.forms, rows, strict=False):
            form.notes = notes

    @property
    def slides(self) -> list[Written]:
        return [form.written for form in self.forms]


def _rows(sent: QueryDict) -> list[Row]:
    return rows_in(sent.dict(), 2 * MOST_CARDS)  # type: ignore[arg-type]  # words, each one of them


def _with_file(person: Person, row: Row, name: str, files: Any, dropped: set[str]) -> Row:
    if name in dropped:
        return replace(row, problem=TOO_BIG)
    file = files.get(name)
    if file is None:
        return row
    try:
        return replace(row, upload=str(actions.keep_picture(person, file, file.size).pk))
    except media.MayNotSend as error:
        return replace(row, problem=TOO_BIG if error.why == MayNotSend.too_big else MAY_NOT_SEND[error.why])
    except actions.NotAPicture:
        return replace(row, problem=NO_PICTURE)
    except OSError:
        return replace(row, problem=NO_ROOM)


class CardsForm(WordsForm):
    """The words of a post of cards, new or changed; the cards themselves are rows of their own."""

    after = forms.IntegerField(widget=forms.HiddenInput, required=False)
    deck: Deck

    @classmethod
    def heard(cls, request: HttpRequest, initial: Any) -> Self:
        person: Any = request.user
        rows = initial.pop("rows", None)
        if request.method != "POST":
            form = cls(person, initial=initial)
            form.deck = Deck(person, rows) if rows else Deck(person)
            return form
        sent, files = request.POST, request.FILES  # read before asking how the reading went
        watch = request.upload_handlers[0]
        form = cls(person, sent)
        form.deck = Deck.heard(person, sent, files, watch.dropped if isinstance(watch, SizedEach) else set())
        return form

    def __init__(self, person: Any, sent: Any = None, **more: Any) -> None:
        super().__init__(person, sent, None, **more)
        del self.fields["video"], self.fields["upload"]
        self.fields["language"].label = _("Language of the cards")
        self.fields["text"].label = _("Words beside the cards")

    def _needs_video(self) -> bool:
        return False

    def is_ready(self) -> bool:
        """Whether it may be sent: each part is asked, so that all that lacks is said at once."""
        return all([not self.deck.asked, self.is_valid(), self.deck.is_valid()])

    @property
    def draft(self) -> Draft:
        """The words as they stand, for whoever looks them over."""
        kind, language, title, text = (str(self.data.get(name, "")) for name in ("kind", "language", "title", "text"))
        rows = [row.text for row in self.deck.rows]
        return draft_of(kind, language, title, text, rows, True, typed_in(self.data))

    @staticmethod
    def start_from(revision: Revision) -> dict[str, Any]:
        said = ChangeForm.start_from(revision)
        return {**said, "rows": [Row(card.text, card.alt, _upload_of(revision, card)) for card in written(revision)]}


def _upload_of(revision: Revision, card: Written) -> str:
    """The way in which the picture came, by which its author may use it once more."""
    found = upload_by(revision.post.author, card.original) if card.original else None
    return str(found.pk) if found else ""

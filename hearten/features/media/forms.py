"""What a person sends: a video that is not too big, and captions as rows or as a file."""

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from hearten.engines import captions as vtt
from hearten.engines.captions import BadCaptions, Cue
from hearten.engines.captions.cue import MOST_BYTES, MOST_CHARACTERS, Fault
from hearten.features.media.models import Captions
from hearten.features.media.queries import quota
from hearten.features.media.rules import MayNotSend
from hearten.kit.words import WordsField

MOST_ROWS = 300  # three numbers of fields stay below what one form may hold; a film has at most three minutes

MAY_NOT_SEND = {
    MayNotSend.empty: _("This file is empty. Please choose another one."),
    MayNotSend.too_big: _("This file is too big. Please choose a smaller or a shorter one."),
    MayNotSend.too_many_today: _("You have sent as many videos as one day has room for. Please try again tomorrow."),
    MayNotSend.too_many_open: _("Some of your earlier videos are still on their way. Please finish one of them first."),
}
FAULTS = {
    Fault.too_large: _("This is too long for captions. Please use shorter ones."),
    Fault.too_many: _("There are more captions here than a short film can hold. Please join some of them."),
    Fault.too_long: _("This caption is too long. Please split it in two."),
    Fault.bad_time: _("We cannot read this time. Write it like 0:04.5 in the page, or 00:00:04.500 in a file."),
    Fault.backwards: _("This caption must end after it starts."),
    Fault.overlap: _("This caption starts before the one above it has ended. Please change one of the two times."),
    Fault.stray_text: _("There is text here without a time. Please put its times on the line above it."),
}


class Sized(FileUploadHandler):
    """Lets go of a file that grows too big, before it fills the disk; the words beside it are still read."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most, self.too_big = most, False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if start + len(raw_data) > self.most:
            self.too_big = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:  # noqa: ARG002 - the next handler keeps the file
        return None


P = ParamSpec("P")
View = Callable[Concatenate[Any, P], HttpResponse]


def takes_a_video(view: View[P]) -> View[P]:
    """Watches the size of a file while it comes in. The CSRF check reads the form, so it has to come after."""
    inner = csrf_protect(view)

    @csrf_exempt
    @login_required
    @wraps(view)
    def watched(request: Any, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request.upload_handlers.insert(0, Sized(quota().most_bytes))
        return inner(request, *args, **kwargs)

    return watched


class Moment(forms.Field):
    """A time in a film, for instance 1:04.5."""

    def to_python(self, value: Any) -> Any:
        said = str(value or "").strip().replace(",", ".")
        if not said:
            return None
        parts = said.split(":")
        try:
            numbers = [float(part) for part in parts] if len(parts) <= 3 and len(said) <= 20 else []
        except ValueError:
            numbers = []
        if not numbers or not all(0 <= number < 100_000 for number in numbers):
            raise forms.ValidationError(FAULTS[Fault.bad_time])
        return round(sum(number * 60**place for place, number in enumerate(reversed(numbers))), 3)

    def prepare_value(self, value: Any) -> Any:
        return written(value) if isinstance(value, (int, float)) else value


def written(seconds: float) -> str:
    """0:04.5, the way people write a time."""
    minutes, rest = divmod(round(seconds * 1000), 60_000)
    whole, part = divmod(rest, 1000)
    return f"{minutes}:{whole:02}.{f'{part:03}'.rstrip('0') or '0'}"


class CueForm(forms.Form):
    notes: Sequence[object] = ()
    start = Moment(label=_("Starts"), required=False, widget=forms.TextInput(attrs={"dir": "ltr"}))
    end = Moment(label=_("Ends"), required=False, widget=forms.TextInput(attrs={"dir": "ltr"}))
    text = WordsField(
        label=_("Words"), required=False, max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("text") and not self.errors and (said.get("start") is None or said.get("end") is None):
            raise forms.ValidationError(_("Please say when these words start and end."))
        return said


class CueRows(forms.BaseFormSet):  # type: ignore[type-arg]
    """Rows without words are left out; the rest are put in order of time."""

    cues: tuple[Cue, ...] = ()

    @staticmethod
    def of(said: Captions | None) -> "CueRows":
        cues = said.cues if said else []
        return cast(CueRows, Rows(initial=[{"start": start, "end": end, "text": text} for start, end, text in cues]))

    @staticmethod
    def heard(sent: QueryDict) -> "CueRows":
        """What was typed; with one more row for who pressed "add"."""
        rows = Rows(sent)
        if "add" in sent:
            more = sent.copy()
            more["form-TOTAL_FORMS"] = str(rows.total_form_count() + 1)
            rows = Rows(more)
        return cast(CueRows, rows)

    def while_written(self) -> "CueRows":
        """The same rows while nobody has asked yet whether they are complete."""
        typed = [{name: form[name].value() for name in form.fields} for form in self.forms]
        while typed and not any(typed[-1].values()):
            typed.pop()
        return cast(CueRows, Rows(initial=typed))

    @property
    def typed(self) -> list[str]:
        return [form["text"].value() or "" for form in self.forms]

    def notes_beside(self, rows: Iterable[Sequence[object]]) -> None:
        """What is to be read beside each row."""
        for form, notes in zip(self.forms, rows, strict=False):
            form.notes = notes

    def clean(self) -> None:
        if any(form.errors for form in self.forms):
            return
        rows = [(form, form.cleaned_data) for form in self.forms if form.cleaned_data.get("text")]
        rows.sort(key=lambda row: row[1]["start"])
        self.cues = tuple(Cue(said["start"], said["end"], said["text"]) for _form, said in rows)
        try:
            self.cues = vtt.parse(vtt.write(self.cues))
        except BadCaptions as error:
            form = rows[min(error.line, len(rows)) - 1][0]
            form.add_error(None, FAULTS[error.code])
            raise forms.ValidationError(FAULTS[error.code]) from error


class CaptionsFile(forms.Form):
    captions = forms.FileField(
        label=_("Captions from a file"), help_text=_("A .vtt or .srt file. Its words take the place of those here.")
    )

    def clean_captions(self) -> tuple[Cue, ...]:
        try:
            cues = vtt.parse(self.cleaned_data["captions"].read(MOST_BYTES + 1).decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            said = _("This is not a text file. Please save your captions as UTF-8 text.")
            raise forms.ValidationError(said) from error
        except BadCaptions as error:
            where = {"line": error.line, "what": FAULTS[error.code]}
            raise forms.ValidationError(_("Line %(line)s: %(what)s") % where) from error
        if not cues:
            raise forms.ValidationError(_("There are no captions in this file."))
        if len(cues) > MOST_ROWS:
            raise forms.ValidationError(FAULTS[Fault.too_many])
        return cues


Rows = forms.formset_factory(CueForm, formset=CueRows, extra=1, max_num=MOST_ROWS, absolute_max=MOST_ROWS + 10)

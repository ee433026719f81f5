"""What an author writes about a post, the video that goes with it, and the guidance it rests on."""

from collections.abc import Mapping
from typing import Any, Self
from uuid import UUID

from django import forms
from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from hearten.features.checks.forms import WithAsks, begin_with
from hearten.features.checks.queries import asks_of
from hearten.features.composer.queries import Looked
from hearten.features.media import actions as media
from hearten.features.media.forms import MAY_NOT_SEND, Sized
from hearten.features.media.models import Original, Upload
from hearten.features.media.queries import quota, upload_of
from hearten.features.media.rules import MayNotSend
from hearten.features.posts.actions import Words
from hearten.features.posts.models import Revision
from hearten.features.posts.queries import TOPIC_WORDS
from hearten.features.posts.rules import Kind
from hearten.features.studio import actions
from hearten.kit.identity import new_id
from hearten.kit.words import WordsField

KINDS = [
    (Kind.explain, _("Explain: say what something is, and what is known about it.")),
    (Kind.coping, _("A coping skill: show one thing people can try.")),
    (Kind.story, _("My story: tell what you lived through, and what helped.")),
    (Kind.myth, _("Answer a myth: say what is wrong with it, and what is true.")),
]
MOST_TOPICS = 5
BEING_CHECKED = _("This version is being checked, so it stays as it is. You can make a new version.")
NOT_CONFIRMED: dict[type[Exception], Any] = {
    actions.TypedMeanwhile: _("They were changed in another window. What you typed here is not saved yet."),
    actions.ChangedElsewhere: _("The captions are not as you saw them any more. Please read them once again."),
    actions.MustMend: _("Some captions need another look first. They are listed below."),
    media.CannotChange: BEING_CHECKED,
}
ASK = {"required": _("Please choose one.")}


def _longest(field: str) -> int:
    return int(Revision._meta.get_field(field).max_length or 0)  # type: ignore[union-attr]


def _languages() -> list[tuple[str, str]]:
    return [(code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES]


class WordsForm(WithAsks):
    """The words of a post and its video, new or changed. What arrived is kept while the words are mended."""

    kind = forms.ChoiceField(
        label=_("What kind of post is it?"), choices=KINDS, widget=forms.RadioSelect, error_messages=ASK
    )
    language = forms.ChoiceField(label=_("Language of the video"), choices=_languages)
    title = WordsField(
        label=_("Title"), max_length=_longest("title"), widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("A few plain words."), error_messages={"required": _("Please write a title.")},
    )  # fmt: skip
    text = WordsField(
        label=_("Words beside the video"), required=False, max_length=_longest("text"),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=_("Say what people will see. Leave out how anyone hurt themselves, and names of others."),
    )  # fmt: skip
    topics = forms.MultipleChoiceField(
        label=_("What is it about?"), choices=list(TOPIC_WORDS.items()),
        widget=forms.CheckboxSelectMultiple, help_text=_("Choose one to five."),
        error_messages=ASK,
    )  # fmt: skip
    video = forms.FileField(
        label=_("Video"), required=False, max_length=255, widget=forms.FileInput(attrs={"accept": "video/*"})
    )
    once = forms.UUIDField(widget=forms.HiddenInput, initial=new_id, required=False)
    upload = forms.CharField(widget=forms.HiddenInput, required=False)

    original: Original | None = None

    @classmethod
    def heard(cls, request: HttpRequest, initial: Any) -> Self:
        if request.method != "POST":
            return cls(request.user, initial=initial)
        sent, files = request.POST, request.FILES  # read before asking how the reading went
        watch = request.upload_handlers[0]
        return cls(request.user, sent, files, too_big=isinstance(watch, Sized) and watch.too_big)

    def __init__(self, person: Any, sent: Any = None, files: Any = None, *, too_big: bool = False, **more: Any) -> None:
        super().__init__(sent, files, **more)
        self.person, self.too_big = person, too_big
        self.fields["video"].required = self._needs_video() and not self.is_bound  # once bound, `clean` asks
        env = settings.HEARTEN
        self.fields["video"].help_text = _(
            "Up to %(seconds)s seconds and %(size)s MB. We take out where and when it was filmed."
        ) % {"seconds": env.upload_seconds, "size": env.upload_limit_mb}

    def clean_topics(self) -> list[str]:
        chosen = list(self.cleaned_data["topics"])
        if len(chosen) > MOST_TOPICS:
            raise forms.ValidationError(_("Please choose no more than five."))
        return chosen

    def clean_video(self) -> Any:
        if self.too_big:
            raise forms.ValidationError(MAY_NOT_SEND[MayNotSend.too_big])
        file = self.cleaned_data.get("video")
        if file:
            self._keep(file)
        return file

    def _keep(self, file: Any) -> None:
        try:
            upload = actions.keep_video(self.person, file, file.size)
        except media.MayNotSend as error:
            raise forms.ValidationError(MAY_NOT_SEND[error.why]) from error
        except OSError as error:
            raise forms.ValidationError(_("We have no room for videos just now. Please try again later.")) from error
        self.original = upload.original
        sent = QueryDict(mutable=True)
        sent.update(self.data)
        sent["upload"] = str(upload.pk)
        self.data = sent

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if self.original is None and said.get("upload"):
            self.original = self._arrived(said["upload"])
        if self.original is None and self._needs_video():
            self.fields["video"].required = True
            if "video" not in self.errors:
                self.add_error("video", _("Please choose a video."))
        return said

    def _arrived(self, name: str) -> Original | None:
        try:
            upload: Upload | None = upload_of(self.person, UUID(name))
            return media.finish_upload(upload) if upload else None
        except (ValueError, media.NotComplete):
            said = _("Your video has not arrived in full. Please choose it again; it goes on from there.")
            self.add_error("video", said)
            return None

    def while_written(self, looked: Looked | None = None) -> Self:
        """Nothing is asked for yet, but for a video that came and could not be kept. `looked`: what a look found."""
        self.advice = looked.asks if looked else {}
        kept = {"video"} if self.too_big or self.files.get("video") else set()
        for name in self.errors.keys() - kept:
            del self.errors[name]
        return self

    def _needs_video(self) -> bool:
        return True

    @property
    def most_bytes(self) -> int:
        return quota().most_bytes

    @property
    def has_video(self) -> bool:
        """Whether a video is here already, so that nobody has to send it again."""
        return self.original is not None

    @property
    def words(self) -> Words:
        said = self.cleaned_data
        text = said["text"].replace("\r\n", "\n").strip()
        return Words(said["kind"], said["language"], said["title"], text, said["topics"])


class ChangeForm(WordsForm):
    """A new version: the earlier video stays unless another is chosen."""

    after = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def start_from(revision: Revision) -> Mapping[str, Any]:
        kept = {name: getattr(revision, name) for name in ("kind", "language", "title", "text", "topics")}
        return kept | {"after": revision.number} | begin_with(asks_of(revision))

    def _needs_video(self) -> bool:
        return False


class SourcesForm(forms.Form):
    """At least one statement, unless it is a person's own story."""

    statement = forms.MultipleChoiceField(label=_("Sources"), required=False)

    def __init__(self, sent: Any, codes: list[str], needed: bool) -> None:
        super().__init__(sent)
        field = self.fields["statement"]
        field.required, field.choices = needed, [(code, code) for code in codes]  # type: ignore[attr-defined]
        field.error_messages = {
            "required": _("Please choose at least one source."),
            "invalid_choice": _("One of these sources is not in our list any more. Please choose again."),
        }

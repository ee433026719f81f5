"""The look: every part of the pages, in every state, on one page for whoever builds the next."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

INKS = ("ink", "soft", "teal", "teal-deep", "danger", "edge", "line")
GROUNDS = ("paper", "raised", "sunken", "rose", "leaf", "sky", "sand", "coral")
STEPS = ("s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8")
SIGNS = (
    "help", "check", "sources", "words", "share", "sound", "captions", "play", "person", "menu", "close", "choices",
    "warning",
)  # fmt: skip
CHECKED = {
    "by": "Lucia Ferrer", "credential": "Clinical psychologist", "until": datetime(2027, 3, 1, tzinfo=UTC).date(),
}  # fmt: skip
SOURCE = {
    "id": "example", "statement": "An example of what guidance says.", "title": "An example of guidance",
    "publisher": "Its publisher", "year": 2026, "url": "/guidance/",
}  # fmt: skip
CARD: dict[str, Any] = {
    "post_id": "example", "path": "style", "kind": "coping", "language": "en", "dir": "ltr", "video": None,
    "title": "A slow minute before an exam", "text": "Breathe out for longer than you breathe in. Do it six times.",
    "maker": {"name": "Nadia", "credential": "Counsellor", "lived": False}, "checked": {**CHECKED, "demo": True},
    "captions": [], "transcript": [], "sources": [SOURCE], "claimed": ["example"],
    "claims": [
        {"text": "Do it six times.", "statements": ["example"], "places": [{"where": "text"}]},
        {"text": "A slow minute before an exam", "statements": ["example"], "places": [{"where": "title"}]},
    ],
}  # fmt: skip
FLASHING = {
    "width": 1080, "height": 1920, "sources": [], "poster": None, "flashing": True, "placeholder": "", "audio": None,
}  # fmt: skip
ROAD = (
    ("Received", "done", "12 November, 10:20"), ("Playable", "done", ""), ("Captioned", "current", "Waits for you"),
    ("Screened", "", ""), ("Public", "", ""),
)  # fmt: skip
STOPPED = ({"name": "Received", "state": "done"}, {"name": "Held", "state": "stopped", "note": "A person looks"})
KINDS = [("explain", "Explain something"), ("coping", "A coping skill"), ("story", "My story")]


class Example(forms.Form):
    """One question of each sort there is."""

    title = forms.CharField(label="Title", help_text="Say what it is in a few words.", max_length=60)
    email = forms.EmailField(label="Email", required=False)
    words = forms.CharField(label="Words beside the video", widget=forms.Textarea(attrs={"rows": 3}))
    kind = forms.ChoiceField(label="What kind of post is it?", widget=forms.RadioSelect, choices=KINDS)
    topics = forms.MultipleChoiceField(
        label="What is it about?", widget=forms.CheckboxSelectMultiple, choices=[("sleep", "Sleep"), ("work", "Work")]
    )
    language = forms.ChoiceField(label="Language", choices=[("en", "English"), ("ar", "العربية")])
    until = forms.DateField(label="Until", widget=forms.DateInput(attrs={"type": "date"}))
    film = forms.FileField(label="Video", required=False)
    agree = forms.BooleanField(label="I have read the captions.")


@require_safe
def look(request: HttpRequest) -> HttpResponse:
    shown = {
        "fresh": Example(auto_id="fresh_%s"),
        "wrong": Example({"title": "", "email": "nobody", "words": "Kept as it was typed."}, auto_id="wrong_%s"),
        "checked": CHECKED, "example": {**CHECKED, "demo": True}, "card": CARD,
        "flashing": {**CARD, "post_id": "flashing", "video": FLASHING}, "inks": INKS, "grounds": GROUNDS,
        "steps": STEPS, "signs": SIGNS,
        "stages": [{"name": name, "state": state, "note": note} for name, state, note in ROAD],
        "stopped": STOPPED,
    }  # fmt: skip
    return render(request, "style.html", shown)

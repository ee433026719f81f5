"""Some addresses only take what a form sends. Beside each stands the page that the form is on, which opens."""

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

FORMS_OF = {
    "send_question": "is_it_true", "draft_answer": "question", "decline_question": "question",
    "read_answer": "answer", "retract_answer": "answer", "decide": "case", "judge": "case", "release": "case",
    "put_back": "public_now", "answer_change": "change", "hide": "status", "show": "status",
    "captions_file": "captions", "look": "make", "end_device": "devices", "end_other_devices": "devices",
    "end_key": "keys", "grant_role": "person", "end_role": "person", "propose_credential": "person",
    "answer_credential": "people", "sign_correction": "correction", "retract_correction": "correction",
    "sign_campaign": "campaign_draft", "retract_campaign": "campaign_draft",
    "sign_path": "path_draft", "retract_path": "path_draft", "add_false_alarm": "search_words",
    "end_false_alarm": "search_words", "answer_doubts": "doubted", "close_doubts": "doubted",
}  # fmt: skip


def opens_at(request: HttpRequest) -> str:
    """The address of this page, or of the page whose form was sent here."""
    match = request.resolver_match
    if match is None or (page := FORMS_OF.get(match.url_name or "")) is None:
        return request.get_full_path()
    try:
        return reverse(page, kwargs=match.kwargs)
    except NoReverseMatch:
        return reverse(page)

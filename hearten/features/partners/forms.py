"""What programs may send and what they are answered, and what an operator says of a new key."""

from collections.abc import Mapping
from typing import Annotated, Literal, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from ninja import Field, Schema

from hearten.engines.screening import Finding
from hearten.engines.screening.evidence import Entry
from hearten.features.guidance.models import Statement
from hearten.features.partners import rules
from hearten.features.partners.actions import AskedKey
from hearten.features.partners.queries import Checked, Linted
from hearten.kit.words import WordsField

Verdicts = Literal["supported", "overstated", "outdated", "contradicted", "unsupported", "not_a_claim", "not_sure"]
Because = Literal["says", "denies", "figure", "stronger", "earlier", "myth", "cure", "nothing", "unclear", "corrected"]
Severities = Literal["note", "fix", "hold"]
Id = Annotated[
    Annotated[str, Field(max_length=200)] | Annotated[int, Field(strict=True)], Field(description=rules.NAME_COMES_BACK)
]
Missing = Annotated[list[str], Field(description=rules.COULD_NOT_RUN)]


class Asked(Schema):
    text: Annotated[str, Field(min_length=1, max_length=rules.LONGEST_TEXT, description=rules.NEVER_KEPT)]
    lang: Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$", description=rules.AS_IN_BCP_47)] = (
        "en"
    )
    id: Id | None = None

    @property
    def language(self) -> str:
        return self.lang.split("-")[0].lower()


class StatementSaid(Schema):
    id: str
    text: str
    source: str
    url: str


class HelpOffered(Schema):
    """Someone may be in distress. Show them this first."""

    url: Annotated[str, Field(description=rules.HELP_BY_COUNTRY)]


class CheckAnswer(Schema):
    id: Id | None
    verdict: Verdicts
    confidence: Annotated[float, Field(ge=0, le=1, description=rules.APPROVES_NOTHING)]
    because: Because
    statements: list[StatementSaid]
    checks_missing: Missing
    help: HelpOffered | None

    @classmethod
    def of(cls, asked: Asked, found: Checked, help_at: str) -> "CheckAnswer":
        opinion = found.answer.opinion
        return cls(
            id=asked.id, verdict=opinion.verdict.value, confidence=round(min(max(opinion.confidence, 0.0), 1.0), 3),
            because=cast(Because, opinion.because), statements=[_said(entry) for entry in found.answer.statements],
            checks_missing=list(found.answer.checks_missing), help=_help(found.offers_help, help_at),
        )  # fmt: skip


class SourceSaid(Schema):
    id: str
    title: str
    publisher: str
    url: str


class FindingSaid(Schema):
    rule: str
    family: str
    start: Annotated[int, Field(ge=0, description=rules.IN_CODE_POINTS)]
    end: int
    severity: Severities
    reason: str
    suggestion: str
    sources: list[SourceSaid]

    @classmethod
    def of(cls, found: Finding, guidance: Mapping[str, Statement]) -> "FindingSaid":
        return cls(
            rule=found.rule, family=found.family, start=found.start, end=found.end, severity=found.severity.value,
            reason=found.reason, suggestion=found.suggestion,
            sources=[_source(guidance[code]) for code in found.sources if code in guidance],
        )  # fmt: skip


class LintAnswer(Schema):
    id: Id | None
    findings: list[FindingSaid]
    checks_missing: Missing
    help: HelpOffered | None

    @classmethod
    def of(cls, asked: Asked, found: Linted, help_at: str) -> "LintAnswer":
        said = [FindingSaid.of(finding, found.guidance) for finding in found.report.findings]
        missing = list(found.report.checks_missing)
        return cls(id=asked.id, findings=said, checks_missing=missing, help=_help(found.offers_help, help_at))


class Trouble(Schema):
    """What went wrong, in a sentence, and where it helps: in which fields."""

    detail: str
    fields: list[str] = []


def _source(said: Statement) -> SourceSaid:
    line = said.guideline
    return SourceSaid(id=said.code, title=line.title, publisher=line.publisher, url=line.url)


def _said(entry: Entry) -> StatementSaid:
    return StatementSaid(id=entry.id, text=entry.text, source=entry.source, url=entry.url)


def _help(offers: bool, at: str) -> HelpOffered | None:
    return HelpOffered(url=at) if offers else None


class KeyForm(forms.Form):
    partner = WordsField(label=_("Who gets the key"), max_length=80, help_text=_("The name of the organisation."))
    per_minute = forms.IntegerField(
        label=_("How often it may ask in a minute"), min_value=1, max_value=rules.MOST_PER_MINUTE,
        initial=rules.USUAL_PER_MINUTE,
    )  # fmt: skip
    once = forms.RegexField(regex=r"^[0-9a-f]{32}$", widget=forms.HiddenInput)

    def asked(self) -> AskedKey:
        return AskedKey(self.cleaned_data["partner"], self.cleaned_data["per_minute"], self.cleaned_data["once"])

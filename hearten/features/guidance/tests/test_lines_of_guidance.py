"""What a line of guidance must hold before anybody may rest on it."""

import pytest

from hearten.features.guidance.rules import Line, faults_between, faults_of_myth, faults_of_statement

SOURCE = {
    "source_title": "A fact sheet", "publisher": "WHO", "year": 2025, "url": "https://www.who.int/x", "checked": None,
    "awaiting_check": False,
}  # fmt: skip
SOUND = {
    "id": "G001", "topic": "sleep", "kind": "recommendation", "statement": "A calm evening helps.", "licence": "CC BY",
    "link_seen": True, "note": None, "strength": "strong", "certainty": "very low", **SOURCE,
}  # fmt: skip
MYTH = {
    "id": "M001", "topic": "sleep", "claim": "Nobody needs sleep.", "verdict": "contradicted", "harm": "some",
    "correction": "Everybody does.", "refuted_by": ["G001"], **SOURCE,
}  # fmt: skip


def test_a_whole_statement_and_a_whole_myth_have_no_fault() -> None:
    assert faults_of_statement(SOUND, "2026-11") == []
    assert faults_of_statement({**SOUND, "checked": {"by": "Dr A", "on": "2026-11-02"}}, "2026-11") == []
    assert faults_of_myth(MYTH) == []


@pytest.mark.parametrize(("change", "said"), [
    ({"year": "2025"}, "Its year is of the wrong kind"), ({"year": True}, "Its year is of the wrong kind"),
    ({"year": 2027}, "not between"), ({"statement": "  "}, "Its statement is empty"), ({"id": "g 1"}, "The id"),
    ({"kind": "opinion"}, "Its kind is 'opinion'"), ({"kind": "fact"}, "Only a recommendation"),
    ({"strength": "big"}, "Its strength"), ({"certainty": "sure"}, "Its certainty"), ({"seen": 1}, "called seen"),
    ({"url": "http://www.who.int"}, "https"), ({"url": "https://a.example ; https://b.example"}, "https"),
    ({"url": "javascript:alert(1)"}, "https"), ({"url": "https://["}, "https"),
    ({"url": "https://web.archive.org/x"}, "copy"), ({"url": "https://RESEARCHGATE.net/x"}, "copy"),
    ({"checked": {"by": "", "on": "2026-11-02"}}, "by whom"),
    ({"checked": {"by": "A", "on": "2 November"}}, "by whom"), ({"checked": {"by": "A", "on": "20261102"}}, "by whom"),
    ({"checked": True}, "wrong kind"), ({"awaiting_check": True}, "a note must say"),
    ({"awaiting_check": True, "note": "x", "checked": {"by": "A", "on": "2026-11-02"}}, "only be one"),
    ({"supersedes": "G002"}, "wrong kind"), ({"supersedes": [1]}, "wrong kind"),
])  # fmt: skip
def test_a_statement_that_lacks_something_says_what(change: dict[str, object], said: str) -> None:
    found = faults_of_statement({**SOUND, **change}, "2026-11")
    assert any(said in one for one in found)


@pytest.mark.parametrize("name", sorted(SOUND.keys() - {"strength", "certainty"}))
def test_no_field_of_a_statement_may_be_left_out(name: str) -> None:
    found = faults_of_statement({key: value for key, value in SOUND.items() if key != name}, "2026-11")
    assert f"It has no {name}." in found


@pytest.mark.parametrize("edition", ["2026", "2026-13", "newest", ""])
def test_an_edition_is_a_year_and_a_month(edition: str) -> None:
    assert any("edition" in said for said in faults_of_statement(SOUND, edition))


def test_an_address_that_only_ends_like_a_copy_is_not_one() -> None:
    assert faults_of_statement({**SOUND, "url": "https://notarchive.org/x"}, "2026-11") == []


@pytest.mark.parametrize(("change", "said"), [
    ({"refuted_by": []}, "nothing to answer with"), ({"verdict": "false"}, "Its verdict"), ({"harm": "much"}, "harm"),
    ({"correction": ""}, "Its correction is empty"),
])  # fmt: skip
def test_a_myth_without_an_answer_is_not_taken(change: dict[str, object], said: str) -> None:
    assert any(said in one for one in faults_of_myth({**MYTH, **change}))


def line(row: dict[str, object], file: str = "who/2026-11.jsonl", number: int = 1) -> Line:
    return Line(file, number, row, file.rpartition("/")[2].partition(".")[0])


def said(statements: list[Line], myths: list[Line] | None = None, rules: list[Line] | None = None) -> list[str]:
    return [str(fault) for fault in faults_between(statements, myths or [], rules or [])]


def test_a_name_stands_once_in_an_edition_and_with_one_publisher() -> None:
    one = line({"id": "G001"})
    assert said([one, line({"id": "G001"}, "who/2027-01.jsonl")]) == []
    assert said([one, line({"id": "G001"}, number=7)]) == [
        "who/2026-11.jsonl:7: The id G001 stands here a second time."
    ]
    assert said([one, line({"id": "G001"}, "paho/2027-01.jsonl")])


def test_what_is_pointed_at_exists() -> None:
    lines = [line({"id": "G001", "supersedes": ["G404"]})]
    found = said(lines, [line({"refuted_by": ["G405"]}, "myths.jsonl")], [line({"sources": ["G406"]}, "a.toml")])
    assert [code for code in ("G404", "G405", "G406") if any(code in one for one in found)] == ["G404", "G405", "G406"]


def test_statements_do_not_take_each_others_place_in_a_circle() -> None:
    ring = [line({"id": "G001", "supersedes": ["G002"]}), line({"id": "G002", "supersedes": ["G001"]})]
    assert any("circle" in one for one in said(ring))
    assert said([line({"id": "G001", "supersedes": ["G002"]}), line({"id": "G002"})]) == []


def test_nothing_rests_on_what_was_superseded_but_a_rule_that_looks_for_it() -> None:
    pair = [line({"id": "G001", "supersedes": ["G002"]}), line({"id": "G002"})]
    assert "superseded" in said(pair, rules=[line({"family": "cure_claim", "sources": ["G002"]})])[0]
    assert said(pair, rules=[line({"family": "superseded_figure", "sources": ["G002"]})]) == []
    assert said(pair, myths=[line({"refuted_by": ["G002"]})])

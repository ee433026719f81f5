import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearten.engines.screening import Passage, Severity, screen
from tests.world import packs

PACK = packs.rules("en")


def rules(*passages):
    return [finding.rule for finding in screen(passages, PACK).findings]


def said(text, where="text"):
    return screen([Passage(where, text)], PACK)


def test_a_phrase_cut_between_two_captions_is_found_at_its_second():
    cues = [
        Passage("transcript", "In spring he committed", 3.0, 4.0),
        Passage("transcript", "suicide, and we\ncall a helpline", 4.0, 6.0),
    ]
    (finding,) = screen(cues, PACK).findings
    assert (finding.rule, finding.words) == ("language.committed", "committed suicide")
    assert (finding.passage, finding.seconds, finding.start, finding.end) == (0, 3.0, 13, 22)


def test_a_title_and_a_text_are_never_read_as_one_sentence():
    assert "language.committed" not in rules(Passage("title", "We are committed"), Passage("text", "Suicide helpline"))


def test_a_line_break_in_a_caption_does_not_hide_a_phrase():
    assert "language.committed" in rules(Passage("transcript", "he committed\nsuicide", 0, 1))


def test_two_sentences_are_not_read_as_one_phrase():
    assert rules(Passage("text", "Committed. Suicide can be prevented. Helplines help.")) == []
    assert rules(Passage("text", "Committed suicide can be prevented. Helplines help.")) == ["language.committed"]


@pytest.mark.parametrize(
    "text",
    [
        "He COMMITTED SUICIDE",
        "he committed s u i c i d e",
        "he committed s-u-i-c-i-d-e by choice",
        "he c0mm1tted su1c1de",
        "he committed $uicide",
        "he com\u200bmit\u00adted sui\u2060cide",
        "he ｃｏｍｍｉｔｔｅｄ ｓｕｉｃｉｄｅ",
        "he committed ѕuісіde",
        "he commítted süicide",
        "he “committed” ‘suicide’",
        "he committed, suicide's toll",
    ],
)
def test_spelling_tricks_do_not_hide_a_phrase(text):
    assert "language.committed" in {finding.rule for finding in said(text).findings}


@pytest.mark.parametrize(
    "text",
    [
        "Please don't say “committed suicide”.",
        "Say died by suicide, not 'committed suicide'.",
        "The phrase committed suicide is outdated.",
        "Never stop taking your medication without asking your doctor.",
        "It is a myth that vaccines cause autism.",
        "You can't cure depression with tea.",
    ],
)
def test_teaching_better_words_is_not_punished(text):
    report = said(text + " Talk to someone you trust.")
    assert report.worst in (None, Severity.note)


@pytest.mark.parametrize(
    "text",
    [
        "Don't wait, stop taking your meds",
        "Doctors say no. Stop taking your meds.",
        "This isn't magic: it cures depression",
    ],
)
def test_a_no_in_another_clause_excuses_nothing(text):
    assert said(text).worst == Severity.hold


def test_help_is_missed_once_and_only_where_it_is_missing():
    long = "Suicide touches many. " + "We walked along the water and spoke of how she sang. " * 4
    passages = [Passage("title", "On suicide"), Passage("text", long)]
    assert rules(*passages) == ["safe.help_missing"]
    assert rules(Passage("title", "On suicide"), Passage("text", "Suicide touches many.")) == []
    assert rules(*passages, Passage("transcript", "Call a helpline", 0, 2)) == []


def test_two_rules_that_say_the_same_of_the_same_words_are_heard_once():
    assert rules(Passage("text", "He committed suicide.")) == ["language.committed"]


def test_kind_and_plain_words_pass():
    text = (
        "Breathe in for four. Hold. Breathe out for six. About 332 million people live with depression, and many get "
        "better. If today is hard, talk to someone you trust. You don't have to do this alone. In 2021 we began; "
        "988 answers day and night."
    )
    assert said(text).findings == ()


def test_a_report_names_what_was_checked_and_its_worst_finding():
    report = said("He committed suicide. Call me on 0770 090 0123.")
    assert report.worst == Severity.hold
    assert {"any:identifying_detail", "en:committed_language", "en:method_detail"} <= set(report.checks_run)
    assert said("Hello").worst is None


wheres = st.sampled_from(["title", "text", "transcript"])
planted_words = st.sampled_from(["", "committed suicide ", "ﬁ he c0mmitted\u200b suicide", "İ @someone "])


@given(st.lists(st.tuples(wheres, planted_words, st.text(max_size=60)), max_size=5))
def test_every_finding_points_at_the_words_it_names(parts):
    planted = [Passage(where, plant + text, 1.0, 2.0) for where, plant, text in parts]
    for finding in screen(planted, PACK).findings:
        passage = planted[finding.passage]
        assert passage.where == finding.where
        shown = passage.text[finding.start : finding.end]
        spoken = shown.replace("\n", " ") if finding.where == "transcript" else shown
        assert shown and finding.words.startswith(spoken)


@settings(deadline=None)  # work is counted in test_speed; a busy machine says nothing
@given(st.text(alphabet="committed suicide.,'\"-@+0123456789\n\u200b$!", max_size=300))
def test_no_text_upsets_the_reader(text):
    screen([Passage("text", text), Passage("transcript", text, 0, 1)], PACK)


@pytest.mark.parametrize("refuted", ["That is not true.", "No, they need care.", "This was a lie, and we were fined."])
def test_what_the_next_sentence_calls_untrue_is_left_alone(refuted):
    assert rules(Passage("text", "Magnesium cures depression. " + refuted)) == []


def test_only_the_sentence_right_after_can_refute_and_only_when_it_says_no_more_than_that():
    assert "cure.verbs" in rules(Passage("text", "Magnesium cures depression. It is not expensive."))
    assert "cure.verbs" in rules(Passage("text", "Magnesium cures depression. Buy it here. That is not true."))
    assert "cure.verbs" in rules(Passage("text", "That is not true. Magnesium cures depression."))


def test_a_full_stop_after_a_title_ends_no_sentence():
    assert rules(Passage("text", "We thank Dr. Santos and committed. Suicide can be prevented. Helplines help.")) == []
    assert "identifying.named_patient" in rules(Passage("text", "Mrs. Okafor was admitted to the ward."))

from hearten.engines.captions import Cue, Problem, Sentence, Trouble, problems, sentences


def test_a_sentence_spread_over_two_captions_is_heard_as_one():
    cues = [Cue(0, 2, "Breathe in"), Cue(2, 4, "slowly. And"), Cue(4, 6, "out again.”")]
    assert sentences(cues) == (Sentence(0, 4, "Breathe in slowly."), Sentence(2, 6, "And out again.”"))


def test_a_long_silence_ends_a_sentence():
    assert sentences([Cue(0, 1, "One"), Cue(9, 10, "Two")]) == (Sentence(0, 1, "One"), Sentence(9, 10, "Two"))


def test_sentences_end_in_other_scripts_too():
    assert [s.text for s in sentences([Cue(0, 1, "साँस लो। छोड़ो।")])] == ["साँस लो।", "छोड़ो।"]


def test_captions_too_quick_to_read_are_only_a_note():
    assert problems([Cue(0, 1, "x" * 21)], 1) == (Problem(Trouble.too_fast, 1, 0, False),)
    assert problems([Cue(0, 1, "x" * 20)], 1) == ()


def test_an_empty_caption_and_one_past_the_end_must_be_mended():
    found = problems([Cue(0, 1, " "), Cue(1, 5, "late")], 3)
    assert found == (Problem(Trouble.empty, 1, 0, True), Problem(Trouble.past_the_end, 2, 1, True))


def test_long_stretches_without_words_are_asked_about():
    assert [p.at for p in problems([Cue(9, 10, "a"), Cue(19, 20, "b")], 30)] == [0, 10, 20]


def test_a_film_without_captions_has_a_problem():
    assert problems([], 3) == (Problem(Trouble.nothing, 0, 0, True),)

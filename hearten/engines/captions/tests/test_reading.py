import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearten.engines.captions import BadCaptions, Cue, Fault, parse, write
from hearten.engines.captions.plain import tidy, without_tags

VTT = (
    "\ufeffWEBVTT - a film\r\nKind: captions\r\n\r\nSTYLE\r\n::cue { color: url(http://x) }\r\n\r\n"
    "NOTE for us alone\r\n\r\nREGION\r\nid:a\r\n\r\n1\r\n00:01.000 --> 00:02.500 line:0 align:start\r\n"
    "<v Ana><b>Breathe</b> in</v>\r\n&amp; out, <00:01.500><c.loud>slow</c>ly\r\n\r\n"
    "00:00:03.000 --> 01:00:04.000\r\nI <3 you\r\n"
)


def test_words_and_times_are_kept_and_everything_else_is_dropped():
    assert parse(VTT) == (Cue(1.0, 2.5, "Breathe in\n& out, slowly"), Cue(3.0, 3604.0, "I <3 you"))


def test_subtitles_from_other_tools_are_read_too():
    srt = "1\n00:00:01,000 --> 00:00:02,000\n<i>Hello</i>\n\n2\n00:00:02,000 --> 00:00:03,500\nWorld\n"
    assert parse(srt) == (Cue(1.0, 2.0, "Hello"), Cue(2.0, 3.5, "World"))


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("WEBVTT\n\n00:02.000 --> 00:01.000\na", 3, Fault.backwards),
        ("WEBVTT\n\n00:01.000 --> 00:01.000\na", 3, Fault.backwards),
        ("WEBVTT\n\n00:05.000 --> 00:06.000\na\n\n00:01.000 --> 00:02.000\nb", 6, Fault.backwards),
        ("WEBVTT\n\n00:01.000 --> 00:03.000\na\n\n00:02.000 --> 00:04.000\nb", 6, Fault.overlap),
        ("WEBVTT\n\n00:61.000 --> 00:62.000\na", 3, Fault.bad_time),
        ("WEBVTT\n\n٠٠:٠١.٠٠٠ --> 00:02.000\na", 3, Fault.bad_time),
        ("WEBVTT\n\n00:01.000 -->\na", 3, Fault.bad_time),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n" + "a" * 301, 3, Fault.too_long),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n&#" + "9" * 5000 + ";", 3, Fault.too_long),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\na\n\nwords that belong nowhere", 6, Fault.stray_text),
        ("x" * 200_001, 1, Fault.too_large),
        ("é" * 150_000, 1, Fault.too_large),
    ],
)
def test_captions_that_make_no_sense_are_refused_with_the_line_and_the_reason(text, line, code):
    with pytest.raises(BadCaptions) as refused:
        parse(text)
    assert (refused.value.line, refused.value.code) == (line, code)


def test_more_than_two_thousand_captions_are_refused():
    many = [f"00:{n // 60 % 60:02}:{n % 60:02}.0 --> 00:{n // 60 % 60:02}:{n % 60:02}.9\na" for n in range(2001)]
    assert len(parse("WEBVTT\n\n" + "\n\n".join(many[:2000]))) == 2000
    with pytest.raises(BadCaptions) as refused:
        parse("WEBVTT\n\n" + "\n\n".join(many))
    assert refused.value.code == Fault.too_many


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<<script>script>alert(1)<</script>/script>",
        "<img src=x onerror=alert(1)",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&amp;lt;b&amp;gt;",
        "<c.<b>x>",
        "a \u202edesrever",
        "a &#45;-&gt; b",
    ],
)
def test_no_markup_survives_a_hostile_caption(hostile):
    written = write(parse(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{hostile}"))
    payload = written.split("\n", 3)[3]
    assert not set(payload) & set("<>\u202e")


words = st.text(max_size=80).map(tidy) | st.text(alphabet="<>&-/!ab1;lt \n", max_size=80).map(tidy)


@st.composite
def cue_lists(draw):
    at, cues = 0, []
    for text in draw(st.lists(words, max_size=8)):
        at += draw(st.integers(0, 5000))
        end = at + draw(st.integers(1, 5000))
        cues.append(Cue(at / 1000, end / 1000, text))
        at = end
    return tuple(cues)


@given(cue_lists())
def test_what_we_write_reads_back_the_same_and_holds_no_markup(cues):
    written = write(cues)
    assert parse(written) == cues
    timeless = "\n".join(line for line in written.split("\n") if " --> " not in line)
    assert "<" not in timeless and ">" not in timeless


@given(st.text(alphabet="WEBVT\n\r 0123:.->NOTE<b/&;", max_size=200))
def test_any_text_is_read_or_refused_by_name(text):
    try:
        cues = parse(text)
    except BadCaptions:
        return
    assert parse(write(cues)) == cues


def test_a_long_row_of_brackets_takes_no_longer_than_its_length():
    assert without_tags("<" * 100_000) == "<" * 100_000


def test_captions_that_could_not_be_read_back_are_not_written():
    with pytest.raises(BadCaptions) as refused:
        write([Cue(0, 2, "a"), Cue(1, 3, "b")])
    assert (refused.value.line, refused.value.code) == (2, Fault.overlap)

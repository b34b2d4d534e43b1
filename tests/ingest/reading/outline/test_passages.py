from ingest.reading.outline.passages import passages
from ingest.reading.outline.text import read_text


def test_sentences_run_over_the_ends_of_lines() -> None:
    (one,) = passages(read_text("resolution 58/208 of 23\nDecember 2003, and more").lines)
    assert one.text == "resolution 58/208 of 23 December 2003, and more"
    assert one.line_at(one.text.index("December")).number == 2


def test_a_full_stop_at_the_end_of_a_line_ends_a_passage() -> None:
    assert [one.text for one in passages(read_text("First.\nSecond").lines)] == ["First.", "Second"]


def test_a_lettered_heading_stands_alone() -> None:
    made = list(passages(read_text("B. Consideration of drafts\nThe Committee met").lines))
    assert [one.heading for one in made] == [True, False]

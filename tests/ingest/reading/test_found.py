from ingest.reading.found import Fact, Quote, dropped_lines


def fact(line: int, last: int = 0) -> Fact:
    return Fact(field="themes", words="x", quote=Quote(words="x", line=line, last=last, rule="r"))


def test_the_lines_of_a_fact_that_goes_are_accounted_for() -> None:
    gone = dropped_lines([fact(1), fact(2, last=4)], [], "nothing known")
    assert [(one.line, one.reason) for one in gone] == [
        (line, "nothing known") for line in (1, 2, 3, 4)
    ]


def test_a_line_that_another_fact_cites_is_not_ignored() -> None:
    assert not list(dropped_lines([fact(1), fact(1)], [fact(1)], "named elsewhere"))

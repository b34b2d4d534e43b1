"""What sentences say about the series itself: what it replaces, how often it meets."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.catalogue.keys import key
from ingest.reading.found import Fact, Quote
from ingest.reading.outline.lines import Line
from ingest.reading.patterns import lazy_pattern
from ingest.reading.sentences.grammar import load_grammar
from ingest.reading.vocabulary.event_labels import load_event_labels
from ingest.reading.vocabulary.folding import plain
from ingest.reading.vocabulary.sentence_ends import sentences
from ingest.reading.vocabulary.series import Naming, Series, namings

_RENAMED = r"{renamed}[^.;]{0,60}$"
_PROPOSED = "{proposed}"
"""What was not done, or only thought of."""
_OTHER = lazy_pattern(r"[;:]|\s[A-ZÀ-Ý][a-zà-ÿ]")
"""Between name and verb: another clause, or another subject."""
_ASIDE = lazy_pattern(r"^,\s[^,;:]{2,160},(?=\s)")
"""What commas set off right behind a name: "held so far every fourth session of the Assembly"."""
_WORD = lazy_pattern(r"[^\W\d_]+")


def succession(lines: Sequence[Line], own: Series | None) -> Iterator[Fact]:
    """The series that the page's own one replaces: "the Dialogue shall be renamed Forum"."""
    for line in lines:
        for sentence in sentences(line.text):
            named = list(namings(sentence, own))
            for old, new in pairwise(named):
                other = new.series is own and old.series not in (own, None)
                if other and _is_renamed(sentence, old, new):
                    yield _replaced(line, sentence, old)
                    return


def _is_renamed(sentence: str, old: Naming, new: Naming) -> bool:
    """Whether a verb of renaming leads from one to the other, said as a fact."""
    between = sentence[old.to : new.at]
    verb = load_grammar().pattern(_RENAMED).search(plain(between))
    subject = _ASIDE.sub("", between[: verb.start()]) if verb else ""
    proposed = load_grammar().pattern(_PROPOSED).search(plain(sentence))
    return verb is not None and not _OTHER.search(subject) and not proposed


def _replaced(line: Line, sentence: str, old: Naming) -> Fact:
    quote = Quote(words=sentence, line=line.number, rule="a series renamed in a sentence")
    return Fact(
        field="replaces",
        words=sentence[old.at : old.to],
        quote=quote,
        parts={"series": old.key},
    )


def periodicity(lines: Sequence[Line], own: Series | None) -> Iterator[Fact]:
    """Years between meetings, told by an adjective right at the name: "quadrennial Forum"."""
    periods = load_event_labels().periods
    for line in lines:
        for naming in namings(line.text, own):
            before = _WORD.findall(line.text[max(0, naming.at - 20) : naming.at])[-1:]
            inside = _WORD.findall(line.text[naming.at : naming.to])[:2]
            years = [periods[key(word)] for word in before + inside if key(word) in periods]
            if naming.series is own and years:
                words = line.text[max(0, naming.at - 20) : naming.to]
                quote = Quote(words=words, line=line.number, rule="adjective at the name")
                yield Fact(field="periodicity_years", words=str(years[0]), quote=quote)
                return

import pytest

from ingest.reading.vocabulary.drafts import load_draft_entries, load_drafts
from ingest.reading.vocabulary.symbols import parse_symbol


def test_every_symbol_is_in_its_normal_form() -> None:
    for entry in load_draft_entries():
        for words in (entry.draft, entry.final):
            symbol = parse_symbol(words)
            assert symbol is not None
            assert symbol.text == words


def test_a_draft_has_one_final_text_and_every_pair_a_source() -> None:
    drafts = [entry.draft for entry in load_draft_entries()]
    assert len(drafts) == len(set(drafts))
    assert [entry.draft for entry in load_draft_entries() if not entry.source] == []


def test_no_final_text_is_a_draft_itself() -> None:
    assert set(load_drafts()) & set(load_drafts().values()) == set()


@pytest.mark.parametrize(
    ("draft", "final"), [("A/68/L.5", "A/RES/68/4"), ("A/71/L.1", "A/RES/71/1")]
)
def test_the_declarations_are_tied_to_their_drafts(draft: str, final: str) -> None:
    assert load_drafts()[draft] == final


def test_what_is_only_likely_is_not_said() -> None:
    assert "A/72/L.67" not in load_drafts()

"""The regions of the vocabulary."""

from collections import Counter

from ingest.catalogue.keys import key
from ingest.reading.vocabulary.regions import load_regions
from ingest.reading.vocabulary.states import load_states

REGIONS = load_regions().entries


def test_no_two_regions_claim_the_same_words() -> None:
    claims = Counter(
        word
        for one in REGIONS
        for word in {
            key(name) for name in (one.id, one.name_en, one.name_fr, one.name_es, *one.aliases)
        }
    )
    assert [word for word, times in claims.items() if times > 1] == []


def test_every_region_lies_within_known_ones_and_never_in_itself() -> None:
    known = {one.id: one for one in REGIONS}

    def around(one: str) -> set[str]:
        return {outer for near in known[one].within for outer in (near, *around(near))}

    assert all(one not in around(one) for one in known)


def test_every_region_of_a_state_is_known_and_its_subregion_lies_in_it() -> None:
    known = {one.id: one for one in REGIONS}
    for state in load_states().entries:
        assert state.region is None or state.region in known
        if state.subregion:
            outer = {state.subregion, *known[state.subregion].within}
            outer |= {far for near in outer for far in known[near].within}
            assert state.region in outer, state.alpha3

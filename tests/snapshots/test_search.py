"""Words find records: in all languages, whatever is typed, the best first."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from snapshots.bundle import load_bundled
from snapshots.folding import folded
from snapshots.model import (
    Document,
    Meeting,
    MeetingKind,
    Organization,
    Process,
    Snapshot,
    State,
    Theme,
    UnStatus,
)
from snapshots.search import FIELDS, MOST_HIGHLIGHTS, MOST_PARTS, SEARCHED, Hit, Index, Row

BUNDLED = load_bundled().snapshot
INDEX = Index(BUNDLED)


def state(code: str, alpha2: str, **names: str) -> State:
    return State(id=code, alpha2=alpha2, names=names, un_status=UnStatus.MEMBER)


def ids(hits: Sequence[Hit]) -> list[str]:
    return [hit.record.id for hit in hits]


def found(words: str, *kinds: str) -> list[str]:
    return ids(INDEX.find(words, kinds or None))


@pytest.mark.parametrize(
    ("words", "first"),
    [
        *(("Germany", "DEU"), ("Allemagne", "DEU"), ("alemania", "DEU"), ("ALLEM", "DEU")),
        *(("Cote d'Ivoire", "CIV"), ("côte d’ivoire", "CIV"), ("cote d ivoire", "CIV")),
        *(("Mexico", "MEX"), ("México", "MEX"), ("Mexique", "MEX"), ("Türkiye", "TUR")),
        *(("turkiye", "TUR"), ("sz", "SWZ"), ("swz", "SWZ"), ("us", "USA")),
        *(("hld", "hld"), ("IOM", "iom"), ("UN", "un"), ("ECOWAS", "ecowas"), ("unhcr", "unhcr")),
        *(("58/208", "A/RES/58/208"), ("A/RES/58", "A/RES/58/208"), ("a/res/58/208", None)),
        *(
            ("High-level Dialogue on International Migration and Development", "hld"),
            ("oim", "iom"),
        ),
        ("Diálogo de Alto Nivel sobre la Migración Internacional y el Desarrollo", "hld"),
        *(("niger", "NER"), ("guinea", "GIN"), ("congo", "COG"), ("dominica", "DMA")),
    ],
)
def test_what_is_meant_comes_first(words: str, first: str | None) -> None:
    assert found(words)[0] == (first or "A/RES/58/208")


@pytest.mark.parametrize("words", ["UK", "Turkey", "Burma", "Costa de Marfil", "États-Unis", "DRC"])
def test_a_name_that_people_use_is_as_exact_as_an_official_one(words: str) -> None:
    first, *others = INDEX.find(words, ["states"])
    assert folded(words) in map(folded, (*first.row.name, *first.row.more))
    assert all(first.score > other.score for other in others)


def test_every_name_of_a_state_finds_it_before_all_that_are_not_named_so() -> None:
    for one in BUNDLED.states:
        for name in (*one.names.values(), *one.formal_names.values(), *one.other_names):
            hits = INDEX.find(name, ["states"])
            named = [hit.record.id for hit in hits if hit.score == hits[0].score]
            assert one.id in named, name


@pytest.mark.parametrize(
    ("words", "first"),
    [
        *(("the Gambia", "GMB"), ("l’Allemagne", "DEU"), ("los Estados Unidos", "USA")),
        *(("les Pays-Bas", "NLD"), ("El Salvador", "SLV"), ("la Suisse", "CHE")),
    ],
)
def test_a_leading_article_is_left_aside(words: str, first: str) -> None:
    assert found(words, "states")[0] == first


@pytest.mark.parametrize("words", ["U.S.A.", "u.s.a", "USA", "U.K.", "D.R. Congo", "U.A.E."])
def test_initials_are_one_word_with_and_without_full_stops(words: str) -> None:
    plain = words.replace(".", "")
    assert found(words, "states") == found(plain, "states") != []
    assert INDEX.find(words, ["states"])[0].highlights


def test_the_symbol_asked_for_is_found_alone() -> None:
    assert found("58/208", "documents") == ["A/RES/58/208"]
    assert found("resolution 58/208", "documents") == ["A/RES/58/208"]


def test_a_meeting_is_found_by_its_city_and_title_together() -> None:
    meetings = {one.id: one for one in BUNDLED.meetings}
    hits = found("dialogue new york", "meetings")
    assert "hld-2013-10-03" in hits
    for one in hits:
        cities = [folded(city) for city in meetings[one].cities.values()]
        assert "new york" in " ".join(cities) + folded(str(meetings[one].titles))


def test_each_word_must_be_there_as_the_beginning_of_a_word() -> None:
    assert set(found("migra dial")) < set(found("dial"))
    assert found("igration") == []
    assert found("migration zzz") == []


@pytest.mark.parametrize("words", ["œuvre", "oeuvre", "main-d'oeuvre", "MAIN D’ŒUVRE"])
def test_letters_that_are_two_are_found_either_way(words: str) -> None:
    assert "labour-migration" in found(words)


def test_the_exact_name_comes_before_longer_ones_and_codes_before_names() -> None:
    index = Index(
        Snapshot(
            states=(state("AAA", "AA", en="Longer Mic Name"),),
            organizations=(
                Organization(id="one", names={"en": "Mic Mic Mic of the Mic"}),
                Organization(id="two", names={"en": "Mic"}),
                Organization(id="three", names={"en": "Another"}, acronyms={"fr": "MIC"}),
                Organization(id="four", names={"en": "Micro"}, acronyms={"fr": "MICRO"}),
            ),
        )
    )
    hits = index.find("mic")
    assert ids(hits)[:2] == ["three", "two"]
    assert set(ids(hits)) == {"AAA", "one", "two", "three", "four"}
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)


def test_of_records_named_exactly_processes_come_first() -> None:
    names = {"en": "Talks"}
    index = Index(
        Snapshot(
            processes=(Process(id="p", names=names | {"fr": "Entretiens de longue haleine"}),),
            meetings=(Meeting(id="m", titles=names, kind=MeetingKind.PAST),),
        )
    )
    assert ids(index.find("talks")) == ["p", "m"]


def test_equal_records_stay_in_the_order_of_the_snapshot() -> None:
    themes = tuple(Theme(id=f"t{n}", names={"en": "Same words"}) for n in (3, 1, 2))
    assert ids(Index(Snapshot(themes=themes)).find("same")) == ["t3", "t1", "t2"]


def test_each_kind_that_is_searched_is_found_by_each_of_its_fields() -> None:
    index = Index(
        Snapshot(
            processes=(Process(id="p", names={"en": "alpha"}, acronyms={"fr": "beta"}),),
            states=(
                State(
                    id="QQQ",
                    alpha2="QX",
                    names={"es": "gamma"},
                    formal_names={"en": "delta"},
                    un_status=UnStatus.OTHER,
                ),
            ),
            meetings=(
                Meeting(
                    id="m",
                    titles={"en": "epsilon"},
                    kind=MeetingKind.PAST,
                    cities={"fr": "zeta"},
                    venue="eta",
                ),
            ),
            documents=(Document(id="d", symbol="A/1", symbols=("E/2",), titles={"fr": "theta"}),),
        )
    )
    names = "alpha beta p gamma delta qqq qx epsilon zeta eta a/1 e/2 theta"
    expected = ["p"] * 3 + ["QQQ"] * 4 + ["m"] * 3 + ["d"] * 3
    assert [ids(index.find(word)) for word in names.split()] == [[one] for one in expected]
    fields = [
        index.find(word)[0].highlights[0].field for word in ("beta", "alpha", "zeta", "delta")
    ]
    assert fields == list(FIELDS)


HARMLESS = [
    *(
        "AND",
        "OR",
        "NOT",
        "NEAR",
        "migration AND",
        "migration OR zzz",
        "NOT migration",
        "NEAR(a b)",
    ),
    *(
        '"',
        '""',
        '"migration',
        "migration*",
        "*",
        "^migration",
        "mig: x",
        "name : mig",
        "(mig",
        ")",
    ),
    *("-mig", "+mig", "{name} : mig", "mig\\", "mig;DROP TABLE records", "'", "%", "_", "\x00mig"),
    *("mig\x00", "\ud800", "mig \udfff", "\u202emig", "😀", "а", "1" * 5_000, "mig " * 5_000),
    *("", " ", "\n\t", "–", "𞤀𞤁", "\u0301", "x" * 100_000, "rank:1", "records MATCH 'a'", "col1:a"),
]


@pytest.mark.parametrize("words", HARMLESS)
def test_operators_and_odd_signs_are_words_or_nothing(words: str) -> None:
    assert found(words) == found(folded(words[:500]))


def test_operators_ask_for_words_of_that_name() -> None:
    assert set(found("migration AND")) == set(found("and migration")) != set()
    assert found("migration OR zzz") == []
    assert found('"migration"*') == found("migration")


@settings(max_examples=200, deadline=None)
@given(words=st.text(max_size=30))
def test_no_words_break_the_search(words: str) -> None:
    for hit in INDEX.find(words):
        texts = [folded(line) for field in FIELDS for line in getattr(hit.row, field)]
        known = [word for text in texts for word in text.split()]
        assert all(any(one.startswith(word) for one in known) for word in hit.asked)


def test_a_question_of_nothing_finds_nothing() -> None:
    for words in ("", "   ", "?!", "😀"):
        assert found(words) == []


def test_words_behind_the_twelfth_are_left_out() -> None:
    assert found("mig " * 12 + "zzz") == found("mig " * 12)
    assert set(found("mig " * 12)) == set(found("mig"))
    assert found("mig " * 11 + "zzz") == []


def test_kinds_limit_what_is_found_and_not_how_it_is_ranked() -> None:
    every = INDEX.find("mig")
    themes = INDEX.find("mig", ["themes"])
    assert themes == tuple(hit for hit in every if hit.kind == "themes")
    assert 0 < len(themes) < len(every)
    assert INDEX.find("mig", []) == ()
    assert {hit.kind for hit in INDEX.find("a")} <= set(SEARCHED)


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_each_record_is_found_by_each_of_its_lines(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(SEARCHED)))
    record = data.draw(st.sampled_from(getattr(BUNDLED, kind)))
    row = SEARCHED[kind](record, {})
    lines = [line for field in FIELDS for line in getattr(row, field) if folded(line)]
    assume(lines)
    line = data.draw(st.sampled_from(lines))
    words = folded(line[:500]).split()[:12]
    words = [word[: data.draw(st.integers(1, len(word)))] for word in words]
    data.draw(st.randoms(use_true_random=False)).shuffle(words)
    hits = {(hit.kind, hit.record.id): hit for hit in INDEX.find(" ".join(words))}
    hit = hits[kind, record.id]
    assert hit.highlights


@pytest.mark.parametrize(
    "words", ["a", "mig dev", "new york", "cote ivoire", "58/208", "œuvre", "un"]
)
def test_highlights_join_to_the_very_text_and_mark_what_was_asked(words: str) -> None:
    for hit in INDEX.find(words):
        assert 0 < len(hit.highlights) <= MOST_HIGHLIGHTS
        for one in hit.highlights:
            text = "".join(part.text for part in one.parts)
            assert text in getattr(hit.row, one.field)
            assert len(one.parts) <= MOST_PARTS
            assert all(part.text for part in one.parts)
            marked = [folded(part.text) for part in one.parts if part.matched]
            assert marked
            for word in marked:
                assert any(piece.startswith(one) for piece in word.split() for one in hit.asked)


def test_words_are_marked_with_their_accents() -> None:
    index = Index(Snapshot(states=(state("MEX", "MX", es="Los México e\u0301tats"),)))
    (highlight,) = index.find("mexico etat")[0].highlights
    assert [(part.text, part.matched) for part in highlight.parts] == [
        *(("Los ", False), ("México", True), (" ", False), ("e\u0301tats", True)),
    ]


def test_a_line_of_many_matches_is_cut_into_so_many_pieces() -> None:
    words = " ".join(f"mig{n}" for n in range(40))
    (hit,) = Index(Snapshot(themes=(Theme(id="t", names={"en": words}),))).find("mig")
    (highlight,) = hit.highlights
    assert len(highlight.parts) == MOST_PARTS
    assert "".join(part.text for part in highlight.parts) == words


def test_an_empty_snapshot_is_searched_too() -> None:
    assert Index(Snapshot()).find("mig") == ()
    assert Row() == Row()


def test_several_threads_ask_at_once() -> None:
    questions = ["mig", "new york", "un", "58/208", "a", "zzz", "cote"] * 20
    alone = {words: INDEX.find(words) for words in set(questions)}
    with ThreadPoolExecutor(8) as pool:
        for words, hits in zip(questions, pool.map(INDEX.find, questions), strict=True):
            assert hits == alone[words]

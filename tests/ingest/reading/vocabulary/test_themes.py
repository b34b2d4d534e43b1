import re

import pytest

from ingest.catalogue.keys import key
from ingest.reading.vocabulary.tables import Names
from ingest.reading.vocabulary.themes import ThemeEntry, load_themes

ENTRIES = load_themes().entries


def found(words: str) -> str | None:
    entry = load_themes().find(words)
    return entry.id if entry else None


def theme(id: str, name: str) -> ThemeEntry:
    return ThemeEntry(id=id, name_en=name, name_fr=name, name_es=name)


def test_ids_are_unique_slugs() -> None:
    ids = [entry.id for entry in ENTRIES]
    assert len(ids) == len(set(ids))
    assert [id for id in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id)] == []


def test_every_wording_finds_its_own_theme() -> None:
    for entry in ENTRIES:
        for wording in entry.spellings:
            assert key(wording), entry.id
            assert found(wording) == entry.id, wording


def test_no_wording_is_written_twice_in_one_entry() -> None:
    for entry in ENTRIES:
        aliases = [key(alias) for alias in entry.aliases]
        assert len(aliases) == len(set(aliases)), entry.id
        assert not set(aliases) & {key(entry.name_en), key(entry.name_fr), key(entry.name_es)}


@pytest.mark.parametrize(
    ("id", "wordings"),
    [
        (
            "labour-migration",
            (
                "Labour migration",
                "Labor Migration",
                "Migration de main-d’œuvre",
                "la migration de travail",
                "Migración laboral",
            ),
        ),
        (
            "trafficking-in-persons",
            (
                "Counter-trafficking",
                "Combatting human trafficking",
                "Traite d’êtres humains",
                "Trata de personas",
            ),
        ),
        (
            "migrants-rights",
            (
                "Migrants' rights",
                "Migrant’s rights",
                "Human Rights of Migrants",
                "Droits de l’homme des migrants",
                "Derechos humanos de los migrantes",
            ),
        ),
        (
            "public-perception",
            (
                "Image of migrants in public opinion",
                "Image des migrants dans l’opinion",
                "Percepción pública de los migrantes",
            ),
        ),
    ],
)
def test_three_languages_meet_in_one_theme(id: str, wordings: tuple[str, ...]) -> None:
    assert {found(wording) for wording in wordings} == {id}


def test_punctuation_that_a_list_leaves_behind_does_not_matter() -> None:
    assert found("Remittances;") == "remittances"
    assert found("• Border management, ") == "border-management"
    assert found("visas.") == "visas"


def test_trafficking_smuggling_and_both_together_are_three_themes() -> None:
    wordings = ("Human trafficking", "Migrant smuggling", "Human smuggling and trafficking")
    assert [found(wording) for wording in wordings] == [
        "trafficking-in-persons",
        "smuggling-of-migrants",
        "trafficking-and-smuggling",
    ]


def test_a_compound_of_two_themes_is_neither_of_them() -> None:
    assert found("Return and reintegration") == "return-and-reintegration"
    assert found("Return") == "return"
    assert found("Irregular migration and mixed flows") == "irregular-migration-and-mixed-flows"
    assert found("Irregular migration and visas") is None


def around(one: str) -> set[str]:
    """All that is broader."""
    (entry,) = [entry for entry in ENTRIES if entry.id == one]
    return {*entry.broader, *(far for near in entry.broader for far in around(near))}


def test_what_is_broader_is_known_and_never_comes_back() -> None:
    known = {entry.id for entry in ENTRIES}
    for entry in ENTRIES:
        assert around(entry.id) <= known - {entry.id}


@pytest.mark.parametrize(
    "words",
    [
        "Human smuggling and trafficking",
        "Combatting human trafficking and protecting victims of human trafficking",
        "Combating smuggling and trafficking, including the protection of victims",
        "Combatting trans-border organized crime (human trafficking and migrant smuggling)",
        "irregular migration and trafficking in human beings",
        "Promoting cooperation to combat migrant smuggling and trafficking in persons",
        "smuggling of migrant and trafficking in persons",
    ],
)
def test_whatever_trafficking_is_worded_with_it_stands_under_trafficking(words: str) -> None:
    assert "trafficking-in-persons" in around(found(words) or "")


def test_one_concept_is_one_in_all_languages_and_with_slips() -> None:
    assert found(
        "Politiques migratoires, gestion et gouvernance des migrations dans la région de l’IGAD"
    ) == found("Migration policy, migration management and migration governance in the IGAD region")
    assert found("Border management and combing document fraud") == found(
        "Border management and document fraud"
    )


@pytest.mark.parametrize(
    "words",
    [
        "",
        "—",
        "Migration",
        "Labour migration between Asia and the European Union",
        "Integration of migrants into the labour market",
        "Fisheries",
    ],
)
def test_unknown_words_find_no_theme(words: str) -> None:
    assert found(words) is None


def test_a_wording_claimed_twice_is_refused_with_both_claimants() -> None:
    with pytest.raises(ValueError, match=r"'Réadmission' is claimed by first and by second"):
        Names((theme("first", "Readmission"), theme("second", "Réadmission")))

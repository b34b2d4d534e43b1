import re
from itertools import permutations

import pytest

from ingest.catalogue.keys import key
from ingest.reading.vocabulary.organizations import (
    Acronyms,
    OrganizationEntry,
    Organizations,
    load_organizations,
)

ENTRIES = load_organizations().entries


def found(words: str) -> str | None:
    entry = load_organizations().find(words)
    return entry.id if entry else None


def body(
    id: str, name: str, *, acronym: str | None = None, aliases: tuple[str, ...] = ()
) -> OrganizationEntry:
    return OrganizationEntry(
        id=id,
        kind="other",
        name_en=name,
        name_fr=name,
        name_es=name,
        acronyms=Acronyms(en=acronym),
        aliases=aliases,
    )


def test_ids_are_unique_slugs() -> None:
    ids = [entry.id for entry in ENTRIES]
    assert len(ids) == len(set(ids))
    assert [id for id in ids if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id)] == []


def test_every_parent_is_an_entry() -> None:
    ids = {entry.id for entry in ENTRIES}
    assert {entry.parent for entry in ENTRIES if entry.parent} <= ids


def test_no_body_is_its_own_ancestor() -> None:
    parents = {entry.id: entry.parent for entry in ENTRIES}
    for start in parents:
        seen, above = {start}, parents[start]
        while above:
            assert above not in seen, start
            seen.add(above)
            above = parents[above]


def test_every_spelling_finds_its_own_entry() -> None:
    for entry in ENTRIES:
        for spelling in (*entry.spellings, *entry.all_acronyms):
            assert key(spelling), entry.id
            assert found(spelling) == entry.id, spelling


def test_no_spelling_is_written_twice_in_one_entry() -> None:
    for entry in ENTRIES:
        aliases = [key(alias) for alias in entry.aliases]
        assert len(aliases) == len(set(aliases)), entry.id
        assert not set(aliases) & {key(entry.name_en), key(entry.name_fr), key(entry.name_es)}


def test_every_name_may_carry_its_acronym_in_brackets() -> None:
    for entry in ENTRIES:
        for acronym in entry.all_acronyms:
            assert found(f"{entry.name_fr} ({acronym})") == entry.id
            assert found(f"{entry.name_en} [{acronym}]") == entry.id


@pytest.mark.parametrize(
    ("id", "spellings"),
    [
        (
            "iom",
            (
                "International Organization for Migration (IOM)",
                "Organisation internationale pour les migrations (OIM)",
                "Organización Internacional para las Migraciones",
                "OIM",
            ),
        ),
        (
            "unhcr",
            (
                "United Nations High Commissioner for Refugees (UNHCR)",
                "Haut-Commissariat des Nations Unies pour les réfugiés (HCR)",
                "Alto Comisionado de las Naciones Unidas para los Refugiados (ACNUR)",
            ),
        ),
        (
            "ilo",
            (
                "International Labour Organization (ILO)",
                "Bureau international du Travail (BIT)",
                "Organización Internacional del Trabajo (OIT)",
            ),
        ),
        (
            "un-eclac",
            (
                "Economic Commission for Latin America and the Caribbean (ECLAC)",
                "Commission économique pour l'Amérique latine et les Caraïbes (CEPALC)",
                "Comisión Económica para América Latina y el Caribe (CEPAL)",
            ),
        ),
        (
            "un-regional-commissions",
            (
                "UN regional commissions",
                "Commissions régionales des Nations Unies",
                "Comisiones regionales de las Naciones Unidas",
            ),
        ),
    ],
)
def test_three_languages_meet_in_one_record(id: str, spellings: tuple[str, ...]) -> None:
    assert {found(spelling) for spelling in spellings} == {id}


def test_case_accents_and_punctuation_of_a_name_do_not_matter() -> None:
    assert found("COMMUNAUTE ECONOMIQUE DES ETATS DE L'AFRIQUE DE L'OUEST") == "ecowas"
    assert found("  Haut Commissariat des Nations Unies aux droits de l´homme ; ") == "ohchr"


def test_a_former_name_finds_the_body_of_today() -> None:
    assert found("European Asylum Support Office (EASO)") == "euaa"
    assert found("African, Caribbean and Pacific Group of States (ACP)") == "oacps"


def test_a_predecessor_among_several_stays_a_body_of_its_own() -> None:
    assert found("United Nations Development Fund for Women (UNIFEM)") == "unifem"
    assert found("UN-Women") == "un-women"


def test_a_commission_is_not_the_community_it_serves() -> None:
    assert found("Economic Community of West African States (ECOWAS)") == "ecowas"
    assert found("ECOWAS Commission") == "ecowas-commission"
    assert found("African Union Commission") == "african-union-commission"
    assert found("Comisión de la Unión Africana") == "african-union-commission"


def test_a_commission_may_carry_the_acronym_of_its_community() -> None:
    words = "Commission of the Economic Community of West African States (ECOWAS)"
    assert found(words) == "ecowas-commission"


def test_a_name_may_stand_in_brackets_behind_its_acronym() -> None:
    assert found("ICMPD (International Centre for Migration Policy Development)") == "icmpd"


def test_a_bracket_that_contradicts_the_name_finds_nothing() -> None:
    assert found("International Organization for Migration (ILO)") is None
    assert found("International Red Cross and Red Crescent Movement (IFRC)") is None
    assert found("European Commission (observer)") is None


def test_a_remark_in_square_brackets_behind_a_name_is_no_part_of_it() -> None:
    remark = "[in its capacity of the Secretariat of the Process]"
    found = load_organizations().find(f"International Organization for Migration (IOM) {remark}")
    assert found is not None
    assert found.id == "iom"
    assert load_organizations().find(f"Ministry of Silly Walks {remark}") is None


def test_an_acronym_counts_only_as_it_is_written() -> None:
    assert found("WHO") == "who"
    assert found("who") is None
    assert found("Can") is None
    assert found("EurAsEC") == "eurasec"


def test_an_acronym_that_means_something_else_more_often_finds_nothing_alone() -> None:
    assert found("FRA") is None
    assert found("WB") is None
    assert found("World Bank (WB)") == "world-bank"


@pytest.mark.parametrize(
    "words",
    [
        "",
        "()",
        "(IOM)",
        "Ministry of Foreign Affairs",
        "International Organization",
        "International Organization for Migrations",
        "IOM and UNHCR",
        "Secretariat",
    ],
)
def test_unknown_words_find_nothing(words: str) -> None:
    assert found(words) is None


def test_a_name_claimed_twice_is_refused_with_both_claimants() -> None:
    with pytest.raises(ValueError, match=r"claimed by first and by second"):
        Organizations((body("first", "The Forum"), body("second", "THE FORUM")))


def test_an_acronym_claimed_twice_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'FM' is claimed by first and by second"):
        Organizations((body("first", "Forum", acronym="FM"), body("second", "Fund", acronym="FM")))


def test_an_acronym_that_is_the_name_of_another_is_refused_in_either_order() -> None:
    pair = (body("first", "Forum", acronym="FM"), body("second", "Fund", aliases=("Fm",)))
    for order in permutations(pair):
        with pytest.raises(ValueError, match=r"'FM' is claimed by"):
            Organizations(order)

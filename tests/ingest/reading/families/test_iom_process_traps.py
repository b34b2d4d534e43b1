"""Invented pages of processes, on which something wrong lies nearer than what is right."""

from collections.abc import Callable
from typing import Any

import pytest

from ingest.reading.facts import facts
from ingest.reading.reading import Reading

MakeReading = Callable[[str, str], Reading]
URL = "https://www.iom.int/colombo-process"
HEAD = "Colombo Process\nType: Regional\n"


def said(page: MakeReading, text: str) -> dict[str, Any]:
    return facts(page(URL, HEAD + text))


@pytest.mark.parametrize(
    "cut",
    [
        "States, organizations, civil society and migration experts may be",
        "Other States, territories and agencies of the region may be invited as",
        "Des États, des organisations et des experts peuvent être",
        "Los Estados, los organismos internacionales y la sociedad civil pueden",
        "<script>alert(1)</script>",
        "https://example.org/members",
    ],
)
@pytest.mark.parametrize("bullet", ["", "• "])
def test_what_is_no_name_becomes_no_member(page: MakeReading, bullet: str, cut: str) -> None:
    found = page(URL, f"{HEAD}Member States (2)\n{bullet}Peru\n{bullet}Chile\n{cut}\n")
    assert facts(found)["participating_states"] == ["PER", "CHL"]
    assert len(found.of("participating_states")) == 2
    assert [doubt.code for doubt in found.doubts] == ["no-name"]


def test_an_unknown_name_is_kept_and_doubted(page: MakeReading) -> None:
    found = page(URL, f"{HEAD}Member States\n• Peru\n• Republic of Atlantis\n")
    assert len(found.of("participating_states")) == 2
    assert [doubt.code for doubt in found.doubts] == ["unknown-state"]


@pytest.mark.parametrize("entry", ["Rome, Italy", "Migration and health"])
def test_an_entry_that_is_no_meeting_is_told_of(page: MakeReading, entry: str) -> None:
    listed = f"• Second Consultation, Manila, Philippines, 22 September 2004\n• {entry}\n"
    found = page(URL, f"{HEAD}Past meetings\n{listed}")
    assert [one["start"] for one in facts(found)["meetings"]] == ["2004-09-22"]
    assert [(doubt.code, doubt.quote and doubt.quote.words) for doubt in found.doubts] == [
        ("no-meeting", entry)
    ]


def test_a_list_that_goes_on_as_text_is_the_list(page: MakeReading) -> None:
    found = said(page, "Member States: Peru, Chile, Ecuador. Other States and experts may be\n")
    assert found["participating_states"] == ["PER", "CHL", "ECU"]


def test_a_list_that_is_shown_twice_counts_once(page: MakeReading) -> None:
    members = "Member States (3)\n• Peru\n• Chile\n• Ecuador\n"
    reading = page(URL, f"{HEAD}{members}Partners\n• IOM\n{members}")
    assert len(reading.of("participating_states")) == 3
    assert facts(reading)["participating_states_declared"] == 3


@pytest.mark.parametrize(
    "text",
    [
        "The Manila Process, the predecessor of the Colombo Process, met with the following "
        "participating countries: Peru, Chile, Ecuador and Bolivia.",
        "The Söderköping Process had been started among these participating countries: Peru, "
        "Chile, Ecuador and Bolivia.",
        "Le Processus de Manille, prédécesseur du Processus de Colombo, comptait les pays "
        "participants suivants : Pérou, Chili, Équateur et Bolivie.",
        "El Proceso de Manila, antecesor del Proceso de Colombo, tenía los siguientes países "
        "miembros: Perú, Chile, Ecuador y Bolivia.",
    ],
)
def test_members_of_a_predecessor_are_none_of_the_process(page: MakeReading, text: str) -> None:
    assert "participating_states" not in said(page, f"Objectives\nDialogue.\n{text}\n")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("International Organization for Migration (IOM) under the theme Safe Ways", None),
        ("IOM in the framework of the Year of Migrants", None),
        ("Vacant", None),
        ("Por designar", None),
        ("IOM (IOM provides technical support)", ["IOM"]),
        ("IOM (Secretariat)", ["IOM"]),
        ("International Organization for Migration (IOM)",) * 2,
        ("IOM and UNHCR", ["IOM", "UNHCR"]),
        ("IOM supports the members and hosts their secretariat.", None),
        ("A team of experts in Lima has served as the secretariat since 2005.", None),
        ("IOM supports the Process and hosts its secretariat.", ["IOM"]),
        ("La OIM presta apoyo técnico al Proceso y ejerce su secretaría.", ["OIM"]),
    ],
)
def test_a_secretariat_is_a_body_and_no_part_of_a_sentence(
    page: MakeReading, line: str, expected: list[str] | str | None
) -> None:
    wanted = [expected] if isinstance(expected, str) else expected
    found = said(page, f"Objectives\nDialogue.\nSecretariat / Support Unit\n{line}\n")
    assert found.get("secretariat") == wanted


@pytest.mark.parametrize("word", ["Vacant", "Vacante", "To be elected", "À désigner", "TBC"])
def test_a_vacant_chair_is_no_chair(page: MakeReading, word: str) -> None:
    reading = page(URL, f"{HEAD}Current Chair: {word}\n")
    assert facts(reading)["chair_current"] == []
    assert reading.doubts == ()


@pytest.mark.parametrize(
    "entry",
    [
        "Visit for more information",
        "Visit https://example.org for more information",
        "Read more",
        "Pour en savoir plus",
        "Haga clic aquí",
        "More information",
    ],
)
def test_an_invitation_is_no_theme(page: MakeReading, entry: str) -> None:
    assert said(page, f"Thematic Focus\n• Remittances\n• {entry}\n")["themes"] == ["Remittances"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Africa continent-wide", ["Africa"]),
        ("Europe-wide; Africa (continent-wide)", ["Europe", "Africa"]),
        ("Asia-Pacific", ["Asia", "Pacific"]),
        ("Asia and the Pacific", ["Asia", "Pacific"]),
        ("Euro-Mediterranean, Sub-Saharan Africa", ["Euro-Mediterranean", "Sub-Saharan Africa"]),
        ("North and Central America", ["North America", "Central America"]),
        ("Central and South-East Europe", ["Central Europe", "South-East Europe"]),
        ("Middle East and North Africa", ["Middle East", "North Africa"]),
        ("América Central y del Sur", ["América Central", "América del Sur"]),
        ("Afrique du Nord et de l’Ouest", ["Afrique du Nord", "Afrique de l’Ouest"]),
        ("Afrique à l’échelle du continent", ["Afrique"]),
    ],
)
def test_a_region_is_one_whatever_stands_behind_it(
    page: MakeReading, words: str, expected: list[str]
) -> None:
    assert said(page, f"Regions: {words}\n")["regions"] == expected


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ("Membership\nThe Process brings together 45 Member States.", None, 45),
        ("Membership\nThe Process currently counts 12 Member States, namely:\nPeru", None, 12),
        ("Membres\nLe Processus réunit 45 États membres.", None, 45),
        ("Miembros\nEl Proceso reúne a 45 Estados miembros.", None, 45),
        ("Participating States\nThe membership now includes:\n• Peru\n• Chile", "states", 2),
        ("Estados participantes\nActualmente integran el Proceso:\n• Perú\n• Chile", "states", 2),
        ("Areas of Interest\nRemittances, return and labour migration", "themes", 3),
        ("Áreas temáticas\nMigración laboral, remesas y retorno.", "themes", 3),
        ("Domaines thématiques\nMigration de main-d’œuvre, retour et santé", "themes", 3),
        ("Objectives\nThe three areas of cooperation are: (1) labour migration; (2) return and "
         "(3) remittances.", "themes", 3),
        ("Objetivos\nLas tres áreas de cooperación son: (1) migración laboral; (2) retorno; (3) "
         "remesas.", "themes", 3),
        ("Thematic priorities\nIt works on common concerns.\nThey are:\n• Return\n• Remittances",
         "themes", 2),
        ("Objectives\nOfficial information is at https://example.org/a.", "websites", 1),
        ("Objectifs\nLe site officiel est https://example.org.", "websites", 1),
        ("Objectives\nFor details of a partner, see https://example.org.", "websites", 0),
    ],
)  # fmt: skip
def test_a_sentence_under_a_label_says_what_the_label_asks(
    page: MakeReading, text: str, key: str | None, expected: int
) -> None:
    found = said(page, f"Objectives\nDialogue.\n{text}\n")
    if key is None:
        assert found["participating_states_declared"] == expected
    else:
        name = "participating_states" if key == "states" else key
        assert len(found.get(name, ())) == expected


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Consultative Process on Overseas Employment and", "Contractual Labour in Asia"),
        ("Dialogue de haut niveau sur les", "migrations internationales et le développement"),
        ("Foro Iberoamericano sobre", "Migración y Desarrollo"),
    ],
)
def test_a_title_over_two_lines_is_one(page: MakeReading, first: str, second: str) -> None:
    found = page("https://www.iom.int/some-process", f"{first}\n{second}\nType: Regional\n")
    assert facts(found)["name"] == f"{first} {second}"


def test_a_role_in_a_list_of_organizations_is_an_entry_and_ends_no_list(page: MakeReading) -> None:
    listed = "Partners\n  • IOM\n  • Outgoing Chair\n  • UNHCR\n  • European Union\n"
    found = page(URL, f"Established: 2001\n{listed}")
    partners = [one.organization for one in found.of("partners")]  # type: ignore[union-attr]
    assert partners == ["iom", None, "unhcr", "eu"]
    assert (found.of("chairs"), found.doubts) == ((), ())


def test_a_chair_below_its_label_in_a_list_is_in_the_chair(page: MakeReading) -> None:
    listed = "Partners\n  • IOM\n  • Current Chair\n  • Kenya\n"
    assert said(page, f"Established: 2001\n{listed}")["chair_current"] == ["KEN"]


def test_the_outgoing_chair_is_a_past_one(page: MakeReading) -> None:
    found = page(URL, "Established: 2001\nCurrent Chair: Kenya\nOutgoing Chair: Mali\n").of(
        "chairs"
    )
    assert [(one.state, one.current) for one in found] == [  # type: ignore[union-attr]
        ("KEN", True),
        ("MLI", False),
    ]

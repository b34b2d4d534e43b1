"""The names of the catalogue: which process a page means by a name or an acronym."""

from typing import Any

import pytest

from ingest.catalogue.catalogue import Catalogue, CatalogueProcess, load_catalogue
from ingest.errors import CatalogueError

CATALOGUE = load_catalogue()


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("Migration Dialogue for Southern Africa", "midsa"),
        ("MIGRATION DIALOGUE FOR SOUTHERN AFRICA", "midsa"),
        ("Migration Dialogue for Southern Africa (MIDSA)", "midsa"),
        ("Migration  Dialogue for Southern\nAfrica", "midsa"),
        ("dialogo de alto nivel sobre la migracion internacional y el desarrollo", "hld"),
        ("Dialogue de haut niveau sur les migrations internationales et le developpement", "hld"),
        ("Forum d'examen des migrations internationales", "imrf"),
        ("Forum mondial sur la migration et le développement (FMMD)", "gfmd"),
        ("Puebla Process", "rcm"),
        ("Proceso de Puebla", "rcm"),
        ("Regional Conference on Migration (RCM or Puebla Process)", "rcm"),
        ("Conferencia Regional sobre Migración (CRM)", "rcm"),
        ("Lima Process", "sacm"),
        ("Conferencia Sudamericana sobre Migraciones", "sacm"),
        ("Conferencia Suramericana sobre Migraciones (CSM)", "sacm"),
        ("Pacific Immigration Directors' Conference", "pidc"),
        ("Pacific Immigration Directors’ Conference (PIDC)", "pidc"),
        ("Asia – EU Dialogue on Labour Migration", "alami"),
        ("Asia-EU Dialogue on Labor Migration", "alami"),
        ("Inter-Governmental Consultations on Migration, Asylum and Refugees", "igc"),
        ("5 + 5 Dialogue on Migration in the Western Mediterranean", "fiveplusfive"),
        ("EU-Horn of Africa Migration Route Initiative (Khartoum Process)", "khartoum"),
        ("Euro-African Dialogue on Migration and Development (Rabat Process)", "rabat"),
        ("Eastern Partnership (EaP) Panel on Migration and Asylum", "eap"),
        ("Soderkoping Process", "eap"),
        ("Intergovernmental Authority on Development (IGAD) RCP (IGAD RCP)", "igad-rcp"),
        ("PCR de l'IGAD", "igad-rcp"),
        ("Dialogue sur la migration pour les Etats de l'Afrique centrale (DIMAC)", "midcas"),
        ("Forum Panafricain sur la Migration", "pafom"),
        ("Global RCP Meetings", "grcp"),
        ("International Labour Conference", "ilc"),
    ],
)
def test_names_are_found_whatever_their_case_accents_and_brackets(words: str, id: str) -> None:
    found = CATALOGUE.named(words)
    assert found is not None
    assert found.id == id


@pytest.mark.parametrize("process", CATALOGUE.processes, ids=lambda process: str(process.id))
def test_every_name_acronym_and_alias_leads_to_its_process(process: CatalogueProcess) -> None:
    for words in (*process.names.values(), *process.acronyms.values(), *process.aliases):
        assert CATALOGUE.named(words) is process


@pytest.mark.parametrize(
    ("acronym", "id"),
    [
        *(("HLD", "hld"), ("GFMD", "gfmd"), ("FMMD", "gfmd"), ("FEMI", "imrf"), ("ADD", "add")),
        *(("RCM", "rcm"), ("CRM", "rcm"), ("SACM", "sacm"), ("CSM", "sacm"), ("CMC", "cmc")),
        *(("IGAD-RCP", "igad-rcp"), ("IGAD RCP", "igad-rcp"), ("MiD-IGAD", "igad-rcp")),
        *(("5+5", "fiveplusfive"), ("ACP-UE", "acp-eu"), ("PAFoM", "pafom"), ("PAFOM", "pafom")),
        *(("MiDIOCC", "midiocc"), ("AU HoAI", "au-hoai"), ("COMESA RCP", "midcom")),
        ("EaPPMA", "eap"),
    ],
)
def test_acronyms_are_found_as_written(acronym: str, id: str) -> None:
    found = CATALOGUE.named(acronym)
    assert found is not None
    assert found.id == id


@pytest.mark.parametrize(
    "words",
    [
        *("", " ", "add", "Add", "Rcm", "hld", "gfmd", "asem", "mid-igad", "55"),
        *("RCP", "PCR", "IRF", "ISCM", "EAC", "IOM", "UN", "EaP", "CELAC", "IGAD"),
        *("Global Forum for Media Development", "Regional consultative process on migration"),
        *("Bali", "Conference on Migration", "Dialogue on Migration", "Migration Dialogue"),
        "South American Conference on Migrations and more",
    ],
)
def test_what_is_no_name_of_a_process_is_not_found(words: str) -> None:
    assert CATALOGUE.named(words) is None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"aliases": ("Proceso de Lima",)}, {"aliases": ("proceso  de lima!",)}),
        ({"names": {"es": "Diálogo"}}, {"aliases": ("Dialogo",)}),
        ({"acronyms": {"en": "ABC"}}, {"acronyms": {"fr": "ABC"}}),
        ({"acronyms": {"en": "ABC"}}, {"aliases": ("ABC",)}),
    ],
)
def test_two_processes_with_one_name_are_refused(
    first: dict[str, Any], second: dict[str, Any]
) -> None:
    with pytest.raises(CatalogueError, match="stands under one and two"):
        Catalogue((made("one", first), made("two", second)))


def test_acronyms_that_differ_in_case_may_belong_to_two_processes() -> None:
    catalogue = Catalogue(
        (made("one", {"acronyms": {"en": "ABC"}}), made("two", {"acronyms": {"en": "AbC"}}))
    )
    assert catalogue.named("ABC") is catalogue.process("one")
    assert catalogue.named("AbC") is catalogue.process("two")


def made(id: str, fields: dict[str, Any]) -> CatalogueProcess:
    return CatalogueProcess(**{"id": id, "names": {"en": id}, "pages": (), **fields})

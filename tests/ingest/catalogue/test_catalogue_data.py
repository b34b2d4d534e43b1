"""The catalogue of the package: every process and every page that we know of."""

import re
import tomllib
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import pytest

from ingest.catalogue.addresses import address_key
from ingest.catalogue.catalogue import CatalogueProcess, load_catalogue
from ingest.errors import UnknownPage
from ingest.reading.vocabulary.series import load_series
from snapshots.model import ProcessStatus, ProcessType

CATALOGUE = load_catalogue()
PROCESSES = CATALOGUE.processes
TABLES: list[dict[str, Any]] = tomllib.loads(
    files("ingest.catalogue").joinpath("catalogue.toml").read_text(encoding="utf-8")
)["process"]
LANGUAGES = ("en", "fr", "es")
FIELDS = {
    *("id", "type", "status", "series", "aliases", "headings", "replaces", "pages"),
    *(f"{kind}_{language}" for kind in ("name", "usual", "acronym") for language in LANGUAGES),
}
OFFICIAL = re.compile(r"(?:[\w-]+\.)*(?:un\.org|iom\.int|unsceb\.org|gfmd\.org|gfmd-fmmd\.org)")
COPIES = (
    *("fanyjok.com", "ddevloper.com", "nyaellisricketts.com", "kimandelvis.com", "dd-floors.com"),
    *("elaygc.com", "lingbizi.com", "sby168.com", "proboprint.info", "228551.dnxkx.asia"),
)

# Addresses as they were met: with and without www, on iom.ch, in the order of the processes.
MET = {
    "hld": """
        https://www.iom.int/united-nations-high-level-dialogue-international-migration-and-development-hld
        https://iom.int/fr/dialogue-de-haut-niveau-des-nations-unies-sur-les-migrations-internationales-et-le-developpement
        http://unobserver.iom.int/index.php/hld-series
        https://www.un.org/migration/
        https://www.un.org/french/migration/
        https://www.un.org/development/desa/pd/events/high-level-meetings-68th-session-general-assembly
        https://www.un.org/development/desa/pd/node/3662
        https://www.un.org/development/desa/pd/node/3665
        https://www.un.org/development/desa/pd/node/3671
        https://www.un.org/development/desa/newsletter/dialogue/2013/11/8733.html
        https://www.un.org/en/ga/68/meetings/migration/about.shtml
        https://static.un.org/fr/ga/68/meetings/migration/about.shtml
        https://www.un.org/fr/ga/68/meetings/migration/about.shtml
        https://www.un.org/fr/ga/68/meetings/migration/index.shtml
        http://www.un.org/en/ga/president/67/statements/statements/June/migration25062013.shtml
        https://press.un.org/fr/2013/Conf131002-Migration.doc.htm
        https://unsceb.org/fr/content/contribuer-aux-migrations-internationales-et-au-développement
        https://unsceb.org/es/content/contribución-al-ámbito-de-la-migración-internacional-y-el-desarrollo
        https://unsceb.org/es/content/contribuci%C3%B3n-al-%C3%A1mbito-de-la-migraci%C3%B3n-internacional-y-el-desarrollo
        """,
    "imrf": """
        https://iom.int/es/foro-de-examen-de-la-migracion-internacional-2022
        https://www.un.org/fr/migration2022
        https://www.un.org/fr/migration2022/about-the-forum
        https://www.un.org/en/migration2022/about-the-forum
        https://www.un.org/fr/node/177158
        https://www.un.org/pga/76/2022/05/20/imrf-closing/
        https://www.un.org/en/desa/forum-advance-safe-and-regular-migration-sustainable-development
        https://indico.un.org/event/1000748/
        https://indico.un.org/event/37351/
        """,
    "gfmd": """
        https://www.iom.int/global-forum-migration-and-development-gfmd
        https://www.iom.ch/global-forum-migration-and-development-gfmd
        https://www.gfmd.org/meetings
        http://www.gfmd.org/meetings/belgium2007
        https://www.gfmd.org/meetings/mexico2010
        https://www.gfmd.org/meetings/sweden2013-2014
        http://gfmd.org/node/226
        https://gfmd.org/node/229
        https://gfmd.org/pfp/ppd?page=592
        http://preview.gfmd.org/process/annual-themes
        https://gfmd.org/news/passing-baton-colombia-takes-gfmd-chairship
        http://www.gfmd-fmmd.org/en/send/send/46
        https://press.un.org/en/2008/ga10717.doc.htm
        """,
    "idm": """
        https://www.iom.int/idm-second-session-2024
        https://iom.int/es/encauzar-la-migracion-de-retorno-2008
        https://iom.int/strengthening-international-cooperation-and-governance-migration-towards-adoption-global-compact-migration-2018
        https://iom.int/fr/crise-de-la-covid-19-repenser-la-contribution-des-migrants-et-de-la-mobilite-humaine-la-realisation-des-objectifs-de-developpement-durable
        https://iom.int/fr/accelerer-laction-integree-en-faveur-du-developpement-durable-migration-environnement-et-changements-climatiques
        https://iom.int/fr/mise-en-oeuvre-du-pacte-mondial-sur-les-migrations-succes-defis-et-approches-novatrices
        https://iom.int/fr/dialogue-international-sur-la-migration-2023-mise-profit-de-la-mobilite-humaine-lappui-des-objectifs-de-developpement-durable
        https://iom.int/fr/premiere-session-du-dialogue-international-sur-la-migration-2024
        """,
    "grcp": """
        https://www.iom.int/global-rcp-meetings
        https://www.iom.int/global-iscm-meetings
        https://www.iom.int/2009-global-iscm-meeting
        https://www.iom.int/2011-global-iscm-consultation
        https://www.iom.int/2013-global-iscm-meeting
        https://www.iom.int/2017-global-iscm-meeting
        https://www.iom.int/2019-global-iscm-meeting
        https://www.iom.int/2021-global-iscm-meeting
        https://iom.int/fr/reunion-mondiale-des-pcr-2005
        https://iom.int/fr/reunion-mondiale-des-pcr-2009
        https://iom.int/fr/consultation-mondiale-des-pcr-2011
        https://iom.int/fr/reunion-mondiale-des-pcr-2013
        https://www.iom.int/fr/reunion-mondiale-des-pcr-2017
        """,
    "gcm-conference": """
        https://www.un.org/en/conf/migration/
        https://www.un.org/en/conf/migration/about-conference.shtml
        http://un.org/es/conf/migration/about-conference.shtml
        https://refugeesmigrants.un.org/intergovernmental-conference-2018
        https://refugeesmigrants.un.org/SGReport
        """,
    "desa-coordination": """
        https://www.un.org/en/development/desa/population/migration/events/coordination/7/index.asp
        https://www.un.org/en/development/desa/population/migration/events/coordination/12/index.asp
        https://www.un.org/en/development/desa/population/migration/events/coordination/16/index.asp
        https://www.un.org/en/development/desa/population/migration/events/other/symposium/201902/index.asp?A2011
        http://www.unpopulation.org/en/development/desa/population/migration/events/coordination/13/index_websites.html
        http://www.unpopulation.org/en/development/desa/population/migration/events/coordination/16/index_backgrounddocs.html
        http://www.un.org/esa/population/meetings/twelfthcoord2014/twelfthcoord2014.htm
        https://www.un.org/en/development/desa/news/population/coordinating-international-migration-issues.html
        https://press.un.org/en/2002/pop834.doc.htm
        https://press.un.org/en/2003/note5819.doc.htm
        """
    + "\n".join(
        "https://www.un.org/development/desa/pd/events/"
        f"{ordinal}-coordination-meeting-international-migration"
        for ordinal in (
            *("first", "second", "third", "sixth", "eighth", "ninth", "tenth", "eleventh"),
            *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
        )
    ),
    "igc": """
        https://www.iom.int/inter-governmental-consultations-migration-asylum-and-refugees-igc
        """,
    "add": "http://www.iom.ch/abu-dhabi-dialogue",
    "bali": """
        https://www.iom.int/bali-process-people-smuggling-trafficking-persons-and-related-transnational-crime
        https://www.iom.int/fr/processus-de-bali-sur-le-trafic-illicite-detres-humains-la-traite-des-personnes-et-la-criminalite
        https://www.iom.int/es/proceso-de-bali-sobre-el-trafico-ilicito-de-migrantes-la-trata-de-personas-y-los-delitos
        """,
    "budapest": "https://www.iom.int/budapest-process",
    "rabat": "https://www.iom.int/euro-african-dialogue-migration-and-development-rabat-process",
    "khartoum": "https://www.iom.int/eu-horn-africa-migration-route-initiative-khartoum-process",
    "fiveplusfive": """
        https://www.iom.int/55-dialogue-migration-western-mediterranean
        https://www.iom.int/node/30037
        """,
    "mtm": "https://www.iom.int/mediterranean-transit-migration-mtm",
    "fibemyd": "https://www.iom.int/ibero-american-forum-migration-and-development-fibemyd",
    "acp-eu": """
        https://www.iom.int/african-caribbean-and-pacific-group-states-acp-european-union-eu-dialogue-migration
        https://iom.int/fr/dialogue-groupe-des-etats-dafrique-des-caraibes-et-du-pacifique-acp-union-europeenne-ue-sur-la-migration-et-le-developpement-0
        """,
    "alami": "https://www.iom.int/asia-eu-dialogue-labour-migration",
    "asem": """
        https://www.iom.int/asia-european-union-meetings-asem-conference-directors-general-immigration-and-management-migratory-flows
        """,
    "pafom": """
        https://www.iom.int/pan-african-forum-migration
        https://www.iom.int/pan-african-forum-migration-pafom
        """,
    "eu-celac": """
        https://www.iom.int/european-union-latin-america-and-caribbean-structured-and-comprehensive-bi-regional-dialogue-migration-eu-celac-md
        """,
    "midiocc": """
        https://iom.int/migration-dialogue-indian-ocean-commission-countries-midiocc
        https://iom.int/fr/dialogue-sur-les-migrations-pour-les-pays-de-la-commission-de-locean-indien-midiocc
        """,
    "au-hoai": """
        https://www.iom.int/african-union-horn-africa-initiative-human-trafficking-and-smuggling-migrants-au-hoai
        https://iom.int/fr/initiative-union-africaine-corne-de-lafrique-sur-la-traite-detres-humains-et-le-trafic-illicite-de-migrants-au-hoai
        https://iom.int/es/iniciativa-union-africana-cuerno-de-africa-sobre-trata-de-personas-y-trafico-de-migrantes
        """,
    "rmfm": """
        https://www.iom.int/regional-ministerial-forum-migration-east-and-horn-africa-rmfm
        https://eastandhornofafrica.iom.int/regional-ministerial-forum-migration-east-and-horn-africa-rmfm
        """,
    "midsa": "https://www.iom.int/migration-dialogue-southern-africa-midsa",
    "midwa": """
        https://www.iom.int/midwa
        https://www.iom.int/migration-dialogue-west-africa-midwa
        """,
    "midcas": "https://www.iom.int/migration-dialogue-central-african-states-midcas",
    "igad-rcp": """
        http://www.iom.int/igad-rcp
        https://iom.int/migration-dialogue-intergovernmental-authority-development-region-mid-igad-or-igad-rcp
        https://iom.int/fr/processus-consultatif-regional-sur-la-migration-de-lautorite-intergouvernementale-pour-le-developpement-pcr-de-ligad
        """,
    "midcom": """
        https://www.iom.int/migration-dialogue-comesa-member-states-midcom-formerly-comesa-rcp
        https://iom.int/fr/dialogue-sur-la-migration-pour-les-etats-membres-du-marche-commun-de-lafrique-de-lest-et-de-lafrique-australe-midcom
        """,
    "arcp": """
        https://www.iom.int/arab-regional-consultative-process
        https://iom.int/arab-regional-consultative-process-migration-and-refugee-affairs-arcp
        """,
    "rcm": """
        https://www.iom.int/puebla-process
        https://www.iom.int/regional-conference-migration-rcm-or-puebla-process
        https://rosanjose.iom.int/en/regional-conference-migration
        """,
    "sacm": "https://www.iom.int/south-american-conference-migration-sacm",
    "cmc": "https://www.iom.int/caribbean-migration-consultations-cmc",
    "colombo": """
        https://www.iom.int/regional-consultative-process-overseas-employement-and-contractual-labour-countries-origin-asia
        https://www.iom.int/regional-consultative-process-overseas-employment-and-contractual-labor-countries-origin-asia-colombo-process
        """,
    "almaty": """
        https://www.iom.int/almaty-process
        https://www.iom.int/almaty-process-refugee-protection-and-international-migration
        """,
    "prague": """
        https://www.iom.int/prague-process-0
        https://www.iom.int/prague-process
        https://iom.int/fr/processus-de-prague
        """,
    "pidc": """
        https://www.iom.int/pacific-immigration-directors-conference-pidc
        https://www.iom.int/pacific-immigration-development-community-pidc
        https://iom.int/fr/conference-des-directeurs-de-limmigration-du-pacifique-pidc
        https://iom.int/es/conferencia-de-directores-de-inmigracion-del-pacifico-pidc
        """,
    "eap": """
        https://www.iom.int/eastern-partnership-panel-migration-mobility-and-integrated-border-management
        """,
    "quito": """
        https://iom.int/international-technical-meeting-human-mobility-venezuelan-citizens-region-quito-process
        """,
}

# Pages about several processes or about none, further publishers, and copies.
OF_NO_PROCESS = (
    "https://www.iom.int/rcps-region",
    "https://www.iom.int/inter-regional-forums-migration",
    "https://www.iom.int/interregional-forums-migration-old",
    "https://www.iom.ch/regional-consultative-processes-migration",
    "https://iom.int/node/103038",
    "https://www.iom.int/global-processes-migration",
    "https://www.iom.int/igo-facilitated-global-processes-addressing-migration",
    "https://www.iom.int/inter-state-consultation-mechanisms-migration",
    "https://www.iom.int/fr/mecanismes-consultatifs-interetatiques-sur-la-migration",
    "https://www.iom.int/fr/processus-consultatifs-regionaux-sur-la-migration",
    "https://www.iom.int/fr/processus-mondiaux-sur-la-migration",
    "https://www.iom.int/es/foros-interregionales-sobre-migracion",
    "https://iom.int/es/procesos-regionales-consultivos-sobre-migracion",
    "https://www.iom.int/high-level-webinars-iscms-and-gcm-regional-review-2020",
    "https://www.un.org/development/desa/pd/content/general-assembly",
    "https://www.un.org/en/ga/76/agenda/agenda_items.shtml",
    "https://www.un.org/unispal/document/auto-insert-188973",
    "https://www.un.org/press/en/2013/pop1011.doc.htm",
    "https://gfmd.info/",
    "https://gfmd.info/meetings",
    "https://www.gfmd.info/global-forum-migration-and-development-gfmd",
    "https://www.baliprocess.net/",
    "https://www.rabat-process.org/en/about/our-partners/336-our-partners",
)


@pytest.fixture(params=PROCESSES, ids=lambda process: str(process.id))
def process(request: pytest.FixtureRequest) -> CatalogueProcess:
    found: CatalogueProcess = request.param
    return found


def test_there_are_at_least_forty_processes() -> None:
    assert len(PROCESSES) >= 40


@pytest.mark.parametrize("table", TABLES, ids=lambda table: str(table["id"]))
def test_no_key_of_a_table_is_misspelt(table: dict[str, Any]) -> None:
    assert set(table) <= FIELDS


def test_ids_are_unique_and_well_formed() -> None:
    ids = [process.id for process in PROCESSES]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", id) for id in ids)


def test_every_process_has_a_type_and_an_english_name(process: CatalogueProcess) -> None:
    assert process.type in set(ProcessType)
    assert process.names["en"]


def test_words_are_written_without_stray_spaces(process: CatalogueProcess) -> None:
    words = (*process.names.values(), *process.acronyms.values(), *process.aliases)
    assert all(" ".join(one.split()) == one and one for one in words)
    assert len(set(process.aliases)) == len(process.aliases)
    assert not set(process.aliases) & set(process.names.values())


def test_a_replaced_process_is_another_known_one(process: CatalogueProcess) -> None:
    known = {other.id for other in PROCESSES} - {process.id}
    assert set(process.replaces) <= known


def test_the_review_forum_replaces_the_dialogue() -> None:
    assert CATALOGUE.process("imrf").replaces == ("hld",)


def test_every_series_is_one_of_the_vocabulary() -> None:
    series = {process.id: process.series for process in PROCESSES if process.series}
    assert set(series.values()) <= {one.id for one in load_series()}
    assert series["desa-coordination"] == "coordination-meeting"


def test_dormant_are_those_whose_pages_say_so() -> None:
    dormant = {one.id for one in PROCESSES if one.status is ProcessStatus.DORMANT}
    assert dormant == {"hld", "acp-eu", "alami", "midcas"}


@pytest.mark.parametrize(
    ("id", "type"),
    [
        ("hld", "GLOBAL"),
        ("desa-coordination", "GLOBAL"),
        ("budapest", "INTERREGIONAL"),  # formerly regional
        ("midiocc", "INTERREGIONAL"),
        ("au-hoai", "REGIONAL"),
        ("rmfm", "REGIONAL"),
    ],
)
def test_types_are_those_of_the_newest_page(id: str, type: str) -> None:
    assert CATALOGUE.process(id).type == type


def test_addresses_are_canonical(process: CatalogueProcess) -> None:
    for page in process.pages:
        parts = urlsplit(page)
        assert parts.scheme == "https"
        assert OFFICIAL.fullmatch(parts.netloc), page
        assert page.isascii()
        assert not parts.query
        assert not parts.fragment
        assert parts.netloc not in {"iom.int", "un.org", "static.un.org", "gfmd.org"}


def test_addresses_are_unique() -> None:
    keys = [address_key(page) for process in PROCESSES for page in process.pages]
    assert sorted(set(keys)) == sorted(keys)


@pytest.mark.parametrize("host", COPIES)
def test_copies_are_no_pages_of_ours(host: str) -> None:
    for process in PROCESSES:
        for page in process.pages:
            assert host not in page
            with pytest.raises(UnknownPage):
                CATALOGUE.process_of(f"http://{host}{urlsplit(page).path}")


@pytest.mark.parametrize("id", MET)
def test_the_addresses_that_were_met_lead_to_their_process(id: str) -> None:
    for url in MET[id].split():
        assert CATALOGUE.process_of(url).id == id, url


def test_all_pages_were_met() -> None:
    met = {address_key(url) for urls in MET.values() for url in urls.split()}
    assert {address_key(page) for process in PROCESSES for page in process.pages} == met


@pytest.mark.parametrize("url", OF_NO_PROCESS)
def test_pages_of_no_process_are_refused(url: str) -> None:
    with pytest.raises(UnknownPage):
        CATALOGUE.process_of(url)

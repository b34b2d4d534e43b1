"""One record a document: double symbols, ranges, drafts and the two dates."""

from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from ingest.assembly.assemble import assemble
from ingest.catalogue.catalogue import Catalogue, CatalogueProcess
from ingest.page import Capture
from ingest.reading.read import read_page
from ingest.reading.reading import Reading
from snapshots.model import Document, Issue, Snapshot

Make = Callable[..., Any]
Documents = Callable[..., tuple[Document, ...]]

DOUBLE = "E/2018/25-E/CN.9/2018/7"


@pytest.fixture
def snapshot(catalogue: Catalogue) -> Callable[..., Snapshot]:
    return lambda *pages: assemble(pages, catalogue)


@pytest.fixture
def documents(snapshot: Callable[..., Snapshot]) -> Documents:
    return lambda *pages: snapshot(*pages).documents


@pytest.fixture
def dated(page: Make, document: Make, snapshot: Callable[..., Snapshot]) -> Callable[..., Any]:
    """The one document that pages with these dates of adoption make, and its issues."""

    def make(*dates: str) -> tuple[Document, list[Issue]]:
        pages: list[Reading] = [
            page(document("A/RES/58/208", adopted=date), path=path)
            for date, path in zip(dates, ("/page", "/other", "/fr"), strict=False)
        ]
        made = snapshot(*pages)
        (one,) = made.documents
        return one, [issue for issue in made.issues if issue.code == "pages-disagree"]

    return make


def test_a_double_symbol_is_one_document_under_its_first_symbol(
    page: Make, document: Make, documents: Documents
) -> None:
    (one,) = documents(page(document(DOUBLE)))
    assert (one.id, one.symbol, one.symbols) == ("E/2018/25", "E/2018/25", ("E/CN.9/2018/7",))
    assert one.parts is not None
    assert (one.parts.organ, one.parts.year, one.parts.number) == ("E", "2018", "25")
    assert len(one.citations) == 1


def test_a_real_report_of_two_symbols_is_one_document(cases: Path) -> None:
    url = "https://undocs.org/E/2018/25"
    body = (cases / "un" / "doc-e2018-25-ecn9-2018-7-en.txt").read_bytes()
    process = CatalogueProcess(id="cpd", names={"en": "Commission"}, pages=(url,))
    made = assemble([read_page(Capture(url=url, body=body))], Catalogue((process,))).documents
    (one,) = [one for one in made if "E/CN.9/2018/7" in (one.symbol, *one.symbols)]
    assert (one.id, one.symbols) == ("E/2018/25", ("E/CN.9/2018/7",))


@pytest.mark.parametrize("single", ["E/2018/25", "E/CN.9/2018/7", "E/CN.9/2018/7-E/2018/25"])
def test_either_symbol_and_either_order_is_the_same_document(
    page: Make, document: Make, documents: Documents, single: str
) -> None:
    pages = page(document(single)), page(document(DOUBLE), process="midsa")
    for order in permutations(pages):
        (one,) = documents(*order)
        assert (one.id, one.symbols) == ("E/2018/25", ("E/CN.9/2018/7",))
        assert one.processes == ("hld", "midsa")
        assert [citation.page for citation in one.citations] == ["hld-en", "midsa-en"]


def test_a_range_of_symbols_stays_a_range_of_documents(
    page: Make, document: Make, documents: Documents
) -> None:
    made = documents(page(document("A/62/439 and Add.1-2")))
    assert [one.id for one in made] == ["A/62/439", "A/62/439/Add.1", "A/62/439/Add.2"]
    assert [one.symbols for one in made] == [(), (), ()]


def test_a_draft_is_tied_to_its_final_text(
    page: Make, document: Make, documents: Documents
) -> None:
    draft, final = documents(page(document("A/68/L.5"), document("A/RES/68/4")))
    assert (draft.id, draft.draft_of) == ("A/68/L.5", "A/RES/68/4")
    assert final.draft_of is None


def test_a_draft_whose_final_text_no_page_names_is_tied_to_nothing(
    page: Make, document: Make, documents: Documents
) -> None:
    (draft,) = documents(page(document("A/68/L.5")))
    assert draft.draft_of is None


def test_a_draft_of_unknown_outcome_is_tied_to_nothing(
    page: Make, document: Make, documents: Documents
) -> None:
    draft, _ = documents(page(document("A/72/L.67"), document("A/RES/72/308")))
    assert draft.draft_of is None


def test_the_head_of_a_resolution_ties_it_to_its_draft(
    page: Make, document: Make, documents: Documents
) -> None:
    final = document("A/RES/60/227", where="masthead", subject=True)
    draft = document("A/C.2/60/L.62", where="heading")
    adopted, before = documents(page(final, draft, family="un-document"))
    assert (adopted.draft_of, before.draft_of) == (None, "A/RES/60/227")
    assert [one.words for one in before.citations if one.field == "draft_of"] == ["A/C.2/60/L.62"]


def test_of_two_heads_that_name_one_draft_the_first_page_is_followed(
    page: Make, document: Make, documents: Documents
) -> None:
    draft = document("A/C.2/60/L.62", where="heading")
    first, second = (
        document(f"A/RES/60/{number}", where="masthead", subject=True) for number in (227, 228)
    )
    made = documents(page(first, draft), page(second, draft, path="/other"))
    assert {one.draft_of for one in made} == {None, "A/RES/60/227"}


def test_a_head_that_names_two_drafts_ties_none(
    page: Make, document: Make, documents: Documents
) -> None:
    final = document("A/RES/60/227", where="masthead", subject=True)
    drafts = [document(f"A/C.2/60/L.{number}", where="heading") for number in (16, 62)]
    assert [one.draft_of for one in documents(page(final, *drafts))] == [None, None, None]


def test_a_draft_that_is_only_named_in_the_text_of_a_resolution_is_not_its_own(
    page: Make, document: Make, documents: Documents
) -> None:
    final = document("A/RES/60/227", where="masthead", subject=True)
    made = documents(page(final, document("A/C.2/60/L.62", where="prose")))
    assert [one.draft_of for one in made] == [None, None]


def test_adoption_and_distribution_stay_apart(
    page: Make, document: Make, documents: Documents
) -> None:
    adopted = document("A/RES/58/208", adopted="2003-12-23")
    printed = document("A/RES/58/208", distributed="2004-02-13")
    (one,) = documents(page(printed), page(adopted, path="/other"))
    assert (one.adopted, one.distributed) == ("2003-12-23", "2004-02-13")
    assert [citation.field for citation in one.citations] == ["distributed", "adopted"]


@pytest.mark.parametrize("dates", list(permutations(["2003-12-23", "2004-02-13"])))
def test_a_later_date_of_adoption_within_months_is_that_of_the_print(
    dated: Callable[..., Any], dates: tuple[str, str]
) -> None:
    one, issues = dated(*dates)
    assert (one.adopted, one.distributed, issues) == ("2003-12-23", "2004-02-13", [])
    fields = {citation.words.split()[-1]: citation.field for citation in one.citations}
    assert fields == {"2003-12-23": "adopted", "2004-02-13": "distributed"}


@pytest.mark.parametrize(
    ("date", "adopted"), [("2003-12-23", "2003-12-23"), ("2004-02-13", None), ("2003-03-01", None)]
)
def test_a_date_that_may_be_that_of_the_print_is_no_adoption_alone(
    page: Make, document: Make, documents: Documents, date: str, adopted: str | None
) -> None:
    (one,) = documents(page(document("A/RES/58/208", adopted=date), family="un-desa-event"))
    assert (one.adopted, one.distributed) == (adopted, None)


def test_a_date_of_the_print_is_told_by_another_page(
    page: Make, document: Make, documents: Documents
) -> None:
    (one,) = documents(
        page(document("A/RES/58/208", adopted="2004-02-13"), family="un-desa-event"),
        page(document("A/RES/58/208", adopted="2003-12-23"), path="/other"),
    )
    assert (one.adopted, one.distributed) == ("2003-12-23", "2004-02-13")


@pytest.mark.parametrize("other", ["2003-12-24", "2003-12-22", "2005-12-23", "2004-06-30"])
def test_dates_of_adoption_that_no_print_explains_are_an_issue_with_both_citations(
    dated: Callable[..., Any], other: str
) -> None:
    one, (issue,) = dated("2003-12-23", other)
    assert (one.adopted, one.distributed) == ("2003-12-23", None)
    assert (issue.node, issue.field) == ("document:A/RES/58/208", "adopted")
    assert [citation.words for citation in issue.citations] == [
        "A/RES/58/208 2003-12-23",
        f"A/RES/58/208 {other}",
    ]


def test_pages_of_one_date_and_pages_without_agree(dated: Callable[..., Any]) -> None:
    one, issues = dated("2003-12-23", "2003-12-23")
    assert (one.adopted, one.distributed, issues) == ("2003-12-23", None, [])


def test_a_print_and_a_contradiction_beside_each_other_are_told_apart(
    dated: Callable[..., Any],
) -> None:
    one, (issue,) = dated("2004-02-13", "2003-12-23", "2005-12-23")
    assert (one.adopted, one.distributed) == ("2003-12-23", "2004-02-13")
    assert {citation.words[-10:] for citation in issue.citations} == {"2003-12-23", "2005-12-23"}


def test_the_head_of_the_document_comes_before_all_other_pages(
    page: Make, document: Make, documents: Documents
) -> None:
    listed = document("A/RES/58/208", adopted="2003-12-24")
    head = document("A/RES/58/208", adopted="2003-12-23", where="masthead", subject=True)
    (one,) = documents(page(listed), page(head, path="/other", family="un-document"))
    assert one.adopted == "2003-12-23"

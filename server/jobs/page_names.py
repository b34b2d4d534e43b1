"""Pages as people name them: by slug or address."""

from collections.abc import Mapping
from difflib import get_close_matches

from ingest.catalogue.catalogue import Catalogue
from server.errors import UsageError


def address_of(words: str, slugs: Mapping[str, str], catalogue: Catalogue) -> str:
    """The canonical address of the page; raises UsageError where the words name none.

    `slugs`: address → slug.
    """
    by_slug = {slug: url for url, slug in slugs.items()}
    if words in by_slug:
        return by_slug[words]
    if "://" in words:
        return catalogue.canonical(words)
    near = get_close_matches(words, by_slug, n=1)
    meant = f" ({near[0]}, perhaps)" if near else ""
    raise UsageError(f"the slug or the address of a page expected{meant}, {words!r} found")


def name_of(url: str, slugs: Mapping[str, str]) -> str:
    """`slug  address`, or the address alone."""
    return f"{slugs[url]}  {url}" if url in slugs else url

"""Options that several commands take, each described once."""

from pathlib import Path
from typing import Annotated

import typer

StoreAddress = Annotated[str | None, typer.Option(help="The store's address (ISCM_STORE).")]
Catalogue = Annotated[
    Path | None,
    typer.Option(help="Other processes and pages, TOML (ISCM_CATALOGUE).", show_default=False),
]
Contact = Annotated[
    str | None, typer.Option(help="Who is asking, for the User-Agent (ISCM_CONTACT).")
]
Pages = Annotated[
    list[str] | None,
    typer.Option("--page", help="Only this page, by slug or address; may be given several times."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Manifest = Annotated[
    Path | None,
    typer.Option(
        help='JSON Lines of {"file", "url"}: read saved pages and fetch none.', show_default=False
    ),
]
Verbose = Annotated[bool, typer.Option("--verbose", help="Name every page that failed or changed.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Fetch, read and review, and write nothing at all.")
]

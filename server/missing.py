"""The page for a reader who followed a link to nowhere."""

from html import escape
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse

from server.languages import language_of
from snapshots.model import Language

_WORDS: Final = {
    Language.EN: ("Not found", "Nothing is at {path}.", "Start page"),
    Language.FR: ("Introuvable", "Il n’y a rien à l’adresse {path}.", "Page d’accueil"),
    Language.ES: ("No encontrado", "No hay nada en {path}.", "Página de inicio"),
}
_PAGE: Final = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/static/site.css">
</head>
<body>
<main>
<h1>{title}</h1>
<p>{said}</p>
<p><a href="/?language={language}">{home}</a></p>
</main>
</body>
</html>
"""
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Vary": "Accept, Accept-Language",
}


def missing_page(request: Request) -> HTMLResponse:
    """It says so in the asker's language, with the status 404."""
    language = language_of(request)
    title, said, home = _WORDS[language]
    html = _PAGE.format(
        language=language.value,
        title=title,
        said=said.format(path=f"<code>{escape(request.url.path)}</code>"),
        home=home,
    )
    return HTMLResponse(html, 404, {**_HEADERS, "Content-Language": language.value})

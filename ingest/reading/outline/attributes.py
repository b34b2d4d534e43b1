"""What the attributes of an element say of it: site furniture, hidden words, a hidden address."""

import re
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache

Attributes = Mapping[str, str]
"""Values by name."""

_FURNITURE_TAGS = frozenset({"nav", "footer", "aside"})
_FURNITURE_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary"})
_FURNITURE_NAMES = re.compile(
    r"\b(nav(bar|igation)?|menu|breadcrumbs?|(site-|global-|region-)?footer|(site-|global-|region-)"
    r"header|cookies?|cookie-\w+|sliding-popup|skip-?(link|nav|to-\w+)|addtoany|social(-\w+)?|"
    r"share|visually-hidden|sr-only|language-switcher|pager)\b"
)
_NAMED = frozenset({"div", "section", "ul", "p"})
"""Elements whose classes and ids tell furniture."""
UNSEEN = re.compile(
    r"(?:^|;)\s*+(?:display\s*+:\s*+none|visibility\s*+:\s*+hidden"
    r"|text-decoration(?:-line)?+\s*+:[^;]*?\bline-through)",
    re.I,
)
"""Declarations of a style after which words are not seen, or struck out."""
_STRUCK_TAGS = frozenset({"del", "s", "strike", "bdo"})
_STRUCK_NAMES = re.compile(
    r"(?<![\w-])(?:text-decoration-)?(?:line-through|strike-?through)(?![\w-])"
)
_HIDDEN_NAMES = re.compile(r"(?<![\w-])(?:d-none|display-none|is-hidden)(?![\w-])")
_SHOWN_NAMES = re.compile(r"(?<![\w-])d-\w+-(?!none)")
"""Shown all the same on screens of some width (Bootstrap, Display property)."""
WHOLE_PAGE = frozenset({"html", "body", "main"})
"""Hidden only until scripts have run: nobody hides all that a page says."""
_TURNED = re.compile(r"(?:^|;)\s*+unicode-bidi\s*+:\s*+(?:isolate-)?bidi-override", re.I)
_RAISED = re.compile(r"(?:^|;)\s*+vertical-align\s*+:\s*+(?:super|top)", re.I)
_DISPLAYED = re.compile(r"(?:^|;)\s*+display\s*+:\s*+(?:block|flex|grid|list-item|table)", re.I)
_ROLES = {
    **dict.fromkeys(("cell", "gridcell"), "td"),
    **dict.fromkeys(("columnheader", "rowheader"), "th"),
    **dict.fromkeys(("table", "grid"), "table"),
    "list": "ul",
    "listitem": "li",
    "term": "dt",
    "definition": "dd",
    "paragraph": "p",
    "row": "tr",
    "heading": "h2",
}
"""Elements that mean what a role says (HTML-ARIA, 4)."""
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?!\d)")
_IGNORED = re.compile(r"[\x00-\x20]+")
"""What browsers leave out of an address before they ask for its scheme (WHATWG URL, 4.4)."""
_PLACES = frozenset({"http", "https", "mailto", "tel", "ftp"})
_PROTECTED = "/cdn-cgi/l/email-protection#"


def meant(name: str, attributes: Attributes, *, inline: bool) -> str:
    """The element that a role or a style makes of one that says nothing by itself."""
    role = attributes.get("role", "")
    if role in _ROLES:
        level = attributes.get("aria-level", "")
        return f"h{level}" if role == "heading" and level in "123456" and level else _ROLES[role]
    displayed = inline and _DISPLAYED.search(attributes.get("style", ""))
    return "div" if displayed else name


def spoken_label(attributes: Attributes) -> str:
    """What an element is called by those who do not see the page (WAI-ARIA, aria-label), or by a
    table that narrow screens show as a list."""
    return attributes.get("aria-label") or attributes.get("data-label") or ""


def is_furniture(name: str, attributes: Attributes) -> bool:
    """Whether the element belongs to the site and not to the page."""
    if name in _FURNITURE_TAGS or attributes.get("role") in _FURNITURE_ROLES:
        return True
    if name not in _NAMED:
        return False
    return _names_furniture(attributes.get("id", ""), attributes.get("class", ""))


@lru_cache(maxsize=4096)  # a page repeats the same few classes hundreds of times
def _names_furniture(one: str, classes: str) -> bool:
    names = " ".join(f"{one} {classes}".lower().split())
    return names == "header" or bool(_FURNITURE_NAMES.search(names))


def is_unseen(name: str, attributes: Attributes) -> bool:
    """Whether people do not see the words, or see them struck out: what is unsaid is no fact.

    Reversed addresses are among them: baits for robots.
    """
    if name in _STRUCK_TAGS or not attributes:
        return name in _STRUCK_TAGS
    if "hidden" in attributes:
        return True
    style = attributes.get("style", "")
    if style and name not in WHOLE_PAGE and (UNSEEN.search(style) or _TURNED.search(style)):
        return True
    classes = attributes.get("class", "")
    hidden = _HIDDEN_NAMES.search(classes) and not _SHOWN_NAMES.search(classes)
    return bool(hidden or _STRUCK_NAMES.search(classes))


def is_raised(name: str, attributes: Attributes) -> bool:
    """Whether words stand raised, or lead to a footnote."""
    if name in ("sup", "small") or not attributes:
        return name in ("sup", "small")
    note = name == "a" and attributes.get("href", "").startswith("#")
    return note or _RAISED.search(attributes.get("style", "")) is not None


def hidden_address(attributes: Attributes) -> str | None:
    """The e-mail address that Cloudflare has hidden from robots, or None.

    The first byte is the key of all others (Cloudflare, Email Address Obfuscation).
    """
    if "data-cfemail" not in attributes:
        return None
    with suppress(ValueError):
        key, *letters = bytes.fromhex(attributes["data-cfemail"])
        address = bytes(letter ^ key for letter in letters).decode()
        return address if "@" in address else None
    return None


def target(attributes: Attributes) -> str:
    """Where an anchor leads: a hidden e-mail address as the `mailto:` that it stands for.

    Nowhere, if it is a script or anything else that is no place.
    """
    href = attributes.get("href", "").strip()
    scheme = _SCHEME.match(_IGNORED.sub("", href))
    if scheme and scheme[1].lower() not in _PLACES:
        return ""
    _, protected, hidden = href.rpartition(_PROTECTED)
    address = hidden_address({"data-cfemail": hidden}) if protected else None
    return f"mailto:{address}" if address else href

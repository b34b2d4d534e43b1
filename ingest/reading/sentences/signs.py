"""The signs that stand for names, dates and numbers in a marked text; no page has them."""

from collections.abc import Mapping

SIGNS: Mapping[str, str] = {
    "PROCESS": "\ue001",
    "OTHER": "\ue002",
    "BODY": "\ue003",
    "GROUP": "\ue004",
    "STATE": "\ue005",
    "DATE": "\ue006",
    "NUMBER": "\ue007",
}
"""PROCESS is the page's own one, OTHER another one, GROUP a mere kind of body ("civil society")."""

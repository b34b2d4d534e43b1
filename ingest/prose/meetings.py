"""Words that make an entry a meeting."""

import re

_MEETING = re.compile(
    r"\b(?:meeting|conference|consultation|forum|session|summit|workshop|seminar|réunion|conférence|"
    r"sommet|atelier|séminaire|table ronde|reunión|conferencia|cumbre|taller|seminario|foro)s?\b",
    re.I,
)


def names_a_meeting(text: str) -> bool:
    """Whether the words speak of a meeting of some sort."""
    return _MEETING.search(text) is not None

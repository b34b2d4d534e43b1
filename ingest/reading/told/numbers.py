"""Whole numbers in figures and in words of the three languages, one to twenty."""

from ingest.catalogue.keys import key

_WORDS = {
    "en": (
        *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
        *("eighteen", "nineteen", "twenty"),
    ),
    "fr": (
        *("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
        *("onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept"),
        *("dix-huit", "dix-neuf", "vingt"),
    ),
    "es": (
        *("uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"),
        *("once", "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete"),
        *("dieciocho", "diecinueve", "veinte"),
    ),
}
_NUMBERS = {
    key(word): number for words in _WORDS.values() for number, word in enumerate(words, start=1)
}
_LONGEST_FIRST = sorted((w for words in _WORDS.values() for w in words), key=len, reverse=True)
NUMBER = rf"(?:(?<![\d,.])\d{{1,3}}(?!\d|[,.]\d)|(?<!\w)(?:{'|'.join(_LONGEST_FIRST)})(?!\w))"
"""A pattern of numbers below a thousand."""


def number_of(words: str) -> int:
    """The number; raises KeyError for words that `NUMBER` does not match."""
    return int(words) if words.isdigit() else _NUMBERS[key(words)]

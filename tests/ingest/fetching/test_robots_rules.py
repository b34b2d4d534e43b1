"""Rules for us are found in whatever state the file is, and no others are taken for ours."""

import pytest

from ingest.fetching.robots import product_token, read_rules
from ingest.fetching.statuses import MOST_ROBOTS

PRIVATE, OPEN = "https://a.test/private/a", "https://a.test/a"


def allows(robots: str | bytes, url: str = PRIVATE) -> bool:
    body = robots.encode() if isinstance(robots, str) else robots
    return read_rules(body, "iscm").can_fetch(url, "iscm")


FORBIDDEN = (  # each forbids what is private and nothing else
    "User-agent: iscm\nDisallow: /private",
    "User-agent: iscm/0.1.0\nDisallow: /private",
    "User-agent: ISCM/2 (+https://example.org)\nDisallow: /private",
    "User-agent: iscm*\nDisallow: /private",
    "User-agent: iscm # us\nDisallow: /private # no",
    "user-agent:iscm\ndisallow:/private",
    "USER-AGENT : iscm\nDISALLOW : /private",
    "User agent: iscm\nDisallow: /private",
    "Useragent iscm\nDisallow /private",
    "User-agent: other\nUser-agent: iscm\nDisallow: /private",
    "User-agent: iscm\n\n\nUser-agent: other\n\nDisallow: /private",
    "User-agent: iscm\nDisallow: /x\nUser-agent: *\nAllow: /\nUser-agent: iscm\nDisallow: /private",
    "User-agent: *\nDisallow: /private",
    "User-agent: * # all\nDisallow: /private",
    "User-agent: *\nDisallow: /pri*te",
    "User-agent: *\nDisallow: /*/a$",
    "User-agent: *\nDisallow: /%70rivate",
    "User-agent: is\nAllow: /\n\nUser-agent: *\nDisallow: /private",
    "User-agent: iscmbot\nAllow: /\n\nUser-agent: *\nDisallow: /private",
    "User-agent: isc\nUser-agent: m\nAllow: /\n\nUser-agent: *\nDisallow: /private",
    "User-agent: my-iscm\nAllow: /\n\nUser-agent: *\nDisallow: /private",
    "User-agent:\nAllow: /\n\nUser-agent: *\nDisallow: /private",
    "User-agent: *\rDisallow: /private\r",
    "User-agent: *\n\rDisallow: /private",
    "\ufeffUser-agent: *\nDisallow: /private",
    "\ufeff\ufeffUser-agent: *\nDisallow: /private",
    "\u200bUser-agent: *\n\u00a0Disallow: /private",
    "\0User-agent: *\nDisallow: /private\0",
    "User-agent: *\nDisallow: /private\n<html>",
    "# a\n#b\nSitemap: https://a.test/x\nUser-agent: *\nDisallow: /private",
    "User-agent: *\nCrawl-delay: x\nNonsense\n: : :\nDisallow: /private",
)


@pytest.mark.parametrize("robots", FORBIDDEN, ids=ascii)
def test_what_is_forbidden_to_us_is_seen(robots: str) -> None:
    assert not allows(robots)
    assert allows(robots, OPEN)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_another_encoding_is_read(encoding: str) -> None:
    assert not allows("User-agent: *\nDisallow: /private\n".encode(encoding))


def test_bytes_that_are_no_utf_8_cost_their_own_line_at_most() -> None:
    assert not allows(b"User-agent: *\nDisallow: /caf\xe9\nDisallow: /private\n")


@pytest.mark.parametrize(
    "robots",
    [
        "",
        "User-agent: iscm\nDisallow:\n\nUser-agent: *\nDisallow: /",
        "User-agent: iscm/0.1.0\nAllow: /\n\nUser-agent: *\nDisallow: /",
        "User-agent: is\nDisallow: /",
        "User-agent: iscmbot\nDisallow: /",
        "User-agent: m\nDisallow: /",
        "User-agent: iscm-other\nDisallow: /",
        "User-agent: *bot\nDisallow: /",
        "User-agent: Mozilla/5.0 (compatible; iscm)\nDisallow: /",
        "Disallow: /",
        "<html>\nUser-agent: *\nDisallow: /\n</html>",
        "\ufeff \n<!DOCTYPE html>\nUser-agent: *\nDisallow: /",
        "User-agent: *\nDisallow: /Private",
    ],
    ids=ascii,
)
def test_what_is_forbidden_to_others_is_not_forbidden_to_us(robots: str) -> None:
    assert allows(robots)


def test_a_line_that_was_cut_within_is_no_rule() -> None:
    beginning = b"User-agent: *\nDisallow: /open\n"
    end = b"\nDisallow: /pri"
    body = beginning + b"#" * (MOST_ROBOTS - len(beginning) - len(end)) + end
    assert len(body) == MOST_ROBOTS
    assert allows(body)
    assert not allows(body, "https://a.test/open")


@pytest.mark.parametrize(
    "lines",
    [
        "Disallow: /{}\n",
        "User-agent: {}\n",
        "User-agent: {0}\nDisallow: /{0}\n",
        "Disallow: /*{}*\n",
    ],
)
def test_as_many_rules_as_a_file_holds_are_read(lines: str) -> None:
    text = "User-agent: *\n" + "".join(lines.format(number) for number in range(20_000))
    assert allows(text[:MOST_ROBOTS], OPEN)


def test_the_name_in_robots_txt_is_the_first_word_of_the_user_agent() -> None:
    assert product_token("iscm/0.1 (+https://iscm.test)") == "iscm"
    with pytest.raises(ValueError, match="User-Agent"):
        product_token("/ iscm")

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.reading.outline.html import read_html
from ingest.reading.outline.lines import Line, clean

TAGS = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<ul>",
            "<li>",
            "</ul>",
            "<td>",
            "</table>",
            "<br>",
            "<div",
            "<!--",
            "-->",
        ),
        *(
            "<main>",
            "</nav>",
            "<h2>",
            "</h3>",
            "<script>",
            "&nbsp;",
            "&#0;",
            "<a href=",
            "Peru",
            ">",
        ),
        *("]]>", "<![CDATA[", "<svg>", "\x00", '"', "<html lang=fr>", "<details>", "\n"),
    ]
)


def lines(html: str) -> tuple[Line, ...]:
    return read_html(html).lines


def texts(html: str) -> list[str]:
    return [line.text for line in lines(html)]


def content(html: str) -> list[str]:
    return [line.text for line in read_html(html).content()]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Peru</p><p>Chile</p>", ["Peru", "Chile"]),
        ("<p>Peru<br>Chile<br/>Chad</p>", ["Peru", "Chile", "Chad"]),
        ("<p>Costa <b>Rica</b></p>", ["Costa Rica"]),
        ("<p><span>Costa</span> <b>Rica</b></p>", ["Costa Rica"]),
        ("<p><span>Bosnia and</span><b>Herzegovina</b></p>", ["Bosnia andHerzegovina"]),
        ("<p>Costa\n   Rica</p>", ["Costa Rica"]),
        ("<p>Ch<!-- x -->ad</p>", ["Chad"]),
        ("<p>Ch<wbr>ad</p>", ["Chad"]),
        ("<div>Peru<div>Chile</div>Chad</div>", ["Peru", "Chile", "Chad"]),
        ("<p>Costa&nbsp;Rica</p>", ["Costa Rica"]),
        ("<p>Pe&#8203;ru and Ch&shy;ad</p>", ["Peru and Chad"]),
        ("<p>Pe\u0301rou</p>", ["Pérou"]),
        ("<p>&lt;b&gt; &amp; C&ocirc;te</p>", ["<b> & Côte"]),
        ("<dl><dt>Type</dt><dd>Forum</dd></dl>", ["Type", "Forum"]),
        ("<address>Rm. 1<br>Lima</address>", ["Rm. 1", "Lima"]),
    ],
)
def test_blocks_and_br_part_words_and_inline_tags_do_not(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


def test_lines_parted_by_br_share_a_block() -> None:
    peru, chile, chad = (line.block for line in lines("<p>Peru<br>Chile</p><p>Chad</p>"))
    assert peru == chile != chad


def test_the_first_line_of_a_list_item_is_the_item() -> None:
    html = "<ul><li>Peru<br>(observer)</li><li><p>Chile</p><p>(guest)</p></li></ul>Chad"
    assert [line.item for line in lines(html)] == [True, False, True, False, False]


def test_an_empty_item_does_not_make_the_next_words_one() -> None:
    assert [line.item for line in lines("<ul><li></li></ul><p>Peru</p>")] == [False]


def test_nested_lists_are_deeper() -> None:
    html = "<ul><li>Asia<ul><li>Nepal</li></ul></li><li>Africa</li></ul><p>end</p>"
    assert [(line.text, line.depth, line.item) for line in lines(html)] == [
        ("Asia", 1, True),
        ("Nepal", 2, True),
        ("Africa", 1, True),
        ("end", 0, False),
    ]


def test_every_table_cell_is_a_line() -> None:
    html = "<table><tr><th>State</th><td>Peru</td></tr><tr><td>Chad</td><td>Mali</td></tr></table>x"
    assert [(line.text, line.cell) for line in lines(html)] == [
        ("State", True),
        ("Peru", True),
        ("Chad", True),
        ("Mali", True),
        ("x", False),
    ]


def test_headings_have_their_level_and_what_follows_has_none() -> None:
    html = "<h2>Members <em>(2)</em></h2><p>Peru</p><h4>Links</h4>"
    assert [(line.text, line.heading) for line in lines(html)] == [
        ("Members (2)", 2),
        ("Peru", 0),
        ("Links", 4),
    ]


def test_accordions_show_their_label_and_their_panel() -> None:
    html = (
        "<details><summary>Members</summary><ul><li>Peru</li></ul></details>"
        '<button class="accordion">Observers</button><div class="panel"><p>Chile</p></div>'
    )
    assert content(html) == ["Members", "Peru", "Observers", "Chile"]


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav>Menu</nav>",
        "<header>Menu</header>",
        "<footer>Menu</footer>",
        "<aside>Menu</aside>",
        '<div role="navigation">Menu</div>',
        '<div role="contentinfo">Menu</div>',
        '<div class="main-menu menu">Menu</div>',
        '<div id="footer">Menu</div>',
        '<ul class="breadcrumb"><li>Menu</li></ul>',
        "<header><nav><ul><li><a href='/'>Menu</a></li></ul></nav></header>",
    ],
)
def test_furniture_is_marked_and_is_no_content(furniture: str) -> None:
    html = f"{furniture}<p>Peru</p>{furniture}"
    assert content(html) == ["Peru"]
    assert texts(html) == ["Menu", "Peru", "Menu"]


def test_what_stands_outside_main_is_furniture() -> None:
    html = "<p>top</p><main><p>Peru</p><nav>Menu</nav></main><p>bottom</p>"
    assert content(html) == ["Peru"]


def test_main_may_be_a_role() -> None:
    assert content('<p>top</p><div role="main"><p>Peru</p></div>') == ["Peru"]


def test_the_header_of_an_article_is_content() -> None:
    assert content("<article><header><h1>HLD</h1></header><p>Peru</p></article>") == ["HLD", "Peru"]
    assert content("<main><header><h1>HLD</h1></header></main>") == ["HLD"]


def test_a_page_without_main_is_content_as_a_whole() -> None:
    assert content('<body class="menu-open"><p>Peru</p></body>') == ["Peru"]


@pytest.mark.parametrize(
    "silent",
    [
        "<!-- <p>1951</p> -->",
        "<script>var members = '175 States';</script>",
        "<style>p { color: red }</style>",
        "<p hidden>175</p>",
        "<div hidden><p>175</p></div>",
        "<template><p>175</p></template>",
        "<noscript>175</noscript>",
        "<svg><text>175</text></svg>",
        "<select><option>175</option></select>",
        "<iframe>175</iframe>",
        "<input value='175'><img alt='175'>",
    ],
)
def test_what_no_reader_sees_is_no_text(silent: str) -> None:
    assert texts(f"<p>Peru</p>{silent}<p>Chile</p>") == ["Peru", "Chile"]


def test_links_keep_words_and_target_but_anchors_are_none() -> None:
    (line,) = lines('<p>See <a href="/a"><b>this</b> page</a> or <a href="#top">top</a></p>')
    assert [(link.words, link.target) for link in line.links] == [("this page", "/a")]


def test_title_and_language_are_read() -> None:
    outline = read_html('<html lang="FR"><head><title> HLD \n page</title></head><p>Peru')
    assert (outline.title, outline.language, outline.markup) == ("HLD page", "fr", True)
    assert [line.text for line in outline.lines] == ["Peru"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Peru<p>Chile<li>Chad<li>Mali", ["Peru", "Chile", "Chad", "Mali"]),
        ("<p>Peru</div></table></p>", ["Peru"]),
        ("<b>Peru<i>Chile</b>Chad</i>", ["PeruChileChad"]),
        ("<ul><li>Peru<ul><li>Chile</ul><p>Chad", ["Peru", "Chile", "Chad"]),
        ("Peru < Chile & Chad", ["Peru < Chile & Chad"]),
        ("<td>Peru</td>", ["Peru"]),
        ("", []),
        ("<", ["<"]),
        ("<html><body></body></html>", []),
    ],
)
def test_malformed_markup_keeps_its_words(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


@pytest.mark.parametrize("tag", ["div", "ul", "blockquote", "span", "b"])
def test_ten_thousand_nested_elements_are_no_trouble(tag: str) -> None:
    html = f"<{tag}>" * 10_000 + "Peru" + f"</{tag}>" * 10_000
    assert texts(html) == ["Peru"]


def test_lines_are_numbered_from_one_without_holes() -> None:
    html = "<nav>Menu</nav><p></p><p>Peru</p><script>x</script><p>Chile<br>Chad</p>"
    assert [line.number for line in lines(html)] == [1, 2, 3, 4]


@settings(deadline=None)
@given(st.lists(TAGS | st.text(max_size=5), max_size=20).map("".join))
def test_any_text_gives_clean_lines(html: str) -> None:
    for line in lines(html):
        assert line.text
        assert line.text == clean(line.text)


def test_the_small_circle_of_word_processors_is_a_bullet() -> None:
    first, second = read_html("<p>o&nbsp;&nbsp;Remittances</p><p>o bien la salud</p>").lines
    assert (first.text, first.item) == ("Remittances", True)
    assert (second.text, second.item) == ("o bien la salud", False)


def test_a_link_around_a_block_belongs_to_the_line_of_its_words() -> None:
    first, second = lines('<a href="/one"><h3>Lima Process</h3></a><p>Peru</p>')
    assert [(link.words, link.target) for link in first.links] == [("Lima Process", "/one")]
    assert second.links == ()


def test_a_link_over_a_break_has_the_words_of_each_line() -> None:
    first, second = lines('<p>See <a href="/one">Lima<br>Process</a></p>')
    assert [link.words for link in (*first.links, *second.links)] == ["Lima", "Process"]


def test_a_link_that_is_never_closed_ends_where_the_next_begins() -> None:
    (line,) = lines('<p><a href="/one">Peru <a href="/two">Chile</a></p>')
    assert [(link.words, link.target) for link in line.links] == [
        ("Peru", "/one"),
        ("Chile", "/two"),
    ]


def test_a_hidden_main_part_makes_no_furniture_of_the_rest() -> None:
    first, second = lines("<main hidden><p>x</p></main><p>Peru</p><p>Chile</p>")
    assert (first.navigation, second.navigation) == (False, False)


def test_the_title_is_found_where_it_has_strayed_to() -> None:
    assert read_html("<html><body><title>Lima Process</title><p>Peru</p>").title == "Lima Process"


def test_a_lone_bullet_is_no_line() -> None:
    assert texts("<p>•</p><p>Peru</p>") == ["Peru"]


def test_two_line_breaks_leave_a_blank_line_between_two_blocks() -> None:
    one, other, third = read_html("<div>• Oman<br>\n<br/>Observers<br>Yemen</div>").lines
    assert one.block != other.block
    assert other.block == third.block


def test_a_row_of_one_cell_is_layout() -> None:
    page = "<table><tr><td>Secretariat</td></tr><tr><td>Lima</td><td>Peru</td></tr></table>"
    alone, *beside = read_html(page).lines
    assert (alone.cell, alone.row) == (False, 0)
    assert [(line.cell, line.row) for line in beside] == [(True, 2), (True, 2)]


def test_a_layout_row_keeps_the_cells_of_a_table_inside() -> None:
    inner = "<table><tr><td>A</td><td>B</td></tr></table>"
    lines = read_html(f"<table><tr><td>{inner}</td></tr></table>").lines
    assert [(line.text, line.cell) for line in lines] == [("A", True), ("B", True)]

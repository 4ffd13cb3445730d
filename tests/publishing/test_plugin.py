"""The plugin in a real MkDocs build: what it publishes, and what stops it."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from lxml import html
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.pages import Page as SitePage
from small_site import (
    BARE_TEMPLATES,
    EDITION,
    NOW,
    PAGES,
    PIXEL,
    Publish,
    files_below,
    names_in,
    use_edition,
    with_home,
    write_site,
)

from generator.edition import Edition, Page, Pages, Redirect, Settings, SiteFolder
from generator.problems import Problem, Severity
from generator.publishing import plugin as plugin_module
from generator.publishing import staged_site
from generator.publishing.build import read_site
from generator.publishing.pagefind import SearchIndexError
from generator.publishing.plugin import BriefingsPlugin
from generator.publishing.preview import with_problems
from generator.publishing.site_pages import SitePages
from generator.publishing.stops import BriefingsHaveProblems, CannotPublish, PublicationRefused, SearchFailed

MISTAKE = Problem("briefings/2025/river-line.yaml", 1, 1, "unknown-player", "no player 'uu'")
DOUBT = replace(MISTAKE, severity=Severity.WARNING)
DRAFT = Page("briefings/secret-talks.md", "# Secret talks\n", "Secret talks", draft=True)


def page_at(root: Path, url: str = "") -> html.HtmlElement:
    return html.document_fromstring((root / "site" / url / "index.html").read_bytes())


@pytest.fixture
def reported(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Problem, ...]]:
    """What the plugin reports instead of printing it."""
    reports: list[tuple[Problem, ...]] = []
    monkeypatch.setattr(plugin_module, "_report", reports.append)
    return reports


def test_the_edition_is_published(root: Path, publish: Publish) -> None:
    """Its pages, the authors' prose and images, a redirect, search, sitemap and manifest; and nothing left beside."""
    result = publish(EDITION)
    built = files_below(root / "site").keys()
    assert {
        "index.html",
        "briefings/river-line/index.html",
        "briefings/river/index.html",
        "about/index.html",
        "map.png",
        "sitemap.xml",
        "404.html",
        "pagefind/pagefind.js",
        ".parley",
    } <= built
    assert (result.pages, result.briefings, result.site_dir) == (3, 1, root / "site")
    assert result.seconds.keys() == {"read", "mkdocs", "pages", "search", "verify", "publish"}
    assert names_in(root) == ["briefings", "mkdocs.yml", "site"]


def test_a_navigation_without_titles_calls_the_first_page_home(root: Path, publish: Publish) -> None:
    """Its own title is the site's name, which stands beside the navigation already."""
    own = Pages.of([replace(PAGES[0], title="Parley"), *PAGES[1:]])
    publish(replace(EDITION, pages=own, words={**EDITION.words, "home": "First page"}))
    for url in ("", "about"):
        links = [text.strip() for text in page_at(root, url).xpath("//nav//a//text()")]
        assert "First page" in links


def test_no_source_of_a_briefing_reaches_the_site(root: Path, publish: Publish) -> None:
    """Nothing but prose and the images it shows is copied, though `exclude_docs` says otherwise."""
    (root / "mkdocs.yml").write_text((root / "mkdocs.yml").read_text() + 'exclude_docs: "!*.yaml"\n')
    for name in ("notes.txt", "notes.md", "page.html", "a.yml", "script.js", "2025/secret-talks.png", "draft.json"):
        (root / "briefings" / name).write_text("secret")
    (root / "elsewhere.png").write_bytes(PIXEL)
    (root / "briefings" / "linked.png").symlink_to(root / "elsewhere.png")
    (root / "briefings" / "2025" / "A photo.JPG").write_bytes(PIXEL)
    (root / "briefings" / "2025" / "nobody-shows-this.png").write_bytes(PIXEL)
    (root / "briefings" / "about.md").write_text("# About\n\n![A map](map.png) ![A photo](2025/A%20photo.JPG)\n")
    without_own = files_below(root / "site").keys()
    publish(EDITION)
    of_authors = {name for name in files_below(root / "site") if not name.startswith(("assets/", "pagefind/"))}
    assert without_own == set()
    assert of_authors == {
        ".parley",
        "2025/A photo.JPG",
        "_headers",
        "404.html",
        "about/index.html",
        "briefings/river-line/index.html",
        "briefings/river/index.html",
        "index.html",
        "map.png",
        "sitemap.xml",
    }


def test_pages_link_to_each_other_and_to_their_source(root: Path, publish: Publish) -> None:
    """A Markdown link becomes an address, and editing a page means editing its YAML."""
    with (root / "mkdocs.yml").open("a") as settings:
        settings.write("repo_url: https://example.com/repo\nedit_uri: edit/main/briefings/\n")
    config = configured(root)
    seen: dict[str, str | None] = {}
    watch_pages(config, lambda page: seen.update({page.file.src_uri: page.edit_url}))
    publish(EDITION)
    assert page_at(root).xpath("//article//a/@href") == ["briefings/river-line/#terms"]
    build_with(config, EDITION)
    assert seen == {
        "about.md": "https://example.com/repo/edit/main/briefings/about.md",
        "briefings/river-line.md": "https://example.com/repo/edit/main/briefings/2025/river-line.yaml",
        "index.md": None,
    }


def configured(root: Path, **settings: Any) -> MkDocsConfig:
    """MkDocs' configuration of the small site, as its own command would load it."""
    return load_config(str(root / "mkdocs.yml"), **settings)


def build_with(config: MkDocsConfig, edition: Edition, command: Any = "build") -> None:
    """Build as MkDocs' own command does."""
    with pytest.MonkeyPatch.context() as patch:
        use_edition(edition, patch.setattr)
        config.plugins.on_startup(command=command, dirty=False)
        try:
            build(config, serve_url="http://localhost/" if command == "serve" else None)
        finally:
            config.plugins.on_shutdown()


def watch_pages(config: MkDocsConfig, tell: Callable[[Any], object]) -> None:
    """Have MkDocs tell of each page that is made."""

    def on_post_page(output: str, page: Any, **_: object) -> str:
        tell(page)
        return output

    config.plugins._register_event("post_page", on_post_page)


def test_a_page_that_another_plugin_writes_anew_is_looked_at_anew(root: Path) -> None:
    """What was seen as the page was written does not vouch for what stands there when it is published."""
    config = configured(root)

    def on_post_build(config: MkDocsConfig, **_: object) -> None:
        page = Path(config.site_dir, "index.html")
        page.write_text(page.read_text(encoding="utf-8").replace("#terms", "#turns"), encoding="utf-8")

    config.plugins._register_event("post_build", on_post_build)
    with pytest.raises(PublicationRefused, match="leads to no place on its page"):
        build_with(config, EDITION)


def test_errors_stop_the_build_before_anything_is_touched(
    root: Path, publish: Publish, reported: list[tuple[Problem, ...]]
) -> None:
    """Every problem is reported, the old site stands; once the mistake is mended, the new one does."""
    publish(EDITION)
    before = files_below(root)
    with pytest.raises(BriefingsHaveProblems, match="1 error in the briefings") as stopped:
        publish(Edition(problems=(MISTAKE, DOUBT)))
    assert (stopped.value.exit_code, stopped.value.code) == (1, 1)
    assert stopped.value.problems == (MISTAKE, DOUBT)
    assert files_below(root) == before
    publish(with_home("Mended."))
    assert files_below(root) != before
    assert reported == [(), (MISTAKE, DOUBT), ()]


def test_warnings_are_reported_and_published(root: Path, publish: Publish, reported: list[tuple[Problem, ...]]) -> None:
    """A doubt is the author's to weigh: it stops nothing."""
    publish(replace(EDITION, problems=(DOUBT,)))
    assert reported == [(DOUBT,)]
    assert (root / "site" / "index.html").exists()


@pytest.mark.parametrize(
    ("edition", "what"),
    [
        (with_home("[x](gone.md)"), "'gone/' leads to no file"),
        (with_home("[x](about.md#gone)"), "'about/#gone' leads to no place on its page"),
        (with_home('<script src="https://cdn.example/x.js"></script>'), "is fetched from outside the site"),
        (replace(EDITION, briefing_slugs=("river-line", "lost")), "briefings/lost/index.html: the page is missing"),
        (replace(EDITION, unpublished_slugs=("river-line",)), "names the unpublished briefing 'river-line'"),
        (replace(EDITION, redirects=(Redirect("a.md", "gone.md", "Moved."),)), "'../gone/' leads to no file"),
    ],
)
def test_a_site_that_breaks_a_promise_is_not_published(
    root: Path, publish: Publish, edition: Edition, what: str
) -> None:
    """The old site stands, nothing is left beside it, and it is said to be our fault, with the place."""
    publish(with_home("[x](about.md#about)"))
    before = files_below(root)
    with pytest.raises(PublicationRefused) as refused:
        publish(edition)
    assert what in str(refused.value)
    assert refused.value.exit_code == 3
    assert files_below(root) == before


def test_a_draft_that_slips_through_is_not_built(root: Path, publish: Publish) -> None:
    """Were a draft ever handed over for publication, it is not written and the last look misses its page."""
    with pytest.raises(PublicationRefused, match="the page is missing"):
        publish(replace(EDITION, pages=Pages.of([*PAGES, DRAFT])))
    assert not (root / "site").exists()


def test_a_failed_search_stops_publication(root: Path, publish: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site without search is not published in silence."""

    def fail(*_: object) -> None:
        raise SearchIndexError("Pagefind gave up: no")

    monkeypatch.setattr(staged_site, "write_search_index", fail)
    with pytest.raises(SearchFailed, match="Pagefind gave up") as stopped:
        publish(EDITION)
    assert stopped.value.exit_code == 3
    assert names_in(root) == ["briefings", "mkdocs.yml"]


def test_a_foreign_folder_is_never_cleaned(root: Path, publish: Publish) -> None:
    """A folder with files of others stops the build and keeps them; one of ours is replaced."""
    (root / "site").mkdir()
    (root / "site" / "diary.txt").write_text("mine")
    before = files_below(root)
    with pytest.raises(CannotPublish, match="Parley did not make it") as stopped:
        publish(EDITION)
    assert stopped.value.exit_code == 2
    assert files_below(root) == before
    (root / "site" / "diary.txt").unlink()
    publish(with_home("One."))
    publish(with_home("Two."))
    assert page_at(root).xpath("//article/p/text()") == ["Two."]


def test_the_manifest_lists_every_file(root: Path, publish: Publish) -> None:
    """With its SHA-256, and nothing that differs from one build of the same site to the next."""
    publish(EDITION)
    files = files_below(root / "site")
    manifest = json.loads(files.pop(".parley"))
    assert manifest.keys() == {"made_by", "format", "version", "files"}
    assert manifest["files"] == {name: sha256(content).hexdigest() for name, content in files.items()}


def test_the_sitemap_tells_the_day_a_page_speaks_of(root: Path, publish: Publish) -> None:
    """Not the day of the build; redirects are not in it."""
    publish(EDITION)
    text = (root / "site" / "sitemap.xml").read_text()
    assert text.count("<loc>") == 3
    assert text.count("<lastmod>") == 1
    assert "<lastmod>2025-08-17</lastmod>" in text
    assert not (root / "site" / "sitemap.xml.gz").exists()


def test_strict_mode_stops_before_publication(root: Path) -> None:
    """MkDocs alone counts its warnings too late: the site would be out already."""
    with (root / "mkdocs.yml").open("a") as settings:
        settings.write("validation: {anchors: warn, nav: {omitted_files: warn}}\n")
    (root / "mkdocs.yml").write_text((root / "mkdocs.yml").read_text().replace("[index.md, about.md]", "[index.md]"))
    with pytest.raises(Abort, match="1 warnings in strict mode"):
        build_with(configured(root, strict=True), EDITION)
    assert not (root / "site").exists()
    build_with(configured(root), EDITION)
    assert (root / "site").exists()


def test_pages_that_do_not_link_to_folders_are_refused(root: Path) -> None:
    """Links inside blocks of HTML count on MkDocs' directory addresses."""
    with pytest.raises(CannotPublish, match="use_directory_urls"):
        build_with(configured(root, use_directory_urls=False), EDITION)


def test_a_site_s_own_theme_wins_file_by_file(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its file is taken before Parley's, Parley's before Material's; what neither has is Material's."""
    ours, own = tmp_path / "packaged" / "theme", root / "site_templates" / "theme"
    for folder, text in ((ours, "Parley's"), (own, "the site's")):
        (folder / "partials").mkdir(parents=True)
        (folder / "partials" / "footer.html").write_text(
            f"<footer>{text} {{{{ config.extra.parley.words.search }}}}</footer>"
        )
    copytree(BARE_TEMPLATES / "theme", ours, dirs_exist_ok=True)
    (ours / "partials" / "copyright.html").write_text("")
    (ours / "partials" / "header.html").write_text("<header>Parley's</header>")
    config = configured(root)
    use_edition(EDITION, monkeypatch.setattr)
    monkeypatch.setattr(plugin_module, "packaged_templates", lambda: ours.parent)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    assert page_at(root).xpath("//footer/text()") == ["the site's Search"]
    assert page_at(root).xpath("//header/text()") == ["Parley's"]
    assert page_at(root).xpath("//article/h1/text()") == ["Home"]
    assert {str(root / "site_templates"), str(ours.parent)} <= set(config.watch)


def test_the_pipeline_is_told_of_the_site(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the sources stand, what the site chose, and the moment, from the clock or SOURCE_DATE_EPOCH."""
    told: list[tuple[object, ...]] = []

    def make_edition(_: object, site: SiteFolder, now: datetime, **chosen: object) -> Edition:
        told.append((replace(site, themes=()), now, chosen))
        return EDITION

    (root / "site_templates").mkdir()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1756728000")
    config = configured(root)
    use_edition(EDITION, monkeypatch.setattr)
    monkeypatch.setattr(BriefingsPlugin, "make_edition", make_edition)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    site = SiteFolder(root, "briefings", root / "site_templates")
    settings = Settings("Parley", "https://example.org/peace/", "icd-203")
    assert told == [(site, NOW, {"include_drafts": False, "settings": settings})]


def test_a_page_may_name_a_template_of_the_site_or_of_parley(root: Path) -> None:
    """The site's own first; a bare one of the theme that these build on breaks, or lacks what they add."""
    (root / "site_templates" / "theme").mkdir(parents=True)
    (root / "site_templates" / "theme" / "own.html").touch()
    themes = read_site(root / "mkdocs.yml")[0].themes
    assert [[(place / name).is_file() for place in themes].index(True) for name in ("own.html", "main.html")] == [0, 1]
    assert not any((place / "base.html").is_file() for place in themes)


def test_a_preview_shows_drafts(root: Path, tmp_path: Path) -> None:
    """They are in the preview alone, where their pages say what they are; the published site is not touched."""
    preview = tmp_path / "preview"
    config = configured(root, site_dir=str(preview))
    build_with(config, replace(EDITION, pages=Pages.of([*PAGES, DRAFT])), "serve")
    assert previewed(config).path_at("briefings/secret-talks/") == "briefings/secret-talks.md"
    assert "Secret talks" in previewed(config).html("briefings/secret-talks.md")
    assert not (root / "site").exists()


def test_a_page_that_was_made_is_let_go(root: Path, tmp_path: Path) -> None:
    """The site builder knows it by its name as long as a build takes; its text would fill the memory of a large one."""
    config = configured(root, site_dir=str(tmp_path / "preview"))
    build_with(config, EDITION, "serve")
    addresses = [page.path for page in PAGES]
    assert all("<h1" in previewed(config).html(path) for path in addresses)
    made = [one for one in gc.get_objects() if isinstance(one, SitePage) and one.file.src_uri in addresses]
    assert {page.file.src_uri for page in made} == set(addresses)
    assert {(page.markdown, page.content) for page in made} == {(None, None)}


def previewed(config: MkDocsConfig) -> SitePages:
    """The pages that the preview makes when somebody looks at them."""
    loaded = config.plugins["briefings"]
    assert isinstance(loaded, BriefingsPlugin)
    return loaded.shown


def shown_problems(home: str) -> int:
    """How many boxes with problems the home page of a preview has, each telling the place of the mistake."""
    page = html.document_fromstring(home)
    boxes = [one for one in page.iter("div") if one.get("id") == "parley-problems" and one.get("role") == "alert"]
    told = ["".join(map(str, box.itertext())) for box in boxes]
    assert all(f"{MISTAKE.path}:{MISTAKE.line}:{MISTAKE.column}" in text for text in told)
    return len(boxes)


def test_what_a_problem_quotes_is_text_in_a_preview() -> None:
    """An author's line is shown, never run; a page without a body, such as a redirect, stays as it is."""
    page = with_problems("<body class=x><p>Good</p>", (replace(MISTAKE, message="<script>alert(1)</script>"),))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert page.startswith("<body class=x><div id=")
    assert with_problems("<p>Good</p>", (MISTAKE,)) == "<p>Good</p>"


def test_a_preview_keeps_the_last_good_pages(
    root: Path, tmp_path: Path, reported: list[tuple[Problem, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a briefing is broken the preview shows what was, with what is wrong above it; then it heals by itself."""
    config = configured(root, site_dir=str(tmp_path / "preview"))
    config.plugins.on_startup(command="serve", dirty=False)
    use_edition(Edition(problems=(MISTAKE,)), monkeypatch.setattr)
    build(config, serve_url="http://localhost/")
    home = previewed(config).html("index.md")
    assert shown_problems(home) == 1
    assert "Not built yet" in home
    broken = Edition(problems=(MISTAKE,))
    for edition, problems in ((with_home("Good."), 0), (broken, 1), (with_home("Good again."), 0)):
        use_edition(edition, monkeypatch.setattr)
        build(configured(root, site_dir=str(tmp_path / "preview")), serve_url="http://localhost/")
        home = previewed(config).html("index.md")
        assert "Good" in home
        assert shown_problems(home) == problems
    assert "Good again." in home
    assert reported == [(MISTAKE,), (), (MISTAKE,), ()]


def test_both_doors_publish_the_same_bytes(root: Path, publish: Publish) -> None:
    """MkDocs' own build and the build without its command differ in nothing."""
    publish(EDITION)
    ours = files_below(root / "site")
    build_with(configured(root, site_dir=str(root / "other")), EDITION)
    assert files_below(root / "other") == ours


def test_deploying_pushes_the_published_folder(root: Path) -> None:
    """After the build the configuration names the real folder again, which is what `gh-deploy` pushes."""
    config = configured(root)
    build_with(config, EDITION, "gh-deploy")
    assert config.site_dir == str(root / "site")
    assert (root / "site" / "index.html").exists()


def test_mkdocs_own_command_finds_the_plugin(tmp_path: Path) -> None:
    """The entry point is installed: `mkdocs build` knows the name `briefings`."""
    config_file = write_site(tmp_path / "root")
    loaded = load_config(str(config_file)).plugins["briefings"]
    assert isinstance(loaded, BriefingsPlugin)

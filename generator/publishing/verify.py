"""The last look before publication, over the built site as a reader's browser will get it.

Every link and every anchor resolves, nothing is fetched from another host, no page brings a script or a style of its
own, each published briefing has its page and nothing names a draft. A finding is our fault, never an author's, and
stops publication. Each page is parsed once.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import SplitResult, unquote, urlsplit

from generator.links import briefing_page, url_of
from generator.publishing.scan import Reference, Scan, scan_page, scan_stylesheet
from generator.workers import spread

# Folders of the theme and of the search index, whose files have names of their own.
NOT_BY_AUTHORS = frozenset({"assets", "pagefind"})
TEXT_SUFFIXES = frozenset({".bib", ".csv", ".html", ".ics", ".json", ".md", ".ris", ".sqlite", ".txt", ".xml"})
BRIEFING_PATH = re.compile(rb"briefings/([A-Za-z0-9_./-]+)")
# A link may lead a reader away by these; the site itself fetches nothing by any of them.
SCHEMES_OF_LINKS = frozenset({"https", "mailto"})


@dataclass(frozen=True, slots=True)
class Expected:
    """What must be in the built site and what must not.

    `site_url` is absolute and ends with a slash, or is empty. `files` are those of all pages, redirects and outputs
    below the site's root; `briefings` the slugs that must have a page; `unpublished` the slugs nothing may name.
    `policy` is the Content-Security-Policy every page must begin with, where there is one.
    """

    site_url: str = ""
    files: tuple[str, ...] = ()
    briefings: tuple[str, ...] = ()
    unpublished: tuple[str, ...] = ()
    policy: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One broken promise: the file below the site's root, and what is wrong with it as half a sentence."""

    page: str
    what: str


@dataclass(frozen=True, slots=True)
class _Site:
    """The built site: its files, what stands on each page, and where it will live."""

    files: frozenset[str]
    scans: Mapping[str, Scan]
    origin: str
    base: str


def verify(folder: Path, expected: Expected) -> tuple[Finding, ...]:
    """All that is wrong with the site in `folder`, by page; empty where it may be published."""
    files = frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    pages = sorted(name for name in files if name.endswith(".html"))
    scans = dict(zip(pages, spread(lambda name: scan_page((folder / name).read_bytes()), pages), strict=True))
    address = urlsplit(expected.site_url)
    site = _Site(files, scans, f"{address.scheme}://{address.netloc}", address.path or "/")
    findings = [
        *_missing_pages(site, expected),
        *_draft_paths(site, expected),
        *_drafts_named(site, folder, frozenset(expected.unpublished)),
        *_faults(site),
        *_without_policy(site, expected.policy),
        *_broken_references(site),
        *_stylesheet_references(site, folder),
    ]
    return tuple(sorted(set(findings), key=lambda finding: (finding.page, finding.what)))


def _page_of(slug: str) -> str:
    return f"{url_of(briefing_page(slug))}index.html"


def _missing_pages(site: _Site, expected: Expected) -> Iterator[Finding]:
    for name in (*expected.files, *map(_page_of, expected.briefings)):
        if name not in site.files:
            yield Finding(name, "the page is missing")


def _draft_paths(site: _Site, expected: Expected) -> Iterator[Finding]:
    unpublished = frozenset(expected.unpublished)
    accounted_for = frozenset(expected.files) - {_page_of(slug) for slug in unpublished}
    for name in site.files - accounted_for:
        if name.partition("/")[0] not in NOT_BY_AUTHORS:
            for slug in slugs_in(name, unpublished):
                yield Finding(name, f"its path names the unpublished briefing '{slug}'")


def _drafts_named(site: _Site, folder: Path, unpublished: frozenset[str]) -> Iterator[Finding]:
    texts = (name for name in site.files if PurePosixPath(name).suffix in TEXT_SUFFIXES)
    for name in texts if unpublished else ():
        paths = {match.decode() for match in BRIEFING_PATH.findall((folder / name).read_bytes())}
        for slug in {slug for path in paths for slug in slugs_in(path, unpublished)}:
            yield Finding(name, f"it names the unpublished briefing '{slug}'")


def slugs_in(path: str, slugs: frozenset[str]) -> frozenset[str]:
    """Those of the slugs that name a folder or a file, whatever its suffix, of the path."""
    return slugs & {part.partition(".")[0] for part in path.split("/")}


def _faults(site: _Site) -> Iterator[Finding]:
    for name, scan in site.scans.items():
        yield from (Finding(name, fault) for fault in scan.faults)


def _without_policy(site: _Site, policy: str) -> Iterator[Finding]:
    for name, scan in site.scans.items():
        if policy and scan.policy != policy:
            yield Finding(name, "it does not begin with the site's Content-Security-Policy")


def _broken_references(site: _Site) -> Iterator[Finding]:
    for name, scan in site.scans.items():
        for reference in scan.references:
            if what := _wrong_with(reference, name, site):
                yield Finding(name, what)


def _stylesheet_references(site: _Site, folder: Path) -> Iterator[Finding]:
    for name in site.files:
        if not name.endswith(".css"):
            continue
        for reference in scan_stylesheet((folder / name).read_text(encoding="utf-8", errors="replace")):
            if not reference.url.startswith("data:") and (what := _wrong_with(reference, name, site)):
                yield Finding(name, what)


def _wrong_with(reference: Reference, name: str, site: _Site) -> str | None:
    address = urlsplit(reference.url)
    if (address.scheme or address.netloc) and not _is_ours(address, site):
        return _wrong_with_outside(reference, address.scheme)
    path = _resolved(unquote(address.path), name, site.base)
    if path is None:
        return f"'{reference.url}' leads out of the site"
    if path not in site.files:
        return f"'{reference.url}' leads to no file"
    return _wrong_with_anchor(unquote(address.fragment), reference.url, site.scans.get(path))


def _is_ours(address: SplitResult, site: _Site) -> bool:
    return f"{address.scheme}://{address.netloc}" == site.origin and address.path.startswith(site.base)


def _wrong_with_outside(reference: Reference, scheme: str) -> str | None:
    if reference.fetched:
        return f"'{reference.url}' is fetched from outside the site"
    return None if scheme in SCHEMES_OF_LINKS else f"'{reference.url}' is no https link"


def _resolved(path: str, name: str, base: str) -> str | None:
    """The file a path on page `name` means, below the site's root; None where it climbs out of the site.

    Only a path that ends with a slash or with dots means a folder: what else a server makes of it differs.
    """
    if path.startswith("/") and not path.startswith(base):
        return None
    below = path.removeprefix(base) if path.startswith("/") else posixpath.join(posixpath.dirname(name), path)
    below = below if path else name
    normal = posixpath.normpath(below or ".")
    if normal == ".." or normal.startswith("../"):
        return None
    is_folder = posixpath.basename(below) in ("", ".", "..")
    return posixpath.normpath(posixpath.join(normal, "index.html")) if is_folder else normal


def _wrong_with_anchor(fragment: str, url: str, scan: Scan | None) -> str | None:
    anchor = fragment.partition(":~:")[0]
    if not anchor or anchor == "top" or scan is None or anchor in scan.anchors:
        return None
    return f"'{url}' leads to no place on its page"

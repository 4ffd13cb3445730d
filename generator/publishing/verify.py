"""The last look before publication, over the built site as a reader's browser will get it.

Every link and every anchor resolves, nothing is fetched from another host, no page brings a script or a style of its
own, each published briefing has its page and nothing names a draft. A finding is our fault, never an author's, and
stops publication. Each page is parsed once, by whoever wrote it or by a worker here; what only the whole site can tell
of it is put together at the end.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from generator.links import briefing_page, url_of
from generator.publishing.manifest import files_below
from generator.publishing.naming import names_in, own_names_in, slugs_in, texts_of
from generator.publishing.scan import Reference, scan_page, scan_stylesheet
from generator.workers import spread

# Folders of the theme and of the search index, whose files have names of their own.
NOT_BY_AUTHORS = frozenset({"assets", "pagefind"})
PAGE_SUFFIX = ".html"
TEXT_SUFFIXES = (".bib", ".csv", PAGE_SUFFIX, ".ics", ".json", ".md", ".ris", ".sqlite", ".txt", ".xml")
# A link may lead a reader away by these; the site itself fetches nothing by any of them.
SCHEMES_OF_LINKS = frozenset({"https", "mailto"})
# Nearly every address: a place on the page itself, or a path of plain names without or with a place there.
PLAIN_ADDRESS = re.compile(
    r"(?P<up>(?:\.\./)*)(?P<below>(?:[\w-][\w.-]*/)*(?:[\w-][\w.-]*)?)(?:#(?P<anchor>[\w-]*))?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Expected:
    """What must be in the built site and what must not.

    `site_url` is absolute and ends with a slash, or is empty. `files` are those of all pages, redirects and outputs
    below the site's root; `briefings` the slugs that must have a page; `unpublished` the slugs nothing may name.
    `policy` is the Content-Security-Policy every page must begin with, where there is one; `prose` are the files of
    pages that authors wrote.
    """

    site_url: str = ""
    files: tuple[str, ...] = ()
    briefings: tuple[str, ...] = ()
    unpublished: tuple[str, ...] = ()
    policy: str = ""
    prose: tuple[str, ...] = ()


class Finding(NamedTuple):
    """One broken promise: the file below the site's root, and what is wrong with it as half a sentence."""

    page: str
    what: str


class Target(NamedTuple):
    """What an address means: a file below the site's root, and a place on it; empty where it means the whole file."""

    file: str
    anchor: str


class Stamp(NamedTuple):
    """Which file stood at a path, and as of when: a file that was written anew has another stamp."""

    device: int
    number: int
    size: int
    modified: int
    changed: int

    @classmethod
    def of(cls, file: Path | str) -> Stamp:
        """The stamp of a file that is there."""
        found = os.stat(file)  # noqa: PTH116  a build asks of each file of a site
        return cls(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


class Look(NamedTuple):
    """What one file shows on its own: its faults, and of a page its places and what it needs elsewhere on the site.

    Once it is `settled`, elsewhere is beyond the files that it is published with.

    The places are one text, each between two NULs, which no place can hold: a site may have millions. So are the names
    in addresses of briefings, which none that is held back may have on this site.
    """

    findings: tuple[Finding, ...] = ()
    places: str = ""
    targets: tuple[Target, ...] = ()
    named: str = ""

    def has(self, anchor: str) -> bool:
        """Whether the page has this place."""
        return "\0" not in anchor and f"\0{anchor}\0" in self.places

    def names(self, slug: str) -> bool:
        """Whether an address on it has the name of this briefing."""
        return f"\0{slug}\0" in self.named

    def sharing(self, known: dict[Target, Target]) -> Look:
        """The same with the targets that others have, too: most pages lead to the same places."""
        return self._replace(targets=tuple(known.setdefault(target, target) for target in self.targets))


class Seen(NamedTuple):
    """The look at what was written to a file, and the stamp the file had then."""

    look: Look
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class _Home:
    """Where the site will live: its host, and its path there."""

    origin: str
    base: str

    @classmethod
    def of(cls, site_url: str) -> _Home:
        address = urlsplit(site_url)
        return cls(f"{address.scheme}://{address.netloc}", address.path or "/")


def look_at(name: str, content: bytes, expected: Expected) -> Look:
    """What the file `name` of these very bytes shows, where `expected` says what holds for any file."""
    named = _joined(names_in(content)) if name.endswith(TEXT_SUFFIXES) else ""
    if not name.endswith(PAGE_SUFFIX):
        return Look(named=named)
    scan = scan_page(content)
    home = _Home.of(expected.site_url)
    wrong = set(scan.faults)
    if expected.policy and scan.policy != expected.policy:
        wrong.add("it does not begin with the site's Content-Security-Policy")
    targets: set[Target] = set()
    for reference in scan.references:
        meant = _meant(reference, name, home)
        if isinstance(meant, str):
            wrong.add(meant)
        elif meant and meant.file != name:
            targets.add(meant)
        elif meant and meant.anchor and meant.anchor not in scan.anchors:
            wrong.add(_no_place(reference.url))
    return Look(_findings(name, wrong), _joined(scan.anchors), tuple(sorted(targets)), named)


def settled(looks: Mapping[str, Look]) -> Mapping[str, Look]:
    """The looks at files that are published together or not at all, without the targets that are among them."""
    return {
        name: look._replace(
            targets=tuple(one for one in look.targets if one.file not in looks or _leads_nowhere(one, looks, looks)),
        )
        for name, look in looks.items()
    }


def _joined(names: Iterable[str]) -> str:
    return "".join(f"\0{name}" for name in sorted(names)) + "\0"


def _findings(name: str, wrong: Iterable[str]) -> tuple[Finding, ...]:
    return tuple(Finding(name, what) for what in sorted(wrong))


def verify(folder: Path, expected: Expected, seen: Mapping[str, Seen] | None = None) -> tuple[Finding, ...]:
    """All that is wrong with the site in `folder`, by page; empty where it may be published.

    The files in `seen` are not read again while all of them are still those that were looked at as they were written.
    """
    files = frozenset(files_below(folder))
    looks = _looks(folder, files, expected, seen or {})
    home = _Home.of(expected.site_url)
    findings = [
        *_missing_pages(files, expected),
        *_draft_paths(files, expected),
        *(finding for look in looks.values() for finding in look.findings),
        *_drafts_named(looks, folder, expected),
        *_broken_references(looks, files, folder, home),
        *_stylesheet_references(files, folder, home),
    ]
    return tuple(sorted(set(findings), key=lambda finding: (finding.page, finding.what)))


def _looks(folder: Path, files: frozenset[str], expected: Expected, seen: Mapping[str, Seen]) -> Mapping[str, Look]:
    """A look at every page, and at every other file that could name a draft."""
    # What was settled of some holds while the others are as they were.
    stand = all(name in files and one.stamp == Stamp.of(f"{folder}/{name}") for name, one in seen.items())
    looks = {name: one.look for name, one in seen.items()} if stand else {}
    telling = TEXT_SUFFIXES if expected.unpublished else PAGE_SUFFIX
    others = sorted(name for name in files - looks.keys() if name.endswith(telling))
    looked = spread(lambda name: look_at(name, (folder / name).read_bytes(), expected), others)
    return looks | dict(zip(others, looked, strict=True))


def _page_of(slug: str) -> str:
    return f"{url_of(briefing_page(slug))}index.html"


def _missing_pages(files: frozenset[str], expected: Expected) -> Iterator[Finding]:
    for name in (*expected.files, *map(_page_of, expected.briefings)):
        if name not in files:
            yield Finding(name, "the page is missing")


def _draft_paths(files: frozenset[str], expected: Expected) -> Iterator[Finding]:
    unpublished = frozenset(expected.unpublished)
    accounted_for = frozenset(expected.files) - {_page_of(slug) for slug in unpublished}
    for name in files - accounted_for:
        if name.partition("/")[0] not in NOT_BY_AUTHORS:
            for slug in slugs_in(name, unpublished):
                yield Finding(name, f"its path names the unpublished briefing '{slug}'")


def _drafts_named(looks: Mapping[str, Look], folder: Path, expected: Expected) -> Iterator[Finding]:
    """The files that name a draft; only those with its name in an address are read again for whose address it is."""
    for name, look in looks.items() if expected.unpublished else ():
        if suspects := frozenset(filter(look.names, expected.unpublished)):
            for slug in suspects & own_names_in(_telling_texts(folder, name, expected), expected.site_url):
                yield Finding(name, f"it names the unpublished briefing '{slug}'")


def _telling_texts(folder: Path, name: str, expected: Expected) -> Iterable[str]:
    """What of a file may name no draft: all of it, but of authors' own prose, whose words are theirs, the addresses."""
    if name in expected.prose:
        return (reference.url for reference in scan_page((folder / name).read_bytes()).references)
    return texts_of(folder / name)


def _broken_references(
    looks: Mapping[str, Look], files: frozenset[str], folder: Path, home: _Home
) -> Iterator[Finding]:
    """What pages need of others and do not find; each target is checked once, however many pages name it."""
    targets = {target for look in looks.values() for target in look.targets}
    broken = {target for target in targets if _leads_nowhere(target, looks, files)}
    for name, look in looks.items() if broken else ():
        if not broken.isdisjoint(look.targets):
            # The page names what it leads to in its own way, which nobody kept.
            for reference in scan_page((folder / name).read_bytes()).references:
                meant = _meant(reference, name, home)
                if isinstance(meant, Target) and meant in broken:
                    yield Finding(name, _no_place(reference.url) if meant.file in files else _no_file(reference.url))


def _leads_nowhere(target: Target, looks: Mapping[str, Look], files: Container[str]) -> bool:
    """Whether there is no such file, or no such place on a page."""
    if not target.anchor or not target.file.endswith(PAGE_SUFFIX) or target.file not in files:
        return target.file not in files
    return not looks[target.file].has(target.anchor)


def _stylesheet_references(files: frozenset[str], folder: Path, home: _Home) -> Iterator[Finding]:
    for name in files:
        if not name.endswith(".css"):
            continue
        for reference in scan_stylesheet((folder / name).read_text(encoding="utf-8", errors="replace")):
            meant = None if reference.url.startswith("data:") else _meant(reference, name, home)
            if isinstance(meant, str):
                yield Finding(name, meant)
            elif meant and meant.file not in files:
                yield Finding(name, _no_file(reference.url))


def _no_file(url: str) -> str:
    return f"'{url}' leads to no file"


def _no_place(url: str) -> str:
    return f"'{url}' leads to no place on its page"


def file_meant(url: str, name: str, site_url: str) -> str:
    """The file of a site that an address on the file `name` means; empty where it means none."""
    meant = _meant(Reference(url, fetched=False), name, _Home.of(site_url))
    return meant.file if isinstance(meant, Target) else ""


def _meant(reference: Reference, name: str, home: _Home) -> Target | str | None:
    """What a reference on the file `name` means on the site, or what is wrong with it whatever the site holds.

    None where it leads to another site and may.
    """
    if plain := PLAIN_ADDRESS.fullmatch(reference.url):
        return _plainly_meant(plain, reference.url, name)
    address = urlsplit(reference.url)
    if (address.scheme or address.netloc) and not _is_ours(address, home):
        return _wrong_with_outside(reference, address.scheme)
    path = _resolved(unquote(address.path), name, home.base)
    if path is None:
        return f"'{reference.url}' leads out of the site"
    return _target(path, unquote(address.fragment).partition(":~:")[0])


def _plainly_meant(plain: re.Match[str], url: str, name: str) -> Target | str:
    """The same of a plain address, which needs no taking apart."""
    up, below, anchor = plain.groups(default="")
    if not up and not below:
        return _target(name, anchor)
    folders = name.split("/")[:-1]
    climbed = len(up) // len("../")
    if climbed > len(folders):
        return f"'{url}' leads out of the site"
    path = "/".join([*folders[: len(folders) - climbed], below])
    return _target(path if path and not path.endswith("/") else f"{path}index.html", anchor)


def _target(file: str, anchor: str) -> Target:
    """The top of a page is there without being named."""
    return Target(file, "" if anchor == "top" else anchor)


def _is_ours(address: SplitResult, home: _Home) -> bool:
    return f"{address.scheme}://{address.netloc}" == home.origin and address.path.startswith(home.base)


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

"""A published site as one file to carry: unpacked, its pages open from a disk, with search, links and pictures.

A browser gives a page that it reads from a disk no folder's index and lets it fetch nothing. So each link names its
file, the search has its index as a script, and the policy allows files in place of the site.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit, urlunsplit

from markupsafe import escape

from generator.publishing.build import build_site
from generator.publishing.manifest import MARKER
from generator.publishing.offline_search import index_scripts, record_of
from generator.publishing.pagefind import FOLDER as SEARCH_FOLDER
from generator.publishing.policy import HOST_FILE, POLICY
from generator.publishing.scan import scan_page
from generator.publishing.sitemap import is_sitemap
from generator.templates_folder import packaged_templates

OFFLINE_POLICY = (
    # By the letter of the standard no file is `'self'`: a page from a disk has no origin.
    "default-src 'none'; script-src file:; style-src file:; font-src file:; img-src file: data:; "
    "object-src 'none'; base-uri 'none'; form-action 'none'"
)
"""What a page on a disk may do: use the files that came with it, and ask nobody for anything."""

ENGINE = "assets/javascripts/offline.js"
INDEX = "search/{}.js"

# Text of a page has no "<" of its own, and every value stands in double quotes: so the theme and the templates write.
_TAG = re.compile(r'<(?:a|link|meta)\s(?:[^>"]|"[^"]*")*>')
_HREF = re.compile(r'(?<=\shref=")[^"]*(?=")')
_REFRESH = re.compile(r'(?<=\scontent="0; url=)[^"]*(?=")')
_PRELOAD = re.compile(r'\s*<link rel="preload"(?:[^>"]|"[^"]*")*>')
_SEARCH_SCRIPT = re.compile(r'<script src="(?P<root>[^"]*)assets/javascripts/search\.js" defer></script>')

# The oldest day a ZIP file can tell; a plain file that all may read, made on Unix.
_NEVER = (1980, 1, 1, 0, 0, 0)
_MODE = 0o100644 << 16
_UNIX = 3


class LeadsNowhereError(ValueError):
    """A page of the copy leads to a file that is not in it: our mistake."""


@dataclass(frozen=True, slots=True)
class OfflineCopy:
    """A site as the bytes of one ZIP file, and how many pages are in it."""

    content: bytes
    pages: int


def refusal(file: Path) -> str:
    """Why no copy may be written into a file, with the way out; empty where one may."""
    if file.suffix.lower() != ".zip":
        return f"The copy is a ZIP file: name it {file.name}.zip."
    if not file.absolute().parent.is_dir():
        return f"There is no folder {file.parent}. Make it, or choose another place."
    if file.is_symlink() or (file.exists() and not _is_copy(file)):
        return f"{file} stands there, and no earlier export made it. Choose another name, or move it away."
    return ""


def offline_copy(config_file: Path, now: datetime, folder: str) -> OfflineCopy:
    """The site of `config_file` as it would be published at the moment `now`, in one ZIP whose files stand in `folder`.

    What stops a build stops it, too, with the same `Stop`. The published site is not touched.
    """
    with TemporaryDirectory(prefix="parley-") as place:
        site = build_site(config_file, Path(place).resolve() / "site", now).site_dir
        files = offline_files(site)
    check_links(files)
    return OfflineCopy(zipped(files, folder), sum(path.endswith("index.html") for path in files))


def offline_files(site: Path) -> dict[str, bytes]:
    """The files of the copy by path, made from those of a built site."""
    published = dict(_published(site))
    pages = {path: content for path, content in published.items() if path.endswith("index.html")}
    records = filter(None, (record_of(path, content) for path, content in pages.items()))
    return {
        **published,
        **{path: offline_page(content.decode()).encode() for path, content in pages.items()},
        **{path: offline_style(content) for path, content in published.items() if path.endswith(".css")},
        **{INDEX.format(language): script for language, script in index_scripts(records).items()},
        ENGINE: (packaged_templates() / "offline" / "search.js").read_bytes(),
    }


def offline_page(html: str) -> str:
    """A page whose links name files, which loads the engine of its search, under the policy for a disk."""
    html = html.replace(str(escape(POLICY)), str(escape(OFFLINE_POLICY)))
    html = _PRELOAD.sub("", html)
    html = _TAG.sub(lambda tag: _REFRESH.sub(_as_file, _HREF.sub(_as_file, tag[0])), html)
    return _SEARCH_SCRIPT.sub(rf'<script src="\g<root>{ENGINE}" defer></script>\g<0>', html)


def offline_style(style: bytes) -> bytes:
    """A stylesheet whose fonts are shown however late: nothing loads them ahead here, and a disk is never far."""
    return style.replace(b"font-display: optional", b"font-display: swap")


def file_address(address: str) -> str:
    """A relative address that names its file: `../players/ua/#roles` is `../players/ua/index.html#roles`."""
    parts = urlsplit(address)
    is_folder = parts.path.endswith("/") or parts.path.rpartition("/")[2] in {".", ".."}
    if parts.scheme or parts.netloc or not parts.path or not is_folder:
        return address
    folder = parts.path if parts.path.endswith("/") else f"{parts.path}/"
    return urlunsplit(parts._replace(path=f"{'' if folder == './' else folder}index.html"))


def check_links(files: Mapping[str, bytes]) -> None:
    """Raise LeadsNowhereError where a page names a file of the site that the copy has not."""
    for path, content in files.items():
        if path.endswith(".html"):
            for address in _named(content):
                if _file_named(path, address) not in files:
                    raise LeadsNowhereError(f"{path} leads to {address}, which is no file of the copy")


def zipped(files: Mapping[str, bytes], folder: str) -> bytes:
    """The files as a ZIP, all in one folder; equal files give equal bytes."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{path}", _NEVER)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, _MODE, _UNIX
            archive.writestr(entry, files[path])
    return packed.getvalue()


def _is_copy(file: Path) -> bool:
    if not zipfile.is_zipfile(file):
        return False
    with zipfile.ZipFile(file) as archive:
        return any(name.endswith(f"/{ENGINE}") for name in archive.namelist())


def _published(site: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(site.rglob("*")):
        path = file.relative_to(site).as_posix()
        if file.is_file() and not _is_for_servers(path):
            yield path, file.read_bytes()


def _is_for_servers(path: str) -> bool:
    """Whether only a server has a use for a file, as it has for Pagefind's index."""
    return path in (MARKER, HOST_FILE, "404.html") or is_sitemap(path) or path.startswith(f"{SEARCH_FOLDER}/")


def _as_file(address: re.Match[str]) -> str:
    return file_address(address[0])


def _named(html: bytes) -> Iterator[str]:
    """The relative addresses on a page that name files."""
    for reference in scan_page(html).references:
        parts = urlsplit(reference.url)
        if not parts.scheme and not parts.netloc and parts.path:
            yield unquote(parts.path)


def _file_named(page: str, address: str) -> str:
    """The path below the copy's root that an address on a page stands for; it may lead out, and is then no file."""
    steps = page.split("/")[:-1]
    for step in address.split("/"):
        if step == "..":
            steps = steps[:-1] if steps else [".."]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)

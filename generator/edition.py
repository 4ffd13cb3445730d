"""An edition: every page of the site as text, and what the publisher must know about it.

The pipeline makes one; the publishing side builds, checks and publishes it. Nothing here knows a site builder.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from generator.asked import Asked
from generator.problems import Problem
from generator.today import Today

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class SiteFolder:
    """Where a site's sources stand.

    `root` is the folder of `mkdocs.yml`, and problems name their files relative to it. `briefings` is the folder of the
    briefings below `root`, with forward slashes. `templates` is the site's own templates, where it has some. `themes`
    are the folders with the templates that a page may name, the first that has one by that name wins.
    """

    root: Path
    briefings: str
    templates: Path | None = None
    themes: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """What a site chooses in its `mkdocs.yml`.

    `site_url` is absolute and ends with a slash, or is empty. `yardstick` names the scale that turns a probability
    into a word. `print_outputs` says whether each briefing has a PDF brief and a social card.
    """

    site_name: str = ""
    site_url: str = ""
    yardstick: str = "icd-203"
    print_outputs: bool = True


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file for machines, published as it is: `path` is its place below the site's root (`data/terms.csv`)."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """One page as Markdown with its front matter.

    `path` is the page's Markdown path below the site's root (`players/ua.md`). `edit_path` is the file an author edits
    to change the page, relative to the briefings folder; None where no one file makes the page. `last_modified` is the
    day its content speaks of (`as_of`), never the day it was built. A `draft` is shown in a preview alone. `beside` are
    files that are published with the page, in its folder.
    """

    path: str
    markdown: str
    title: str
    edit_path: str | None = None
    last_modified: date | None = None
    draft: bool = False
    beside: tuple[OutputFile, ...] = ()


class LatePages:
    """Pages that are planned once one of them is asked for. Before that, the path and title of the first are known.

    There always is a first; the others stand in a folder of its name: `sources/page-2.md` beside `sources.md`.
    """

    def __init__(self, first: str, title: str, plan: Callable[[], Iterable[tuple[str, Callable[[], Page]]]]) -> None:
        self.first = first
        self.title = title
        self.folder = f"{first.removesuffix('.md').removesuffix('/index')}/"
        self._plan = plan

    def may_hold(self, path: str) -> bool:
        """Whether a page of this path would be one of them, as far as can be told before they are planned."""
        return path == self.first or path.startswith(self.folder)

    def is_named(self, text: str) -> bool:
        """Whether the text has the folder of the others, beside the path of the first."""
        return self.folder in text.replace(self.first, "")

    @cached_property
    def makers(self) -> Mapping[str, Callable[[], Page]]:
        """All of them by their path."""
        makers = dict(self._plan())
        assert self.first in makers, f"{self.first} is there"
        assert all(map(self.may_hold, makers)), f"pages of {self.first} stand in {self.folder}"
        return makers

    def make_first(self) -> Page:
        """The first page, for which all are planned."""
        return self.makers[self.first]()

    def forget(self) -> None:
        """Let go of what was worked out for all of them; who asks for one later has all planned anew."""
        self.__dict__.pop("makers", None)


class Pages:
    """The pages of an edition by their Markdown path; each is made when it is asked for, and not kept.

    Those that are planned late stand in the order where `makers` has the first of their kind, else last.
    """

    def __init__(self, makers: Mapping[str, Callable[[], Page]] | None = None, late: Iterable[LatePages] = ()) -> None:
        self._late = {pages.first: pages for pages in late}
        self._makers = {**(makers or {}), **{first: pages.make_first for first, pages in self._late.items()}}

    @classmethod
    def of(cls, pages: Iterable[Page]) -> Pages:
        """Pages that are made already."""
        return cls({page.path: made_already(page) for page in pages})

    @property
    def paths(self) -> tuple[str, ...]:
        """Where the pages stand, in the order the site is written; to ask this is to have all of them planned."""
        return self._paths(None)

    def paths_named(self, text: str) -> tuple[str, ...]:
        """Where the pages stand, but of a kind planned late only the first, unless the text has the others' folder."""
        return self._paths(text)

    def _paths(self, named_in: str | None) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for path in self._makers:
            late = self._late.get(path)
            is_wanted = late and (named_in is None or late.is_named(named_in))
            found.update(dict.fromkeys(late.makers if late and is_wanted else (path,)))
        return tuple(found)

    def make(self, path: str) -> Page:
        """The page of this Markdown path; raises KeyError where there is none."""
        return (self._makers.get(path) or self._further(path)[path])()

    def title(self, path: str) -> str:
        """The title of the page of this Markdown path, which is made for it only where it must be."""
        return self._late[path].title if path in self._late else self.make(path).title

    def forget(self) -> None:
        """Let go of what was worked out for several pages at once, since no more of them will be asked for."""
        for late in self._late.values():
            late.forget()

    def _further(self, path: str) -> Mapping[str, Callable[[], Page]]:
        """The pages planned late among which this one is, if there is such a page."""
        return next((late.makers for late in self._late.values() if late.may_hold(path) and path in late.makers), {})

    def __contains__(self, path: str) -> bool:
        return path in self._makers or path in self._further(path)

    def __iter__(self) -> Iterator[Page]:
        return map(self.make, self.paths)

    def __len__(self) -> int:
        return len(self.paths)

    def __bool__(self) -> bool:
        """Whether there is any; to ask this is to have none planned."""
        return bool(self._makers)


class OutputFiles:
    """The files for machines of an edition by their path; each is made when it is asked for, and not kept."""

    def __init__(self, makers: Mapping[str, Callable[[], bytes]] | None = None) -> None:
        self._makers = makers or {}

    @classmethod
    def of(cls, files: Iterable[OutputFile]) -> OutputFiles:
        """Files that are made already."""
        return cls({file.path: made_already(file.content) for file in files})

    @property
    def paths(self) -> tuple[str, ...]:
        """Where the files stand."""
        return tuple(self._makers)

    def make(self, path: str) -> OutputFile:
        """The file of this path; raises KeyError where there is none."""
        return OutputFile(path, self._makers[path]())

    def __contains__(self, path: str) -> bool:
        return path in self._makers

    def __iter__(self) -> Iterator[OutputFile]:
        return map(self.make, self._makers)

    def __len__(self) -> int:
        return len(self._makers)


def made_already(made: Made) -> Callable[[], Made]:
    """What makes a page, a view or a file that needs no more making."""
    return lambda: made


@dataclass(frozen=True, slots=True)
class Part:
    """Pages and files of an edition that are made from the same sources, so that they are made anew together.

    `digest` is another whenever their sources are; a part without one is always made anew. `today` is the day that all
    of its makers ask: once they are done it tells on which days they would make the same. `asked` listens to them
    likewise, where the digest does not tell of all fields of briefings. A part that is `of_site` gathers from all
    briefings and grows with them.
    """

    name: str
    pages: Pages
    files: tuple[str, ...]
    digest: str = ""
    today: Today | None = None
    asked: Asked = field(default_factory=Asked)
    of_site: bool = False


@dataclass(frozen=True, slots=True)
class Redirect:
    """A page that has moved: whoever asks for `from_page` is sent to `to_page`.

    Both are Markdown paths below the site's root; `reason` is a sentence a reader may see, `to_title`
    the title of the page it leads to.
    """

    from_page: str
    to_page: str
    reason: str
    to_title: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """All that is to be published at once; `pages` is empty where an error stands among the `problems`.

    `files` are for machines: feeds, calendars, citations, data. `prose` names the authors' own Markdown files, relative
    to the briefings folder. Each of `briefing_slugs` must have its page, none of `unpublished_slugs` (drafts, embargoed
    briefings) may have one. `words` are the labels the theme shows, `other_words` those of other languages by their
    tag. `timings` are seconds by stage. `not_before` is the moment for which the last of the briefings waited,
    `not_after` that at which the next one comes. `parts` say which pages and files are made together;
    each has a name of its own.
    """

    pages: Pages = field(default_factory=Pages)
    files: OutputFiles = field(default_factory=OutputFiles)
    redirects: tuple[Redirect, ...] = ()
    problems: tuple[Problem, ...] = ()
    prose: tuple[str, ...] = ()
    briefing_slugs: tuple[str, ...] = ()
    unpublished_slugs: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    other_words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    timings: Mapping[str, float] = field(default_factory=dict)
    not_before: datetime | None = None
    not_after: datetime | None = None
    parts: tuple[Part, ...] = ()

    def __post_init__(self) -> None:
        names = Counter(part.name for part in self.parts)
        shared = sorted(name for name, count in names.items() if count > 1)
        assert not shared, f"parts are told by their names, and several have one: {', '.join(shared)}"

    def in_parts(self) -> tuple[Part, ...]:
        """All pages and files, in parts of which each can be made by itself."""
        return self.parts or (Part("all", self.pages, self.files.paths),)

    def words_in(self, language: str | None) -> Mapping[str, str]:
        """The labels the theme shows, in another language where one is named."""
        return self.other_words[language] if language else self.words

    def theme_words(self) -> dict[str, dict[str, Any]]:
        """What the theme finds under `extra.parley`: its labels, and under `languages` those of other languages."""
        others = {tag: dict(words) for tag, words in self.other_words.items()}
        return {"words": dict(self.words), **({"languages": others} if others else {})}

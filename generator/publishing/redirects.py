"""A page that moved leaves a small page behind, which sends its reader on without a script."""

from __future__ import annotations

from markupsafe import escape

from generator.edition import Redirect
from generator.links import Target, relative_url, url_of
from generator.publishing.policy import with_policy

# `data-pagefind-ignore` keeps the page out of the search index, `noindex` out of others'.
PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{label}</title>
<meta http-equiv="refresh" content="0; url={url}">
<meta name="robots" content="noindex">
<link rel="canonical" href="{canonical}">
</head>
<body data-pagefind-ignore="all">
<p>{reason} <a href="{url}">{label}</a></p>
</body>
</html>
"""


def redirect_file(redirect: Redirect) -> str:
    """The file, below the site's root, that stands where the moved page stood."""
    return f"{url_of(redirect.from_page)}index.html"


def redirect_html(redirect: Redirect, *, site_url: str, label: str, language: str) -> str:
    """The page as HTML. `site_url` is absolute and ends with a slash, or is empty; `label` names the link onward."""
    url = relative_url(Target(redirect.to_page), redirect.from_page)
    canonical = site_url + url_of(redirect.to_page) if site_url else url
    page = PAGE.format(
        language=escape(language),
        label=escape(label),
        reason=escape(redirect.reason),
        url=escape(url),
        canonical=escape(canonical),
    )
    return with_policy(page)

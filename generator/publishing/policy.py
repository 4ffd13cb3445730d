"""What a browser may do on a page of the site: run the site's own files, ask the site alone, tell nobody who reads.

The policy is the same for every page and holds no hash: no page brings a script or a style of its own, so nothing that
an author writes can add to it. Source: Content Security Policy Level 3, Referrer Policy (both W3C).
"""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import escape

_DIRECTIVES: Mapping[str, str] = {
    "default-src": "'none'",
    # Pagefind's search is WebAssembly in a worker.
    "script-src": "'self' 'wasm-unsafe-eval'",
    "worker-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    # The theme's stylesheets hold their icons as `data:`.
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
POLICY = "; ".join(f"{name} {value}" for name, value in _DIRECTIVES.items())
"""The Content-Security-Policy of every page."""

REFERRER = "no-referrer"
"""A link to a source does not tell that host which briefing its reader comes from."""

HEADERS: Mapping[str, str] = {
    # Only a header can say who may show the site in a frame.
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "Referrer-Policy": REFERRER,
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""What a host should send with every file; the pages keep their policy on a host that sends nothing."""

HOST_FILE = "_headers"
"""The file in a site's root from which Netlify and Cloudflare Pages take the headers."""

_HEAD = "<head>"
_META = f"""
<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">
<meta name="referrer" content="{REFERRER}">"""


def with_policy(page: str) -> str:
    """The page with the policy before all else in its head; one without a head stays as it is, and is refused later."""
    return page.replace(_HEAD, _HEAD + _META, 1)


def host_file() -> str:
    """The headers as Netlify and Cloudflare Pages read them."""
    return "/*\n" + "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())


def server_files() -> dict[str, str]:
    """The headers for servers, by the name of a file that their settings can include."""
    nginx = "".join(f'add_header {name} "{value}" always;\n' for name, value in HEADERS.items())
    caddy = "".join(f'\t{name} "{value}"\n' for name, value in HEADERS.items())
    return {
        "nginx.conf": f"# Include this in the server's block, and in each location that adds headers itself.\n{nginx}",
        "Caddyfile": f"# Import this in the site's block.\nheader {{\n{caddy}}}\n",
        HOST_FILE: host_file(),
    }

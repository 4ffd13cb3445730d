"""The one rule for what an outward link may be, shared by the model, the prose reader and the escaping filters."""

from __future__ import annotations

import re
from urllib.parse import quote

# No user name before the host and no backslash: browsers read both otherwise than people do.
_ADDRESS = re.compile(r"https://[^\s/?#@\\]+\.[^\s/?#@\\]+(?:[/?#][^\s\\]*)?")
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")

# What RFC 3986 lets stand in an address, less `'`, `(`, `)`, `[` and `]`, which end one in Markdown or open a title.
_MAY_STAND = "%:/?#@!$&*+,;=-._~"


def is_https_address(text: str) -> bool:
    """Whether a text is a full `https:` address."""
    return _ADDRESS.fullmatch(text) is not None


def https_address(text: str) -> str:
    """The address with everything percent-encoded that an HTML attribute or a Markdown link could trip over.

    Raises ValueError where the text is not a full `https:` address: another scheme, none, no dotted host, a user name,
    white space or a backslash.
    """
    if not is_https_address(text):
        raise ValueError(f"not an https address: {text!r}")
    return quote(_BARE_PERCENT.sub("%25", text), safe=_MAY_STAND)

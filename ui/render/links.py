"""Where a source may be read: its recorded DOI, else its recorded address, and never anything else."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from ui.render.safe import HREF, NOTHING, Html, tag, text, unseen

_DOI = re.compile(r"10\.\d{4,9}/[^\s\x00-\x1f\x7f]{1,200}\Z")
_HOST = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+\Z")


def source_address(doi: str | None, url: str = "") -> str | None:
    """The https address of a source, or None when its record gives none that can be trusted to be one."""
    if doi and _DOI.match(doi):
        return "https://doi.org/" + quote(doi, safe="/()._;:-")
    return url if _is_plain_https(url) else None


def _is_plain_https(url: str) -> bool:
    # A homoglyph or a user name before the host would make an address look like another one.
    try:
        parts = urlsplit(url)
        host = parts.netloc
    except ValueError:
        return False
    return parts.scheme == "https" and bool(_HOST.match(host)) and url.isascii() and bool(HREF.match(url))


def source_link(doi: str | None, url: str = "") -> Html:
    """A link that says in words where it goes, or nothing."""
    address = source_address(doi, url)
    if address is None:
        return NOTHING
    host = urlsplit(address).netloc
    words = f"doi {doi}" if host == "doi.org" and doi else "Read it"
    return tag(
        "a",
        text(words),
        tag("span", text(f" ({host})"), cls="host"),
        unseen(", opens in a new tab"),
        cls="away",
        href=address,
        target="_blank",
        rel="noopener noreferrer",
    )

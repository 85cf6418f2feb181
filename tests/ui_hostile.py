"""Text that tries to become more than text, and a way to put it into every field that holds free text."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, get_type_hints

EVIL = "https://evil.example"
PAYLOADS = (
    f"![x]({EVIL}/1)",
    f"![x][r]\n\n[r]: {EVIL}/2",
    f"<img src={EVIL}/3 onerror=alert(1)>",
    f'<img srcset="{EVIL}/4 2x">',
    f'<picture><source srcset="{EVIL}/5"><img></picture>',
    f'<p style="background:url({EVIL}/6)">x</p>',
    f'<svg><image href="{EVIL}/7"/></svg>',
    f'<video src="{EVIL}/8" autoplay poster="{EVIL}/8p"></video>',
    f'<audio src="{EVIL}/9" autoplay></audio>',
    f"```mermaid\ngraph TD; A[<img src={EVIL}/10>]-->B\n```",
    f'<form action="{EVIL}/11"><input name=a><button>go</button></form>',
    "<script>alert(12)</script>",
    "</script><script>alert(13)</script>",
    '"><svg onload=alert(14)>',
    "' onfocus=alert(15) autofocus x='",
    f'<iframe src="{EVIL}/16"></iframe>',
    f'<link rel=stylesheet href="{EVIL}/17">',
    f'<meta http-equiv="refresh" content="0;url={EVIL}/18">',
    "[click](javascript:alert(19))",
    '<a href="javascript:alert(20)">x</a>',
    f'<base href="{EVIL}/21/">',
    "${alert(22)} {{alert(22)}} <%= alert(22) %> $$\\href{javascript:alert(22)}{x}$$",
    f'<object data="{EVIL}/23"></object><embed src="{EVIL}/23">',
)
FREE = (str, str | None, tuple[str, ...])


def poisoned(value: Any, text: str) -> Any:
    """The same value with `text` in every field that may hold any text; controlled words stay as they are."""
    if isinstance(value, tuple):
        return tuple(poisoned(item, text) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    hints = get_type_hints(type(value))
    changes: dict[str, Any] = {}
    for field in fields(value):
        now = getattr(value, field.name)
        if hints[field.name] not in FREE:
            changes[field.name] = poisoned(now, text)
        elif isinstance(now, tuple):
            changes[field.name] = (text, text)
        else:
            changes[field.name] = text
    return replace(value, **changes)

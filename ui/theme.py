"""Colours, type and Gradio's own settings for them.

The palette stands here once, so that the style sheets, the theme and the test of contrast read the same values.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gradio.themes import Base

LIGHT: Mapping[str, str] = {
    "paper": "#f6f5f1",
    "surface": "#ffffff",
    "raised": "#fbfaf7",
    "ink": "#1c2a2f",
    "muted": "#55636a",
    "line": "#dedbd2",
    "edge": "#7d8a90",
    "accent": "#0d6466",
    "accent-soft": "#e2efed",
    "on-accent": "#ffffff",
    "quote": "#fdf1c7",
    "quote-ink": "#332a06",
    "lit": "#f3c53b",
    "good": "#1d6b3c",
    "fair": "#7a5200",
    "bad": "#a3282a",
    "warn-soft": "#fbeee0",
    "alert-soft": "#fbe9e7",
}
DARK: Mapping[str, str] = {
    "paper": "#12181b",
    "surface": "#1a2226",
    "raised": "#20292e",
    "ink": "#e7ecee",
    "muted": "#a9b6bc",
    "line": "#33424a",
    "edge": "#7d8f98",
    "accent": "#7ccfc8",
    "accent-soft": "#1c3636",
    "on-accent": "#0d1f1f",
    "quote": "#403712",
    "quote-ink": "#fbeeb8",
    "lit": "#d9b02f",
    "good": "#86d3a2",
    "fair": "#e4bd6a",
    "bad": "#f2a09b",
    "warn-soft": "#3a2d1c",
    "alert-soft": "#43221f",
}
SHEETS = (
    "base.css",
    "layout.css",
    "answer.css",
    "cards.css",
    "dialog.css",
    "library.css",
    "chart.css",
    "check.css",
    "audit.css",
)
SCRIPTS = ("base.js", "marks.js", "talk.js", "dialog.js", "acts.js", "history.js", "page.js", "links.js")
FONT = ("Inter", "system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")


def static_folder() -> Path:
    """Where the style sheets and the page's script lie."""
    return Path(__file__).resolve().parent / "static"


def style() -> str:
    """The palette as variables, then the style sheets.

    They go into the page's head: what Gradio is given as `css` it rewrites, and loses rules within `@media`.
    """
    light = "".join(f"--{name}:{value};" for name, value in LIGHT.items())
    dark = "".join(f"--{name}:{value};" for name, value in DARK.items())
    sheets = [(static_folder() / name).read_text(encoding="utf-8") for name in SHEETS]
    return "\n".join([f":root{{{light}}}", f".dark{{{dark}}}", *sheets])


def head() -> str:
    """What goes into the page's head: its style and its script, inline, since Gradio needs inline scripts anyway."""
    script = "\n".join((static_folder() / name).read_text(encoding="utf-8") for name in SCRIPTS)
    return f"<style>{style()}</style><script>(() => {{\n{script}}})();</script>"


def theme() -> Base:
    """Gradio's components in our colours and the system's own typeface, so that nothing is fetched."""
    from gradio.themes import Base

    return Base(font=list(FONT), font_mono=["ui-monospace", "Menlo", "Consolas", "monospace"], text_size="lg").set(
        body_background_fill=LIGHT["paper"],
        body_background_fill_dark=DARK["paper"],
        body_text_color=LIGHT["ink"],
        body_text_color_dark=DARK["ink"],
        **_pair("background_fill_primary", "surface"),
        **_pair("background_fill_secondary", "raised"),
        **_pair("block_background_fill", "surface"),
        **_pair("block_label_text_color", "muted"),
        **_pair("block_title_text_color", "ink"),
        **_pair("body_text_color_subdued", "muted"),
        **_pair("border_color_primary", "line"),
        **_pair("border_color_accent", "accent"),
        **_pair("input_background_fill", "surface"),
        **_pair("input_background_fill_focus", "surface"),
        **_pair("input_border_color", "edge"),
        **_pair("input_border_color_focus", "accent"),
        **_pair("input_placeholder_color", "muted"),
        **_pair("button_primary_background_fill", "accent"),
        **_pair("button_primary_background_fill_hover", "accent"),
        **_pair("button_primary_text_color", "on-accent"),
        **_pair("button_secondary_background_fill", "surface"),
        **_pair("button_secondary_background_fill_hover", "accent-soft"),
        **_pair("button_secondary_text_color", "ink"),
        **_pair("button_secondary_border_color", "line"),
        **_pair("color_accent_soft", "accent-soft"),
        **_pair("link_text_color", "accent"),
        **_pair("link_text_color_hover", "accent"),
        **_pair("link_text_color_visited", "accent"),
        color_accent="var(--accent)",
        block_shadow="none",
        block_shadow_dark="none",
        block_border_width="0px",
        block_border_width_dark="0px",
        input_shadow="none",
        input_shadow_focus="none",
    )


def _pair(setting: str, colour: str) -> dict[str, str]:
    return {setting: LIGHT[colour], f"{setting}_dark": DARK[colour]}

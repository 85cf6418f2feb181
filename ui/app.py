"""The page, put together: a head, five tabs, and nothing that decides anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.facade import Assistant
from ui.quiet import quiet_gradio

if TYPE_CHECKING:
    from gradio import Blocks

TITLE = "Article Assistant"


def build_page(assistant: Assistant) -> Blocks:
    """The Gradio page over an assistant."""
    quiet_gradio()
    import gradio as gr

    from ui.ask_tab import ask_tab
    from ui.audit_tab import audit_tab
    from ui.check_tab import check_tab
    from ui.library_tab import library_tab
    from ui.link_opening import open_links
    from ui.render.about import about_page, masthead, notices_bar
    from ui.render.allowed import allow_listed
    from ui.talk import find_source

    views = tuple(assistant.sources())
    article = find_source(assistant, "article")
    studies = sum(view.source.kind != "article" for view in views)
    title = article.source.title if article else None
    page: Blocks = gr.Blocks(analytics_enabled=False, title=TITLE, fill_width=True)
    with page:
        gr.HTML(allow_listed(masthead(title, studies)), elem_id="masthead")
        if assistant.notices:
            gr.HTML(allow_listed(notices_bar(assistant.notices)), elem_id="notices")
        with gr.Tabs(elem_id="tabs", overflow_behavior="wrap") as tabs:
            with gr.Tab("Ask", id="ask"):
                ask = ask_tab(assistant)
            with gr.Tab("Check a claim", id="check"):
                check = check_tab(assistant)
            with gr.Tab("The article, audited", id="audit"):
                audit_tab(assistant)
            with gr.Tab("Library", id="library"):
                library = library_tab(assistant)
            with gr.Tab("About", id="about"):
                gr.HTML(allow_listed(about_page(views, assistant.index_version, assistant.notices)), elem_id="about")
        open_links(page, tabs, ask, check, library)
    # A question takes milliseconds and two cores; a queue beyond this is refused at once rather than left waiting.
    page.queue(default_concurrency_limit=16, max_size=64, api_open=False)
    page.state_session_capacity = 500
    return page

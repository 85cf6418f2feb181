"""From evidence to HTML: pure functions, with no Gradio, no server and no state."""

"""Gradio's switches that must be set before it is imported."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile


def quiet_gradio() -> None:
    """No analytics, and a temporary folder that only this user can read, gone when the program ends."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    if "GRADIO_TEMP_DIR" not in os.environ:
        folder = tempfile.mkdtemp(prefix="assistant-page-")
        os.environ["GRADIO_TEMP_DIR"] = folder
        atexit.register(shutil.rmtree, folder, ignore_errors=True)

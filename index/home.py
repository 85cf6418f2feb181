"""The one data folder: where everything that is built or added lives, never in the code's own folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sources.errors import AssistantError

ENVIRONMENT_VARIABLE = "ASSISTANT_HOME"
_APPLICATION = "article-assistant"


@dataclass(frozen=True, slots=True)
class Home:
    """The data folder and the names of what lies in it. Making one touches nothing; `create` makes the folders."""

    root: Path

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Home:
        """The folder named by ASSISTANT_HOME, else the platform's own place for an application's data."""
        named = (os.environ if environment is None else environment).get(ENVIRONMENT_VARIABLE, "").strip()
        if named:
            return cls(Path(named).expanduser().absolute())
        import platformdirs

        return cls(Path(platformdirs.user_data_dir(_APPLICATION, appauthor=False)))

    @property
    def ledger(self) -> Path:
        """The SQLite file that is the only truth."""
        return self.root / "ledger.db"

    @property
    def models(self) -> Path:
        """Encoders in the form they are run in."""
        return self.root / "models"

    @property
    def generations(self) -> Path:
        """Chroma folders, one for each set of vectors that was published."""
        return self.root / "generations"

    @property
    def locks(self) -> Path:
        """Files that processes lock; what they contain means nothing."""
        return self.root / "locks"

    def create(self) -> Home:
        """Make the folders, for this user's eyes only. Raises AssistantError where that cannot be done."""
        try:
            for folder in (self.root, self.models, self.generations, self.locks):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            probe = self.root / f".write-test-{os.getpid()}"
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise AssistantError(
                f"cannot write to the data folder {self.root} ({error.strerror}); "
                f"make it writable or set {ENVIRONMENT_VARIABLE} to another folder"
            ) from error
        return self

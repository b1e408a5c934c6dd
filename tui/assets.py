"""Where the files are that come with onrecord: in the installed package, or in the checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).resolve().parent
_INSTALLED: Final = _HERE / "assets"
ASSETS: Final = _INSTALLED if _INSTALLED.is_dir() else _HERE.parent / "assets"

BUNDLED_DOSSIER: Final = ASSETS / "dossiers" / "embassy.json"
STYLES: Final = ASSETS / "styles"

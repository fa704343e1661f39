"""factpack: hand-annotated facts, held against their words, into investment-committee packs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toolkit.opened import OpenDossier, open_dossier

__all__ = ["OpenDossier", "open_dossier"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from toolkit import opened

        return getattr(opened, name)
    raise AttributeError(f"module 'toolkit' has no attribute {name!r}")

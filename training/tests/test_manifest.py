from __future__ import annotations

import json
from pathlib import Path

import pytest

from training import manifest


def give(models: Path, **changes: object) -> None:
    (models / "language").mkdir(exist_ok=True)
    (models / "language" / "a.bin").write_bytes(b"weights")
    (models / "language" / "README.md").write_text("card")
    entry: dict[str, object] = {
        "name": "language",
        "kind": "language-model",
        "version": "1.0.0",
        "directory": "language",
        "files": ["a.bin"],
        "licence": "MIT",
        "data": ["own"],
        "scores": {"x": 0.5},
        "roles": ["answer"],
    }
    manifest.register(models=models, **{**entry, **changes})  # type: ignore[arg-type]


def test_a_registered_model_verifies(tmp_path: Path) -> None:
    give(tmp_path)
    written = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    assert written["roles"] == {"answer": "language"}
    assert written["models"]["language"]["files"][0]["bytes"] == 7
    assert manifest.verify(tmp_path) == []


def test_a_changed_or_missing_file_is_a_fault(tmp_path: Path) -> None:
    give(tmp_path)
    (tmp_path / "language" / "a.bin").write_bytes(b"weighty")
    assert "differs from its checksum" in manifest.verify(tmp_path)[0]
    (tmp_path / "language" / "a.bin").unlink()
    assert "is missing" in manifest.verify(tmp_path)[0]


@pytest.mark.parametrize(
    "changes", [{"kind": "toaster"}, {"roles": ["cook"]}, {"files": ["b.bin"]}]
)
def test_a_wrong_entry_is_refused(tmp_path: Path, changes: dict[str, object]) -> None:
    with pytest.raises(manifest.ManifestError):
        give(tmp_path, **changes)

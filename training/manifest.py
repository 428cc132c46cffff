"""The one writer of ``models/manifest.json``.

Every export step ends in :func:`register`; the product reads the manifest and refuses a file
whose size or checksum differs. ``python -m training.manifest verify`` checks a whole tree.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FORMAT = 1
MODELS = Path(__file__).resolve().parents[1] / "models"
CARD = "README.md"
KINDS = (
    "language-model",
    "reply-index",
    "classifier",
    "sentence-encoder",
    "generator",
    "segmenter",
)
ROLES = (
    "answer",
    "memory",
    "summary",
    "expression",
    "replies",
    "memory-encoder",
    "ethics-encoder",
    "generator-v7",
    "generator-v8",
    "segmenter",
)


class ManifestError(ValueError):
    """A manifest entry that cannot be right; the message names the field and the mend."""


def sha256(path: Path) -> str:
    """Checksum of a file as 64 hex digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read(models: Path = MODELS) -> dict[str, Any]:
    """The manifest as a dict; an empty one where there is none yet."""
    path = models / "manifest.json"
    if not path.exists():
        return {"format": FORMAT, "models": {}, "roles": {}}
    manifest: dict[str, Any] = json.loads(path.read_text("utf-8"))
    if manifest.get("format") != FORMAT:
        raise ManifestError(f"{path}: format {manifest.get('format')!r}, this code writes {FORMAT}")
    return manifest


def register(
    name: str,
    kind: str,
    version: str,
    directory: str,
    files: Sequence[str],
    licence: str,
    data: Sequence[str],
    scores: Mapping[str, Any],
    settings: Mapping[str, Any] | None = None,
    roles: Sequence[str] = (),
    models: Path = MODELS,
) -> dict[str, Any]:
    """Add or replace one model entry and point ``roles`` at it; returns the entry.

    ``files`` are paths relative to ``models/<directory>``. Safe while other processes register
    other models: a file lock guards the read-modify-write, and the file is replaced in one step.
    Raises :class:`ManifestError` for an unknown kind or role, or a missing file.
    """
    if kind not in KINDS:
        raise ManifestError(f"kind {kind!r} is none of {', '.join(KINDS)}")
    if unknown := sorted(set(roles) - set(ROLES)):
        raise ManifestError(f"unknown roles {unknown}; known: {', '.join(ROLES)}")
    root = models / directory
    if missing := [file for file in files if not (root / file).is_file()]:
        raise ManifestError(f"{root} lacks {missing}: export the model before registering it")
    entry = {
        "kind": kind,
        "version": version,
        "directory": directory,
        "files": [
            {"path": file, "bytes": (root / file).stat().st_size, "sha256": sha256(root / file)}
            for file in sorted(files)
        ],
        "licence": licence,
        "data": list(data),
        "scores": dict(scores),
        "card": CARD,
        "settings": dict(settings or {}),
    }
    with _locked(models):
        manifest = read(models)
        manifest["models"] = dict(sorted({**manifest["models"], name: entry}.items()))
        given = {**manifest["roles"], **dict.fromkeys(roles, name)}
        manifest["roles"] = {role: given[role] for role in ROLES if role in given}
        text = json.dumps(manifest, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
        partial = models / "manifest.json.partial"
        partial.write_text(text, "utf-8")
        partial.replace(models / "manifest.json")
    return entry


def verify(models: Path = MODELS) -> list[str]:
    """Every fault of the tree as one sentence each; an empty list means all is well."""
    manifest = read(models)
    return [fault for name in manifest["models"] for fault in _faults(name, manifest, models)] + [
        f"role {role} names the model {name}, which the manifest does not have"
        for role, name in manifest["roles"].items()
        if name not in manifest["models"]
    ]


def _faults(name: str, manifest: dict[str, Any], models: Path) -> Iterator[str]:
    entry = manifest["models"][name]
    root = models / entry["directory"]
    if not (root / entry["card"]).is_file():
        yield f"{name}: the model card {root / entry['card']} is missing"
    for file in entry["files"]:
        path = root / file["path"]
        if not path.is_file():
            yield f"{name}: {path} is missing"
        elif path.stat().st_size != file["bytes"]:
            yield f"{name}: {path} has {path.stat().st_size} bytes, expected {file['bytes']}"
        elif sha256(path) != file["sha256"]:
            yield f"{name}: {path} differs from its checksum"


@contextmanager
def _locked(models: Path) -> Iterator[None]:
    models.mkdir(parents=True, exist_ok=True)
    lock = models / ".cache" / "manifest.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("command", choices=["verify"])
    parser.add_argument("--models", type=Path, default=MODELS)
    options = parser.parse_args()
    faults = verify(options.models)
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        print(f"{len(read(options.models)['models'])} models verified", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())

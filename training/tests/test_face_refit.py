"""Fitting a trained generator to a changed studio; skipped where torch is not installed."""

import json
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from training.face.dataset import Pictures  # noqa: E402
from training.face.mapping import Mapping  # noqa: E402
from training.face.presets import PRESETS  # noqa: E402
from training.face.refit import refit  # noqa: E402
from training.face.synthesis import Shape, Synthesis  # noqa: E402

SMALL = Shape(picture=8, detail=4, dense=16, maps=1, at64=4, at128=4)
COUNT = 12


@pytest.fixture
def pictures(tmp_path: Path) -> Pictures:
    """A shard of v7 in which every second person is a face of the product."""
    rng = np.random.default_rng(0)
    base = tmp_path / "train-000"
    rng.integers(0, 255, (COUNT, 256, 256, 3), np.uint8).tofile(f"{base}.images.u8")
    rng.normal(size=(COUNT, 512)).astype(np.float32).tofile(f"{base}.z.f32")
    np.zeros((COUNT, 7), np.float32).tofile(f"{base}.labels.f32")
    rows = [{"version": "v7", "number": 127 if i % 2 else None} for i in range(COUNT)]
    meta = {"size": 256, "count": COUNT, "masked": False, "rows": rows}
    base.with_suffix(".json").write_text(json.dumps(meta), "utf-8")
    return Pictures(tmp_path)


def test_a_refit_learns_the_new_pictures_and_leaves_w_and_the_album_alone(
    pictures: Pictures,
) -> None:
    torch.manual_seed(0)
    mapping, synthesis = Mapping("v7", torch.randn(64, 512)), Synthesis(SMALL, people=2)
    z, labels = torch.randn(3, 512), torch.zeros(3, 3)
    album = synthesis.album
    before = mapping(z, labels).detach().clone()
    mean = synthesis.picture.bias.detach().clone()
    refit(mapping, synthesis, pictures, PRESETS["smoke"], seed=1)
    assert torch.equal(mapping(z, labels), before)
    assert synthesis.album is album
    assert not torch.equal(synthesis.picture.bias, mean)

"""Soft labels that another model left in a folder."""

from pathlib import Path

import numpy as np
import pytest

cv2 = pytest.importorskip("cv2")
pytest.importorskip("torch")

from training.segmenter.distill import vary  # noqa: E402
from training.segmenter.soft_labels import SIZE, pair_files, read_pair  # noqa: E402


def folders(root: Path) -> tuple[Path, Path]:
    pictures, labels = root / "pictures", root / "labels"
    pictures.mkdir()
    labels.mkdir()
    for name, value in (("b", 200), ("a", 100)):
        cv2.imwrite(str(pictures / f"{name}.jpg"), np.full((300, 300, 3), (0, 0, value), np.uint8))
        cv2.imwrite(str(labels / f"{name}.png"), np.full((64, 64), value, np.uint8))
    return pictures, labels


def test_pairs_by_stem_whatever_the_ending(tmp_path: Path) -> None:
    pairs = pair_files(*folders(tmp_path))
    assert [(picture.name, mask.name) for picture, mask in pairs] == [
        ("a.jpg", "a.png"),
        ("b.jpg", "b.png"),
    ]


def test_reads_rgb_and_soft_values_at_the_students_size(tmp_path: Path) -> None:
    picture, mask = read_pair(*pair_files(*folders(tmp_path))[0])
    assert picture.shape == (SIZE, SIZE, 3) and mask.shape == (SIZE, SIZE)
    assert abs(int(picture[0, 0, 0]) - 100) < 6 and picture[0, 0, 2] < 6
    assert (mask == 100).all()


def test_a_picture_without_a_mask_is_named(tmp_path: Path) -> None:
    pictures, labels = folders(tmp_path)
    (labels / "a.png").unlink()
    with pytest.raises(SystemExit, match=r"no mask for a\.jpg \(1 are missing\)"):
        pair_files(pictures, labels)


def test_a_file_that_is_no_picture_is_named(tmp_path: Path) -> None:
    pictures, labels = folders(tmp_path)
    (labels / "a.png").write_text("nothing")
    with pytest.raises(SystemExit, match=r"a\.png is no picture"):
        read_pair(*pair_files(pictures, labels)[0])


@pytest.mark.parametrize("size", [SIZE, 128])
def test_picture_and_label_are_changed_alike(size: int) -> None:
    rng = np.random.default_rng(2)
    label = cv2.resize(rng.integers(0, 256, (9, 9), np.uint8), (SIZE, SIZE))
    for _ in range(12):
        picture, moved = vary(np.repeat(label[..., None], 3, axis=2), label, size, rng)
        assert picture.shape == (size, size, 3) and moved.shape == (size, size)
        assert np.corrcoef(picture[..., 0].ravel(), moved.ravel())[0, 1] > 0.99

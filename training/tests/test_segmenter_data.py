"""Reading the rendered set, the splits, and the card."""

import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("cv2")

from training.segmenter.card import table
from training.segmenter.dataset import PreparedSet, write_set
from training.segmenter.prepare import read_shard, split_of


def rendered(folder: Path, masks: bool = True, rows: int = 2) -> Path:
    about = [
        {"version": "v8", "number": 83, "seed": 5, "group": 0, "labels": {}},
        {"version": "v7", "number": None, "seed": 10_001, "group": 1, "labels": {}},
    ]
    (folder / "train-000.json").write_text(json.dumps({"size": 256, "rows": about[:rows]}))
    np.arange(2 * 256 * 256 * 3, dtype=np.uint32).astype(np.uint8).tofile(
        folder / "train-000.images.u8"
    )
    if masks:
        np.full(2 * 256 * 256, 7, np.uint8).tofile(folder / "train-000.masks.u8")
    return folder


def test_reads_pictures_and_masks_with_who_they_show(tmp_path: Path) -> None:
    first, second = read_shard(rendered(tmp_path), "train-000")
    assert (first[0]["name"], first[0]["face"]) == ("train-000-000", "v8:83")
    assert second[0]["face"] == "v7:seed 10001"
    assert second[1].shape == (256, 256, 3) and second[2].max() == 7


def test_shard_without_masks_gives_nothing(tmp_path: Path) -> None:
    assert read_shard(rendered(tmp_path, masks=False), "train-000") == []


def test_shard_whose_parts_differ_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="render again"):
        read_shard(rendered(tmp_path, rows=1), "train-000")


def test_a_person_is_in_one_split_and_the_faces_train() -> None:
    people = [{"version": "v7", "number": None, "seed": 10_000 + seed} for seed in range(600)]
    splits = [split_of("train-000", person) for person in people]
    assert splits == [split_of("train-003", person) for person in people]
    assert 25 < splits.count("validation") < 90
    assert split_of("train-000", {"version": "v8", "number": 83, "seed": 5}) == "train"
    assert split_of("valid", {"version": "v8", "number": 83, "seed": 5}) == "test"


def test_set_survives_the_disk(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    shapes = {"pictures": (8, 8, 3), "masks": (8, 8), "mattes": (8, 8), "plates": (4, 4, 3)}
    arrays = {
        name: [rng.integers(0, 256, shape, dtype=np.uint8) for _ in range(2)]
        for name, shape in shapes.items()
    }
    rows = [{"name": "a", "face": "v8:83", "split": split} for split in ("train", "test")]
    write_set(tmp_path, rows, arrays)
    read = PreparedSet(tmp_path)
    assert read.indices("test") == [1]
    assert np.array_equal(read.portrait(1).matte, arrays["mattes"][1])


def test_missing_set_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"segmenter\.prepare"):
        PreparedSet(tmp_path)


def test_table_has_a_line_per_pair() -> None:
    values = dict.fromkeys(("iou", "dice", "precision", "recall", "iou_p5", "mae"), 0.98765)
    text = table("loss", {"kl": {"student and teacher": values, "student and truth": values}})
    assert len(text.splitlines()) == 4
    assert text.splitlines()[2].startswith("| kl | student and teacher | 0.9877 |")

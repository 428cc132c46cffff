"""Agreement of masks, against numbers worked out by hand."""

import numpy as np
import pytest

from training.segmenter.metrics import agreement


def picture(*rows: str) -> np.ndarray:
    return np.array([[float(cell) / 9 for cell in row] for row in rows])


def test_counts_by_hand() -> None:
    ours = picture("99", "90")[None]  # 3 pixels
    theirs = picture("90", "99")[None]  # 3 pixels, 2 in common
    scores = agreement(ours, theirs)
    assert scores["iou"] == pytest.approx(2 / 4)
    assert scores["dice"] == pytest.approx(2 * 2 / 6, abs=1e-4)
    assert scores["precision"] == pytest.approx(2 / 3, abs=1e-4)
    assert scores["recall"] == pytest.approx(2 / 3, abs=1e-4)
    assert scores["mae"] == pytest.approx(0.5)


def test_precision_falls_with_too_much_hair_and_recall_with_too_little() -> None:
    much, little = picture("99", "99")[None], picture("90", "00")[None]
    over, under = agreement(much, little), agreement(little, much)
    assert (over["precision"], over["recall"]) == (0.25, 1.0)
    assert (under["precision"], under["recall"]) == (1.0, 0.25)


def test_is_the_mean_over_pictures_and_names_the_worst() -> None:
    full, none = picture("99", "99"), picture("00", "00")
    scores = agreement(np.stack([full, full]), np.stack([full, none]))
    assert (scores["iou"], scores["iou_min"]) == (0.5, 0.0)


def test_no_hair_in_both_is_right_and_in_one_is_wrong() -> None:
    full, none = picture("99", "99")[None], picture("00", "00")[None]
    assert agreement(none, none)["iou"] == 1.0
    assert agreement(none, full)["precision"] == 0.0
    assert agreement(full, none)["recall"] == 0.0


def test_refuses_shapes_that_differ() -> None:
    with pytest.raises(ValueError, match="must be equal"):
        agreement(np.zeros((1, 2, 2)), np.zeros((1, 2, 3)))

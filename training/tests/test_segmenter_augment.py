"""Backdrops and augmentation on a small drawn portrait whose truth is known."""

import numpy as np
import pytest

cv2 = pytest.importorskip("cv2")

from training.segmenter.augment import (  # noqa: E402
    MILD,
    PHOTOGRAPHIC,
    Portrait,
    Strength,
    augment,
    recolour_hair,
    reframe,
    replace_backdrop,
)
from training.segmenter.backdrop import find_backdrop  # noqa: E402

SIZE = 256
STILL = Strength(hair=0, backdrop=0, frame=0, colour=0, soft=0, noise=0, jpeg=0)


@pytest.fixture(scope="module")
def portrait() -> Portrait:
    """Dark hair (a disc with soft edges) and a red body on a backdrop that grows lighter."""
    hair = np.zeros((SIZE, SIZE), np.uint8)
    cv2.circle(hair, (128, 110), 60, 255, -1)
    mask = cv2.GaussianBlur(hair, (0, 0), 1.5)
    body = np.zeros((SIZE, SIZE), np.uint8)
    cv2.rectangle(body, (60, 180), (195, 255), 255, -1)
    ramp = np.linspace(150, 220, SIZE, dtype=np.float32)
    picture = np.repeat(np.repeat(ramp[None, :, None], SIZE, 0), 3, 2)
    picture[body > 0] = (200, 30, 40)
    share = mask[..., None] / 255
    picture = (picture * (1 - share) + np.array([40, 25, 20]) * share).astype(np.uint8)
    return Portrait(picture, mask, *find_backdrop(picture, mask))


def test_backdrop_is_found_and_hair_and_body_are_not(portrait: Portrait) -> None:
    assert portrait.matte[10, 10] == 255
    assert portrait.matte[110, 128] == 0
    assert portrait.matte[230, 128] == 0
    soft = (portrait.mask > 60) & (portrait.mask < 200)
    soft[170:] = False
    assert np.abs(portrait.matte[soft].astype(int) - (255 - portrait.mask[soft])).max() == 0


def test_plate_carries_the_backdrop_behind_her(portrait: Portrait) -> None:
    behind = portrait.plate[13, 16].astype(int)  # the middle of the hair
    assert np.abs(behind - 185).max() < 15


def test_new_backdrop_leaves_her_as_she_was(portrait: Portrait) -> None:
    rng = np.random.default_rng(3)
    changed = replace_backdrop(portrait.picture, portrait.matte, portrait.plate, rng)
    hers = portrait.matte == 0
    assert np.array_equal(changed[hers], portrait.picture[hers])
    away = portrait.matte == 255
    assert np.abs(changed[away].astype(int) - portrait.picture[away]).mean() > 10


def test_dye_stays_inside_the_hair(portrait: Portrait) -> None:
    changed = recolour_hair(portrait.picture, portrait.mask, np.random.default_rng(5))
    bare = portrait.mask == 0
    assert np.array_equal(changed[bare], portrait.picture[bare])
    assert not np.array_equal(changed[110, 128], portrait.picture[110, 128])


def test_picture_and_mask_move_together(portrait: Portrait) -> None:
    for seed in range(8):
        rng = np.random.default_rng(seed)
        picture, mask = reframe(portrait.picture, portrait.mask, 224, 0.1, rng)
        dark = (picture.max(axis=2) < 60).astype(np.uint8)
        overlap = (dark & (mask > 200)).sum() / max(1, (dark | (mask > 200)).sum())
        assert overlap > 0.9


@pytest.mark.parametrize("size", [128, 224])
def test_nothing_to_do_only_resizes(portrait: Portrait, size: int) -> None:
    rng = np.random.default_rng(0)
    while True:  # until the mirror stays out of it
        picture, mask = augment(portrait, size, STILL, rng)
        expected = cv2.resize(portrait.picture, (size, size), interpolation=cv2.INTER_AREA)
        if np.abs(picture.astype(int) - expected).mean() < 2:
            break
    target = cv2.resize(portrait.mask, (size, size), interpolation=cv2.INTER_AREA)
    assert np.abs(mask.astype(int) - target).mean() < 1


@pytest.mark.parametrize("strength", [MILD, PHOTOGRAPHIC])
def test_same_seed_same_picture(portrait: Portrait, strength: Strength) -> None:
    first, second, other = (
        augment(portrait, 96, strength, np.random.default_rng(seed)) for seed in (7, 7, 8)
    )
    assert first[0].shape == (96, 96, 3) and first[1].shape == (96, 96)
    assert np.array_equal(first[0], second[0]) and np.array_equal(first[1], second[1])
    assert not np.array_equal(first[0], other[0])

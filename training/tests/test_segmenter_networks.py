"""Losses and networks; skipped where torch is not installed."""

import pytest

torch = pytest.importorskip("torch")

from training.segmenter.losses import kl, mse, soft_bce, true_mask  # noqa: E402
from training.segmenter.networks import Student, Teacher, parameters  # noqa: E402
from training.segmenter.presets import PRESETS  # noqa: E402


def gradient(loss, logits, target):
    leaf = logits.clone().requires_grad_()
    loss(leaf, target).backward()
    return leaf.grad


@pytest.mark.parametrize("loss", [mse, soft_bce, kl])
def test_distillation_rests_at_the_teachers_mask(loss) -> None:
    target = torch.rand(2, 1, 8, 8) * 0.9 + 0.05
    at_teacher = torch.logit(target)
    assert gradient(loss, at_teacher, target).abs().max() < 1e-6
    assert loss(at_teacher + 0.5, target) > loss(at_teacher, target) + 1e-4
    assert loss(at_teacher - 0.5, target) > loss(at_teacher, target) + 1e-4


def test_kl_is_zero_for_equal_masks_and_finite_for_hard_ones() -> None:
    target = torch.tensor([0.0, 0.25, 0.75, 1.0]).reshape(1, 1, 2, 2)
    assert kl(torch.logit(target, eps=1 / 510), target).item() == pytest.approx(0, abs=1e-6)
    assert torch.isfinite(kl(torch.full((1, 1, 2, 2), 40.0), target))


def test_true_mask_prefers_the_right_shape() -> None:
    target = torch.zeros(1, 1, 8, 8)
    target[..., :4] = 1
    right = (target - 0.5) * 8
    assert true_mask(right, target) < true_mask(torch.zeros_like(right), target)
    assert true_mask(torch.zeros_like(right), target) < true_mask(-right, target)


@pytest.mark.parametrize("size", [64, 96])
def test_masks_have_the_size_of_their_pictures(size: int) -> None:
    preset = PRESETS["smoke"]
    pixels = torch.zeros(2, 3, size, size)
    teacher = Teacher(preset.teacher_widths, preset.teacher_depths)
    student = Student(preset.student_widths, preset.student_depths, preset.student_decoder)
    assert teacher(pixels).shape == student(pixels).shape == (2, 1, size, size)


def test_student_keeps_to_its_allowance() -> None:
    for preset in PRESETS.values():
        widths, depths = preset.student_widths, preset.student_depths
        student = Student(widths, depths, preset.student_decoder)
        assert parameters(student) <= 1_500_000
        teacher = Teacher(preset.teacher_widths, preset.teacher_depths)
        assert parameters(teacher) > 2 * parameters(student)

"""Losses and networks; skipped where torch is not installed."""

import pytest

torch = pytest.importorskip("torch")

from training.segmenter.losses import edge_weight, kl, mse, soft_bce, true_mask  # noqa: E402
from training.segmenter.networks import Student, Teacher, parameters  # noqa: E402
from training.segmenter.optimiser import optimisers  # noqa: E402
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


def test_edges_and_thin_strands_weigh_more_and_the_mean_is_one() -> None:
    target = torch.zeros(1, 1, 16, 16)
    target[..., :6, :] = 1  # hair that ends
    target[..., 12] = 1  # a strand one pixel wide
    weight = edge_weight(target)
    assert weight.mean().item() == pytest.approx(1)
    assert weight[0, 0, 6, 3] == weight[0, 0, 10, 12] == 5 * weight[0, 0, 1, 3]
    assert torch.equal(edge_weight(torch.ones(1, 1, 8, 8)), torch.ones(1, 1, 8, 8))


def test_every_weight_has_one_optimiser_and_moves() -> None:
    preset = PRESETS["smoke"]
    student = Student(preset.student_widths, preset.student_depths, preset.student_decoder)
    before = {name: weight.detach().clone() for name, weight in student.named_parameters()}
    parts = optimisers(student, 0.01)
    student(torch.randn(2, 3, 64, 64)).square().mean().backward()
    for part in parts:
        part.step()
    groups = [group for part in parts for group in part.param_groups]
    known = sorted(id(weight) for group in groups for weight in group["params"])
    assert known == sorted(id(weight) for weight in student.parameters())
    for name, weight in student.named_parameters():
        assert not torch.equal(weight, before[name]), name


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

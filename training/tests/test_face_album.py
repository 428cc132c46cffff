"""The album of a generator and its way to ONNX and back; skipped where torch is not installed."""

from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from training.face.album import ANCHORS, KNOTS, Album, face_mask, from_rgb, knots  # noqa: E402
from training.face.losses import softness  # noqa: E402
from training.face.mapping import SPREAD, expression_basis  # noqa: E402
from training.face.synthesis import Shape, Synthesis  # noqa: E402

SMALL = Shape(picture=8, detail=4, dense=16, maps=1, at64=4, at128=4)
WHOLE = (0, 0, 64)


def scores(eyes: float, mouth: float, pose: float) -> torch.Tensor:
    return torch.tensor([[eyes, mouth, pose]])


def w_of(who: torch.Tensor, at: torch.Tensor) -> torch.Tensor:
    return who + SPREAD * at @ expression_basis().T


@pytest.fixture
def album() -> Album:
    """Two people, told apart by the first number of w; nobody where it is 0."""
    torch.manual_seed(0)
    made = Album(2)
    with torch.no_grad():
        made.recognise.weight.zero_()
        made.recognise.weight[:2, 0] = torch.tensor([40.0, -40.0])
        made.recognise.bias.copy_(torch.tensor([-20.0, -20.0, 0.0]))
        for person in (0, 1):
            picture = torch.rand(1, 3, 256, 256) * 2 - 1
            luma, chroma = from_rgb(picture)
            made.luma[person] = luma.flatten().repeat(len(ANCHORS))
            made.chroma[person] = chroma.flatten().repeat(len(ANCHORS))
    return made


def small(people: int = 0) -> Synthesis:
    """A tiny network whose biases differ: the exporter stores equal constants once."""
    made = Synthesis(SMALL, people).eval()
    for name, parameter in made.named_parameters():
        if name.endswith("bias"):
            torch.nn.init.normal_(parameter, std=0.1)
    return made


def person(sign: float) -> torch.Tensor:
    who = torch.zeros(1, 512)
    who[0, 0] = sign
    return who


def test_knots_are_weights_and_reach_both_ends() -> None:
    low, high = knots(scores(-1.3, -1.8, -0.6)), knots(scores(1.2, 1.8, 1.8))
    for name, count in KNOTS.items():
        assert low[name][0, 0] == pytest.approx(1)
        assert high[name][0, count - 1] == pytest.approx(1)
        middle = knots(scores(0.1, 0.2, 0.3))[name]
        assert middle.shape == (1, count)
        assert middle.sum() == pytest.approx(1, abs=1e-5)


def test_the_mask_falls_to_nothing_at_the_rim() -> None:
    mask = face_mask()
    assert mask.shape == (1, 1, 128, 128)
    assert mask.max() == 1
    assert mask[0, 0, :42].max() < 0.1


@torch.no_grad()
def test_without_flow_a_page_shows_the_kept_pictures(album: Album) -> None:
    at = scores(0, 0, 0)
    first, second = (album(person(sign), at, WHOLE) for sign in (1.0, -1.0))
    assert first.known.item() == pytest.approx(1, abs=1e-3)
    assert (first.anchors[0] - second.anchors[0]).abs().mean() > 0.1
    kept = album.luma[0, : 256 * 256].view(256, 256)
    assert (first.anchors[0][0, 0] - kept).abs().max() < 1e-2


@torch.no_grad()
def test_a_window_is_cut_out_of_the_whole_page(album: Album) -> None:
    album.flow += 0.02
    album.turn += 1.0
    at = scores(0, 0, 0.3)
    whole = album(person(1.0), at, WHOLE).anchors[1][..., 80:120, 48:88]
    part = album(person(1.0), at, (18, 10, 14)).anchors[1][..., 8:48, 8:48]
    assert torch.allclose(whole, part, atol=1e-4)


@torch.no_grad()
def test_a_stranger_is_drawn_without_the_album(album: Album) -> None:
    synthesis = Synthesis(SMALL, people=2)
    synthesis.album = album
    w = w_of(person(0.0), scores(0, 0, 0))
    with_album = synthesis(w)
    synthesis.album = None
    assert torch.allclose(with_album, synthesis(w), atol=1e-4)


def test_softness_minds_contrast_and_not_phase() -> None:
    quarter = torch.arange(65.0) * torch.pi / 2 + 0.4
    strands, moved = (torch.sin(quarter[at : at + 64]).expand(1, 3, 64, 64) for at in (0, 1))
    assert softness(strands, strands) == 0
    assert softness(moved, strands) < 0.1 * softness(0.5 * strands, strands)


@torch.no_grad()
def test_an_exported_synthesis_is_read_back(album: Album, tmp_path: Path) -> None:
    pytest.importorskip("onnx")
    from training.face.export import BYTES, export_onnx
    from training.face.shipped import load_synthesis

    made, read = small(people=2), small(people=2)
    made.album = album
    path = tmp_path / "synthesis.onnx"
    tables = [name for name, _ in made.named_parameters() if name in BYTES]
    export_onnx(made, {"w": torch.randn(2, 512)}, "rgb", path, tables)
    assert load_synthesis(read, path)
    w = w_of(person(1.0), scores(0.5, 0.5, 0.5))
    assert (made(w) - read(w)).abs().max() < 0.05


@torch.no_grad()
def test_an_export_without_album_leaves_it_to_be_filled(tmp_path: Path) -> None:
    pytest.importorskip("onnx")
    from training.face.export import export_onnx
    from training.face.shipped import load_synthesis

    path = tmp_path / "synthesis.onnx"
    made = small()
    export_onnx(made, {"w": torch.randn(2, 512)}, "rgb", path)
    read = small(people=2)
    assert not load_synthesis(read, path)
    assert torch.allclose(read.conv64.bias, made.conv64.bias)
    assert (read.picture.weight - made.picture.weight).abs().max() < 1e-3

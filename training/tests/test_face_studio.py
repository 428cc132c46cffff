"""The studio draws the same picture for the same seed, and labels do what they say."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

STUDIO = Path(__file__).parents[1] / "face" / "studio"
SCRIPT = """
import {{ createHash }} from 'node:crypto';
import {{ hairMask, portrait }} from '{studio}/scene.mjs';
import * as plan from '{studio}/plan.mjs';
import {{ faceParams, identity, studioExpression }} from '{studio}/population.mjs';
const {{ PRESETS, planPortraits, planShard, planShards, planSweeps, readFaces }} = plan;
const hash = (text) => createHash('sha256').update(text).digest('hex');
const draw = (version, seed, change) => {{
  const {{ z, labels }} = identity(version, seed);
  const params = faceParams(version, z, {{ eyes: 0, mouth: 0, pose: 0, ...labels, ...change }});
  return {{ params, svg: hash(portrait(params)), mask: hash(hairMask(params)) }};
}};
const shard = planShard(0, readFaces());
const portraits = planPortraits(0, readFaces());
const sweep = planSweeps(readFaces()).slice(0, 35).map((row) => row.labels);
console.log(JSON.stringify({{
  first: draw('v8', 1032, {{}}),
  again: draw('v8', 1032, {{}}),
  other: draw('v8', 1044, {{}}),
  open: draw('v8', 1032, {{ mouth: 1.8 }}),
  broken: portrait(draw('v7', 3, {{ pose: 1.8, eyes: -1.3 }}).params).includes('NaN'),
  shut: studioExpression({{ eyes: -1.3, mouth: -1.8, pose: 0 }}),
  wide: studioExpression({{ eyes: 1.2, mouth: 1.8, pose: 1.8 }}),
  faces: shard.filter((row) => row.number !== null).length,
  labels: [...shard, ...portraits].map((row) => row.labels),
  portraits: portraits.map((row) => row.number),
  sweep,
  names: planShards(PRESETS.smoke, readFaces()).map((planned) => planned.name),
}}));
"""


@pytest.fixture(scope="module")
def studio() -> Any:
    if not shutil.which("node"):
        pytest.skip("node is not installed")
    script = SCRIPT.format(studio=STUDIO.as_uri())
    command = ["node", "--input-type=module", "--eval", script]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(result.stdout)


def test_a_seed_repeats_its_picture(studio: Any) -> None:
    assert studio["first"] == studio["again"]
    assert studio["first"]["svg"] != studio["other"]["svg"]


def test_an_open_mouth_changes_the_picture_and_not_the_hair(studio: Any) -> None:
    assert studio["open"]["svg"] != studio["first"]["svg"]
    hair = [studio[key]["params"]["hair"] for key in ("open", "first")]
    assert hair[0] == hair[1]


def test_the_ends_of_the_scores_are_shut_and_wide(studio: Any) -> None:
    assert studio["shut"] == {"eyes": 0, "mouth": 0, "pose": 0}
    assert studio["wide"] == {"eyes": 1, "mouth": 1, "pose": 0.9}
    assert not studio["broken"]


def test_a_shard_is_mostly_faces_and_stays_in_range(studio: Any) -> None:
    assert studio["faces"] == 160
    for labels in studio["labels"]:
        assert -1.3 <= labels["eyes"] <= 1.2
        assert -1.8 <= labels["mouth"] <= 1.8
        assert -0.6 <= labels["pose"] <= 1.8


def test_portraits_show_every_face_equally_often(studio: Any) -> None:
    counts = {number: studio["portraits"].count(number) for number in studio["portraits"]}
    assert len(counts) == 46
    assert set(counts.values()) == {5}


def test_a_sweep_moves_one_score_from_end_to_end(studio: Any) -> None:
    pose, eyes, mouth = studio["sweep"][:9], studio["sweep"][9:22], studio["sweep"][22:]
    assert [pose[0]["pose"], pose[-1]["pose"]] == pytest.approx([-0.6, 1.8])
    assert [eyes[0]["eyes"], eyes[-1]["eyes"]] == pytest.approx([-1.3, 1.2])
    assert [mouth[0]["mouth"], mouth[-1]["mouth"]] == pytest.approx([-1.8, 1.8])
    assert len({(labels["eyes"], labels["mouth"]) for labels in pose}) == 1
    assert len({(labels["mouth"], labels["pose"]) for labels in eyes}) == 1
    assert studio["names"] == ["train-000", "valid", "sweeps"]

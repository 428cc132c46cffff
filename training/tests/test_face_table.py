"""The face table and score ranges against spec §3."""

import json
import re
from pathlib import Path

from training.face.faces import GROUPS, SCORES, group_names, read_faces

V7 = [
    *(127, 672, 709, 931, 1017, 1073, 1162, 1211, 1277, 1351, 1359, 1409, 1591, 1646),
    *(1782, 1788, 1819, 1836, 1905, 1918, 2054, 2089, 2100, 2111, 2137, 2185, 2240),
]
V8 = [
    *(83, 143, 194, 214, 285, 483, 536, 679, 853, 895),
    *(986, 991, 1064, 1180, 1313, 1535, 1750, 1792, 1996),
]
STUDIO = Path(__file__).parents[1] / "face" / "studio"


def test_the_table_holds_the_case_numbers_of_the_spec() -> None:
    faces = read_faces()
    assert [face.number for face in faces if face.version == "v7"] == V7
    assert [face.number for face in faces if face.version == "v8"] == V8


def test_no_two_faces_share_a_latent() -> None:
    seeds = [face.seed for face in read_faces()]
    assert len(set(seeds)) == len(seeds) == 46


def test_scores_turned_are_the_useful_weights_of_the_spec() -> None:
    weights = {name: (-high, -low) for name, (low, high) in SCORES.items()}
    assert weights == {"eyes": (-1.2, 1.3), "mouth": (-1.8, 1.8), "pose": (-1.8, 0.6)}


def test_the_studio_uses_the_same_ranges() -> None:
    source = (STUDIO / "population.mjs").read_text("utf-8")
    written = re.search(r"SCORES = \{(.*?)\};", source, re.DOTALL)
    assert written is not None
    pairs = re.findall(r"(\w+): (\[[^\]]*\])", written[1])
    assert {name: tuple(json.loads(pair)) for name, pair in pairs} == SCORES


def test_group_numbers_count_all_combinations_of_traits() -> None:
    assert [len(group_names(version)) for version in GROUPS] == [8, 16]
    assert all(len(set(group_names(version))) == len(group_names(version)) for version in GROUPS)
    assert group_names("v8")[9] == "bright background, short hair, dark hair, curly"

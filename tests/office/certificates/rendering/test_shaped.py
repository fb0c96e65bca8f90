"""Tibetan names: stacked, drawn, and still text."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from office.certificates.rendering.certificate import CertificateFacts, render_certificate
from office.certificates.rendering.faces import Run, split_runs, text_width
from office.certificates.rendering.shaped import shape

NAME = "བཀྲ་ཤིས་དོན་གྲུབ"


def test_a_stack_is_no_wider_than_its_base() -> None:
    assert shape("OfficeTibetan", "ཀྲ").advance == shape("OfficeTibetan", "ཀ").advance


def test_letters_that_stack_are_drawn_as_one_shape() -> None:
    apart = shape("OfficeTibetan", "ཀ").path.count("m\n") + shape("OfficeTibetan", "ྲ").path.count("m\n")
    assert 0 < shape("OfficeTibetan", "ཀྲ").path.count("m\n") <= apart


def test_a_run_of_tibetan_is_measured_as_a_whole() -> None:
    assert split_runs(f"索南（{NAME}）") == [
        Run("OfficeKai", "索南（"),
        Run("OfficeTibetan", NAME),
        Run("OfficeKai", "）"),
    ]
    drawn = shape("OfficeTibetan", NAME).advance / 100
    assert text_width(NAME, 10) == pytest.approx(drawn)
    assert text_width(f"索南（{NAME}）", 10, 1) == pytest.approx(40 + drawn + 4)


@pytest.mark.parametrize("name", [NAME, "索南才让（བསོད་ནམས་ཚེ་རིང）", "尕藏·东智"])
def test_a_tibetan_name_is_copied_from_the_paper_as_it_was_written(
    name: str, facts: CertificateFacts, tmp_path: Path
) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(render_certificate(replace(facts, holder_name=name)))
    text = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout
    assert name in text.splitlines()


def test_the_same_name_gives_the_same_bytes(facts: CertificateFacts) -> None:
    named = replace(facts, holder_name=NAME)
    assert render_certificate(named) == render_certificate(named)

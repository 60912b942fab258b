"""Compiled templates are kept beside the modules, and are as good as the templates themselves or not used."""

import sys
from pathlib import Path

import jinja2
import pytest

from feedpub.pages import compiled
from feedpub.pages.compiled import Compiled

SOURCE = "{% for name in names %}{{ name }}\n{% endfor %}"


@pytest.fixture(autouse=True)
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the modules, with one for what is compiled in it."""
    monkeypatch.setattr(compiled, "__file__", str(tmp_path / "compiled.py"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "__pycache__").mkdir()
    return tmp_path


def render(source: str = SOURCE, made: str = "") -> str:
    """What a fresh process makes of a template."""
    environment = jinja2.Environment(
        loader=jinja2.DictLoader({"list.j2": source}), bytecode_cache=Compiled(made), autoescape=True
    )
    return environment.get_template("list.j2").render(names=["Ann", "Bo"])


def kept(folder: Path) -> list[Path]:
    return list((folder / "__pycache__").iterdir())


def refuse(*_: object, **__: object) -> str:
    raise AssertionError("a template was compiled again")


def test_a_template_is_compiled_once(modules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert render() == "Ann\nBo\n"
    (file,) = kept(modules)
    assert file.name == f"list.j2.{sys.implementation.cache_tag}.pyc"
    monkeypatch.setattr(jinja2.Environment, "_generate", refuse)
    assert render() == "Ann\nBo\n"


def test_a_changed_template_is_compiled_anew() -> None:
    assert render() == "Ann\nBo\n"
    assert render("{{ names[0] }}") == "Ann"


def test_another_jinja_and_another_feedpub_compile_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    render()
    monkeypatch.setattr(jinja2.Environment, "_generate", refuse)
    with pytest.raises(AssertionError, match="compiled again"):
        render(made="other filters")
    monkeypatch.setattr(jinja2, "__version__", "0.0")
    with pytest.raises(AssertionError, match="compiled again"):
        render()


@pytest.mark.parametrize("at", [0, 10, 30, 60, -1])
def test_a_damaged_file_is_made_again(modules: Path, at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    render()
    (file,) = kept(modules)
    whole = file.read_bytes()
    damaged = bytearray(whole)
    damaged[at] ^= 1
    for content in (bytes(damaged), whole[: len(whole) // 2], b""):
        file.write_bytes(content)
        assert render() == "Ann\nBo\n"
        with monkeypatch.context() as patched:
            patched.setattr(jinja2.Environment, "_generate", refuse)
            assert render() == "Ann\nBo\n"


def test_what_python_is_told_of_its_own_files_holds(modules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert render() == "Ann\nBo\n"
    assert kept(modules) == []


def test_a_disk_that_is_full_keeps_nothing(modules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(path: Path, _content: bytes) -> int:
        path.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", half)
    assert render() == "Ann\nBo\n"
    assert kept(modules) == []


def test_a_folder_that_cannot_be_written_does_no_harm(modules: Path) -> None:
    (modules / "__pycache__").rmdir()
    (modules / "__pycache__").write_text("no folder")
    assert render() == "Ann\nBo\n"

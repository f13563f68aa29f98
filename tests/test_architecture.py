"""The dependency rule: it holds, and each contract of pyproject.toml notices when it is broken."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[1]
LINT = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]


def lint(root: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter over the src/ below `root`, by our own contracts."""
    return subprocess.run(
        [*LINT, "--no-cache", "--config", str(ROOT / "pyproject.toml")],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root / "src")},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the program to break."""
    shutil.copytree(
        ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
    )
    return tmp_path


def test_the_dependency_rule_holds() -> None:
    """Every import in the program goes where ARCHITECTURE.md says it may."""
    said = lint(ROOT)

    assert said.returncode == 0, said.stdout + said.stderr


@pytest.mark.parametrize(
    ("module", "imports"),
    [
        ("desk/broken.py", "time"),
        ("desk/broken.py", "asyncio.events"),
        ("desk/broken.py", "pydantic"),
        ("desk/broken.py", "unhunch.ports"),
        ("body/broken.py", "unhunch.desk.policy"),
        ("body/broken.py", "random"),
        ("errors.py", "unhunch.ports"),
        ("ports.py", "unhunch.words"),
        ("figures/broken.py", "pathlib"),
        ("figures/broken.py", "unhunch.words"),
        ("daemon/broken.py", "unhunch.figures.svg"),
        ("journal/broken.py", "unhunch.wire"),
        ("trays/broken.py", "unhunch.notifiers"),
        ("sensors/broken.py", "unhunch.daemon"),
        ("daemon/broken.py", "unhunch.cli"),
        ("daemon/broken.py", "unhunch.sensors"),
        ("daemon/broken.py", "unhunch.web.app"),
        ("daemon/broken.py", "jinja2"),
        ("report/broken.py", "starlette.responses"),
        ("report/broken.py", "pygal"),
        ("web/broken.py", "pygal.style"),
        ("cli/broken.py", "uvicorn"),
        ("web/launch.py", "unhunch.web.app"),
        ("newcomer/__init__.py", "unhunch.errors"),
    ],
)
def test_an_import_against_the_rule_is_noticed(copy: Path, module: str, imports: str) -> None:
    """One import too many anywhere breaks a contract, and its name is in the message."""
    broken = copy / "src/unhunch" / module
    broken.parent.mkdir(exist_ok=True)
    with broken.open("a") as source:
        source.write(f"\nimport {imports}\n")

    said = lint(copy)

    assert said.returncode == 1, said.stdout + said.stderr
    assert broken.parent.name in said.stdout


def test_the_core_needs_nothing_that_is_installed() -> None:
    """The pure core imports itself and the standard library: also what no contract lists yet."""
    graph = grimp.build_graph("unhunch", include_external_packages=True, cache_dir=None)
    core = {"unhunch.fact", "unhunch.sentence", "unhunch.desk", "unhunch.body"}
    core |= graph.find_descendants("unhunch.desk") | graph.find_descendants("unhunch.body")
    imported = {
        target
        for module in core
        for target in graph.find_modules_directly_imported_by(module) - core
    }

    assert set() == imported - sys.stdlib_module_names

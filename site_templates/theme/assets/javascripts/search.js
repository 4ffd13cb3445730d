/* The search dialog over Pagefind's index: opens with Ctrl+K, Cmd+K or "/", narrows by facets, moves by arrow keys. */
(() => {
  "use strict";
  const dialog = document.getElementById("p-search");
  const opener = document.querySelector(".p-search-open");
  if (!dialog || !opener || !dialog.showModal) return;

  const PAGE = 8;
  /* Milliseconds in which nothing is typed. */
  const REST = 1000;
  const site = new URL(dialog.dataset.site.replace(/\/*$/, "/"), document.baseURI);
  const [input, status, list, more, clear, filters, active] = [
    "#p-search-input", ".p-search-status", ".p-search-results", ".p-search-more", ".p-search-clear", ".p-search-filters", ".p-search-active",
  ].map((selector) => dialog.querySelector(selector));
  const facets = [...dialog.querySelectorAll("select")];
  const narrow = matchMedia("(max-width: 44.9844em)");
  let engine;
  let counted = false;
  let found = [];
  let asked = 0;

  const say = (key, n = "") => { status.textContent = dialog.dataset[key].replace("{n}", n); };

  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(text);
    return made;
  };

  /* Pagefind marks words with <mark> and escapes only angle brackets; all else is text and stays text. */
  const marked = (excerpt) => {
    const line = element("p", "");
    excerpt.split(/<\/?mark>/).forEach((piece, index) => {
      const text = piece.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
      line.append(index % 2 ? element("mark", text) : text);
    });
    return line;
  };

  /* A word weighs more in a bottom line than in a title: by Pagefind's own measure a page called "Truce" that explains how
     to write one stands before the briefings about truces. Of authors, topics and countries, which are told beside the
     text, it weighs least. */
  const RANKING = { metaWeights: { title: 1, summary: 3, also: 0.5 } };

  const published = async () => {
    const pagefind = await import(new URL("pagefind/pagefind.js", site).href);
    await pagefind.options({ baseUrl: site.pathname, excerptLength: 26, ranking: RANKING });
    await pagefind.init();
    return pagefind;
  };

  /* A copy for reading from a disk brings an engine of its own, for there Pagefind cannot fetch its index. */
  const load = () => {
    engine ??= (async () => globalThis.parleyOffline?.(site) ?? published())();
    return engine;
  };

  const fail = () => { engine = undefined; counted = false; };

  /* Each choice is offered with the number of pages it would leave; a choice that leaves none is not offered.
     A facet already chosen from keeps its other choices (counted without facets), so that one can change over. */
  const fill = (counts, all = counts) => {
    for (const select of facets) {
      const chosen = select.value;
      const offered = Object.entries((chosen ? all : counts)[select.name] ?? {}).filter(([value, n]) => n || value === chosen);
      offered.sort(([a], [b]) => a.localeCompare(b, document.documentElement.lang, { numeric: true }) * (select.name === "year" ? -1 : 1));
      const options = offered.map(([value, n]) => new Option(`${value} (${n})`, value, false, value === chosen));
      select.replaceChildren(select.options[0], ...options);
      select.parentElement.hidden = !offered.length;
    }
  };

  const choices = () => Object.fromEntries(facets.filter((f) => f.value).map((f) => [f.name, f.value]));

  const result = (page) => {
    const item = document.createElement("li");
    const title = element("a", page.meta.title);
    title.href = page.url;
    item.append(title, element("p", [page.meta.kind, page.meta.date].filter(Boolean).join(" · "), "p-search-meta"));
    item.append(input.value.trim() ? marked(page.excerpt) : element("p", page.meta.summary ?? ""));
    const places = page.sub_results.filter((sub) => sub.anchor && sub.anchor.element !== "h1").slice(0, 3);
    if (places.length && input.value.trim()) {
      const links = places.map((sub) => Object.assign(element("a", sub.title), { href: sub.url }));
      const row = element("p", "", "p-search-places");
      links.forEach((link) => row.append(link, " "));
      item.append(row);
    }
    return item;
  };

  const show = async (ticket) => {
    const next = found.slice(list.children.length, list.children.length + PAGE);
    const pages = await Promise.all(next.map((hit) => hit.data()));
    if (ticket !== asked) return;
    list.append(...pages.map(result));
    more.hidden = list.children.length >= found.length;
  };

  const ask = async (pagefind, term, chosen) => {
    if (!term && !Object.keys(chosen).length) return null;
    const isCounted = counted;
    return { ...await pagefind.search(term || null, { filters: chosen, ...(term ? {} : { sort: { date: "desc" } }) }), isCounted };
  };

  const tell = async (answer, ticket) => {
    found = answer?.results ?? [];
    list.replaceChildren();
    more.hidden = true;
    if (answer) say(found.length === 0 ? "none" : found.length === 1 ? "one" : "many", found.length);
    else say("start");
    await show(ticket);
  };

  /* A reader who rests, or goes for the facets. */
  const rest = () => new Promise((resolve) => {
    setTimeout(resolve, REST);
    for (const sign of ["pointerenter", "focusin"]) filters.addEventListener(sign, resolve, { once: true });
  });

  /* On a large site the facets weigh more than all that a result needs: nobody who types waits for them. Pagefind counts
     by those that it has loaded, and is then asked once more. */
  const count = async (pagefind, term, chosen, answer, ticket) => {
    if (!counted) await rest();
    if (ticket !== asked) return;
    const whole = await pagefind.filters();
    counted = true;
    const counts = answer?.isCounted ? answer : await ask(pagefind, term, chosen);
    /* Without a word Pagefind tells no totals: they are those of the whole site. */
    if (ticket === asked) fill(counts?.filters ?? whole, term ? counts.totalFilters : whole);
  };

  const search = async () => {
    const ticket = ++asked;
    list.ariaBusy = filters.ariaBusy = "true";
    const term = input.value.trim();
    const chosen = choices();
    const narrowed = Object.keys(chosen).length;
    clear.hidden = !narrowed;
    active.textContent = narrowed ? `(${narrowed})` : "";
    try {
      const pagefind = await load();
      const answer = await ask(pagefind, term, chosen);
      if (ticket !== asked) return;
      await tell(answer, ticket);
      if (ticket === asked) list.ariaBusy = "false";
      await count(pagefind, term, chosen, answer, ticket);
    } catch (error) {
      fail();
      if (list.ariaBusy === "true") say("failed");
    } finally {
      if (ticket === asked) list.ariaBusy = filters.ariaBusy = "false";
    }
  };

  let pause;
  const soon = () => {
    clearTimeout(pause);
    list.ariaBusy = filters.ariaBusy = "true";
    if (!found.length) say("loading");
    pause = setTimeout(search, 160);
  };

  const open = () => {
    if (dialog.open) return input.select();
    filters.open = !narrow.matches;
    dialog.showModal();
    input.select();
    search();
  };

  const step = (by) => {
    const stops = [input, ...list.querySelectorAll("a"), ...(more.hidden ? [] : [more])];
    const at = stops.indexOf(document.activeElement);
    stops[Math.min(Math.max(at + by, 0), stops.length - 1)].focus();
  };

  opener.setAttribute("role", "button");
  opener.setAttribute("aria-haspopup", "dialog");
  opener.setAttribute("aria-keyshortcuts", "Control+K Meta+K /");
  if (/Mac|iPhone|iPad/.test(navigator.platform)) opener.querySelector("kbd").textContent = "⌘ K";

  opener.addEventListener("click", (event) => { event.preventDefault(); open(); });
  opener.addEventListener("keydown", (event) => { if (event.key === " ") { event.preventDefault(); open(); } });
  opener.addEventListener("pointerenter", () => load().catch(fail), { once: true });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input:not([type=radio]), textarea, select, [contenteditable]");
    const combined = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing && !dialog.open;
    if (combined || slash) { event.preventDefault(); open(); }
  });
  dialog.addEventListener("keydown", (event) => {
    /* A search field swallows the first Escape to empty itself; here it closes. */
    if (event.key === "Escape" && event.target === input) { event.preventDefault(); dialog.close(); }
    if (!["ArrowDown", "ArrowUp"].includes(event.key) || event.target.matches("select")) return;
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
  });
  dialog.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (event.target === dialog || link) dialog.close();
  });
  dialog.querySelector(".p-search-close").addEventListener("click", () => dialog.close());
  dialog.querySelector("form").addEventListener("submit", (event) => { event.preventDefault(); list.querySelector("a")?.focus(); });
  input.addEventListener("input", soon);
  facets.forEach((facet) => facet.addEventListener("change", search));
  clear.addEventListener("click", () => { facets.forEach((facet) => { facet.value = ""; }); input.focus(); search(); });
  more.addEventListener("click", async () => {
    const seen = list.children.length;
    await show(asked);
    list.children[seen]?.querySelector("a").focus();
  });
})();

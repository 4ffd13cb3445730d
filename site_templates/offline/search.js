/* Search in a copy of the site that is opened from a disk, where a browser lets a page fetch nothing: the index is a
   script of the page's language, and the words are looked for in it here. It answers as Pagefind does, so that the
   dialog (assets/javascripts/search.js) asks both alike. */
(() => {
  "use strict";
  const EXCERPT = 160;
  /* Scripts that set no spaces between words, or write an article and prepositions as one with the word. */
  const INSIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Arabic}\p{Script=Hebrew}]/u;
  const here = document.currentScript.src;

  /* Letters without marks and case: what one sign becomes, which may be nothing. */
  const bare = (sign) => sign.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const fold = (text) => Array.from(text, bare).join("");

  /* For each place in the folded text, and for its end, the place in the text. */
  const placesIn = (text) => {
    const places = [];
    let at = 0;
    for (const sign of text) {
      for (const _ of bare(sign).split("")) places.push(at);
      at += sign.length;
    }
    return [...places, at];
  };

  /* A word is found where one begins with it, or holds it (see INSIDE); between quotation marks several in a row. */
  const terms = (asked) => [...fold(asked).matchAll(/"([^"]+)"|[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu)]
    .map(([word, quoted]) => (quoted ?? word).trim().replace(/\s+/g, " "))
    .filter(Boolean)
    .map((word) => {
      const literal = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll(" ", "\\s+");
      return new RegExp(INSIDE.test(word) ? literal : `(?<![\\p{L}\\p{N}])${literal}`, "gu");
    });

  const count = (term, text) => [...text.matchAll(term)].length;

  /* A word in the title counts most, then in a heading; more of them in the text count for less and less. */
  const score = (page, words) => {
    let all = 0;
    for (const word of words) {
      const inText = count(word, page.folded);
      const inTitle = count(word, page.foldedTitle);
      if (!inText && !inTitle) return 0;
      all += 12 * inTitle + 3 * page.sections.filter((one) => count(word, one.foldedTitle)).length + Math.log2(1 + inText);
    }
    return all;
  };

  const escaped = (text) => text.replaceAll("<", "&lt;").replaceAll(">", "&gt;");

  /* The text around the first word found, with every word in it marked. */
  const excerpt = ({ text, folded }, words) => {
    const places = placesIn(text);
    const found = words.flatMap((word) => [...folded.matchAll(word)])
      .map((match) => [places[match.index], places[match.index + match[0].length]])
      .sort(([a], [b]) => a - b);
    const first = found[0]?.[0] ?? 0;
    const begin = first < EXCERPT / 2 ? 0 : text.indexOf(" ", first - EXCERPT / 2) + 1;
    const stop = text.indexOf(" ", begin + EXCERPT);
    const end = stop < 0 ? text.length : stop;
    let made = "";
    let at = begin;
    for (const [from, to] of found) {
      if (from < at || to > end) continue;
      made += `${escaped(text.slice(at, from))}<mark>${escaped(text.slice(from, to))}</mark>`;
      at = to;
    }
    return made + escaped(text.slice(at, end));
  };

  const carries = (page, chosen) => Object.entries(chosen).every(([name, value]) => page.filters[name]?.includes(value));

  const tally = (pages, all) => {
    const counts = {};
    for (const page of all) for (const [name, values] of Object.entries(page.filters)) {
      for (const value of values) (counts[name] ??= {})[value] ??= 0;
    }
    for (const page of pages) for (const [name, values] of Object.entries(page.filters)) {
      for (const value of values) counts[name][value] += 1;
    }
    return counts;
  };

  const engine = (index, site) => {
    const pages = index.map((page) => {
      const text = [page.text, ...page.sections.map((one) => one.text), page.meta.also ?? ""].join(" ");
      const sections = page.sections.map((one) => ({ ...one, folded: fold(one.text), foldedTitle: fold(one.title) }));
      return { ...page, text, sections, folded: fold(text), foldedTitle: fold(page.meta.title) };
    });
    const address = (page, anchor = "") => new URL(`${page.path}${anchor && `#${anchor}`}`, site).href;
    const result = (page, words) => ({
      data: async () => ({
        url: address(page),
        meta: page.meta,
        excerpt: excerpt(page, words),
        sub_results: page.sections
          .filter((one) => words.some((word) => count(word, one.folded)))
          .map((one) => ({ title: one.title, url: address(page, one.anchor), anchor: { element: "h2" } })),
      }),
    });
    return {
      filters: async () => tally(pages, pages),
      search: async (asked, { filters = {}, sort } = {}) => {
        const words = terms(asked ?? "");
        const scored = pages.map((page) => [words.length ? score(page, words) : Number(!asked), page]).filter(([points]) => points);
        const ranked = scored.sort(([a, one], [b, other]) => (sort ? 0 : b - a) || other.date.localeCompare(one.date));
        const all = ranked.map(([, page]) => page);
        const left = all.filter((page) => carries(page, filters));
        return { results: left.map((page) => result(page, words)), filters: tally(left, pages), totalFilters: tally(all, pages) };
      },
    };
  };

  /* The engine over the index of this page's language, which says of itself what it holds. */
  globalThis.parleyOffline = (site) => new Promise((found, failed) => {
    const script = document.createElement("script");
    script.src = new URL(`../../search/${document.documentElement.lang || "en"}.js`, here).href;
    script.addEventListener("load", () => found(engine(globalThis.parleyIndex, site)));
    script.addEventListener("error", () => failed(new Error(script.src)));
    document.head.append(script);
  });
})();

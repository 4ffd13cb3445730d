/* Before the first paint: the place where a reader's choices are kept, and the colours that were chosen.
   It is loaded in the head and waited for, so that no page flashes in other colours than its own. */
(() => {
  "use strict";
  /* The site's root, from where this file stands; sites that share a host keep their choices apart. */
  const scope = new URL("../../", document.currentScript.src);
  window.__md_scope = scope;
  window.__md_get = (key, storage = localStorage, at = scope) => JSON.parse(storage.getItem(`${at.pathname}.${key}`));
  window.__md_set = (key, value, storage = localStorage, at = scope) => {
    try { storage.setItem(`${at.pathname}.${key}`, JSON.stringify(value)); } catch { /* no storage: nothing is kept */ }
  };

  let chosen;
  try { chosen = __md_get("__palette")?.color; } catch { /* no storage: the system decides */ }
  if (!chosen) return;

  const colours = (input) => Object.fromEntries(
    ["media", "scheme", "primary", "accent"].map((key) => [key, input.getAttribute(`data-md-color-${key}`)]),
  );
  const asked = chosen.media === "(prefers-color-scheme)";
  const set = () => {
    const form = document.querySelector("[data-md-component=palette]");
    /* What follows the form tells that it is whole; only a reader who leaves it to the system needs it. */
    const ready = asked ? form?.nextElementSibling : document.body;
    if (!ready && document.readyState === "loading") return;
    watch.disconnect();
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    const system = form?.querySelector(`[data-md-color-media="(prefers-color-scheme: ${dark ? "dark" : "light"})"]`);
    const shown = asked && system ? colours(system) : chosen;
    for (const [key, value] of Object.entries(shown)) document.body.setAttribute(`data-md-color-${key}`, value);
  };
  /* The page is still being read: the form with the choices comes with its header. */
  const watch = new MutationObserver(set);
  watch.observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", set, { once: true });
})();

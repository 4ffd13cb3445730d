/* Tables that are compared: narrows and sorts their rows. The page is complete without it; what a row is found by, and
   its rank in each order, was decided when the page was made. The choices stand in the address, so a view can be shared. */
(() => {
  "use strict";
  const form = document.querySelector("form.p-filters");
  if (!form) return;

  const CONTROLS = ["order", "direction"];
  const selects = [...form.querySelectorAll("select")];
  const facets = selects.filter((select) => !CONTROLS.includes(select.name));
  const [order, direction] = CONTROLS.map((name) => form.elements[name]);
  const [output, told, clear] = ["output", ".p-filters-chosen", "button"].map((selector) => form.querySelector(selector));
  const tables = [...document.querySelectorAll("table.p-compared")];
  const pager = document.querySelector("nav.p-pages");
  let rows = [];
  let whole;

  const read = (row, table) => ({
    row,
    table,
    place: rows.length,
    values: new Set((row.dataset.values ?? "").split(" ")),
    ranks: (row.dataset.ranks ?? "").trim().split(" "),
  });

  const take = (table, from) => {
    for (const row of from.querySelectorAll("tbody > tr")) rows.push(read(row, table));
  };
  tables.forEach((table) => take(table, table));

  /* The rows of the other pages of a long list, asked for once somebody narrows or sorts. Where a table continues
     there it is the one of the same name; another one comes behind the last, with its heading. */
  const others = async () => {
    const here = pager.querySelector("[aria-current]").href;
    const addresses = [...new Set([...pager.querySelectorAll("li > a:not([rel])")].map((link) => link.href))];
    const pages = await Promise.all(addresses.filter((address) => address !== here).map(fetched));
    pages.flat().forEach(({ box, heading }) => {
      const caption = box.querySelector("caption").id;
      let table = tables.find((one) => one.caption.id === caption);
      if (!table) {
        table = box.querySelector("table");
        document.getElementById(heading?.id ?? "")?.removeAttribute("id");
        tables.at(-1).closest(".p-table").after(...[heading, box].filter(Boolean));
        tables.push(table);
      }
      take(table, box);
    });
    pager.hidden = true;
  };

  const fetched = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    page.querySelectorAll("article a[href]").forEach((link) => { link.href = new URL(link.getAttribute("href"), answer.url).href; });
    return [...page.querySelectorAll("table.p-compared")].map((table) => {
      const box = table.closest(".p-table");
      return { box, heading: headingOf(box) };
    });
  };

  const headingOf = (box) => (box.previousElementSibling?.matches("h2") ? box.previousElementSibling : null);

  const chosen = () => facets.filter((select) => select.value).map((select) => `${select.name}:${select.value}`);

  /* A choice as paper tells it, where no select can be seen. */
  const inWords = (select) => `${select.labels[0].textContent}: ${select.selectedOptions[0].text}`;

  const sorted = (group) => {
    const index = [...order.options].findIndex((option) => option.value === order.value) - 1;
    if (index < 0) return group.sort((a, b) => a.place - b.place);
    const way = direction.value ? -1 : 1;
    return group.sort((a, b) => {
      const [x, y] = [a.ranks[index], b.ranks[index]];
      if (x === "-" || y === "-") return (x === "-") - (y === "-") || a.place - b.place;
      return way * (x - y) || a.place - b.place;
    });
  };

  const show = () => {
    const wanted = chosen();
    let shown = 0;
    for (const one of rows) {
      one.row.hidden = !wanted.every((value) => one.values.has(value));
      shown += one.row.hidden ? 0 : 1;
    }
    for (const table of tables) {
      const members = sorted(rows.filter((one) => one.table === table));
      table.tBodies[0].append(...members.map((one) => one.row));
      const box = table.closest(".p-table");
      box.hidden = members.every((one) => one.row.hidden);
      const heading = headingOf(box);
      if (heading) heading.hidden = box.hidden;
    }
    output.textContent = form.dataset.counted.replace("{shown}", shown).replace("{all}", rows.length);
    told.textContent = selects.filter((select) => select.value).map(inWords).join("; ");
    clear.hidden = !selects.some((select) => select.value);
    direction.disabled = !order.value;
  };

  const remember = () => {
    const address = new URL(location.href);
    address.search = new URLSearchParams(selects.filter((select) => select.value).map((select) => [select.name, select.value]));
    history.replaceState(history.state, "", address);
  };

  const recall = () => {
    const asked = new URLSearchParams(location.search);
    for (const select of selects) {
      const value = asked.get(select.name) ?? "";
      select.value = [...select.options].some((option) => option.value === value) ? value : "";
      if (select.value && select.closest("details")) select.closest("details").open = true;
    }
  };

  const update = async () => {
    if (pager && !pager.hidden && selects.some((select) => select.value)) {
      whole ??= others();
      try {
        await whole;
      } catch {
        whole = undefined;
        show();
        output.textContent += ` ${form.dataset.failed}`;
        return;
      }
    }
    show();
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => { remember(); update(); });
  form.addEventListener("reset", () => setTimeout(() => { remember(); update(); selects[0].focus(); }));
  addEventListener("popstate", () => { recall(); update(); });
  form.hidden = false;
  recall();
  update();
})();

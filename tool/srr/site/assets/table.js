/* Every table: cards on a phone, and columns that sort. Without this script each is a plain one. */
"use strict";
const srrTable = (() => {
  const FIRST = -1, LAST = Infinity;
  const LONG = 200, NARROW = 208;
  const { all } = srrDays;

  // On a phone each row becomes a card, in which each cell is labelled with the head of its column.
  function label(table) {
    if (table.role || !table.querySelector(".srr-title, .srr-long, .srr-name")) return;
    const heads = [...table.tHead.rows[0].cells].map((head) => head.textContent);
    for (const { cells } of all("tbody tr", table)) {
      if (cells.length === heads.length) heads.forEach((words, column) => { cells[column].dataset.label = words; });
    }
    table.classList.add("srr-table--cards");
    table.setAttribute("role", "table");
    // A screen reader does not see a card or a grid as a table, so each part gets its role.
    const roles = [["thead, tbody", "rowgroup"], ["tr", "row"], ["td", "cell"], ["thead th", "columnheader"], ["tbody th", "rowheader"]];
    for (const [selector, role] of roles) for (const each of all(selector, table)) each.setAttribute("role", role);
  }

  function arrange(table) {
    const view = { table, body: table.tBodies[0], param: table.dataset.sort, sort: "", value: cellOf, show, remember };
    table.srr = view;
    view.items = [...view.body.rows];
    heads(view).forEach((head) => addButton(view, head));
    return view;
  }

  // When the page loads, and again when the day changes: rows and their text may be new.
  function settle(view) {
    if (view.items.length > LONG && !view.table.closest(".srr-risks")) lighten(view);
    const name = new URLSearchParams(location.search).get(view.param) ?? "";
    view.ranks = {};
    view.sort = heads(view).some((head) => nameOf(head) === name.replace(/^-/, "")) ? name : "";
    view.show(view);
  }

  // The rows of a long table become grids of the widths that its columns had: a browser then lays out
  // those in sight alone.
  function lighten(view) {
    const widths = heads(view).map((head) => head.offsetWidth);
    const least = widths.map((width) => Math.min(width, NARROW));
    view.table.style.setProperty("--srr-columns", widths.map((width, index) => `minmax(${least[index]}px, ${width}fr)`).join(" "));
    view.table.style.setProperty("--srr-least", `${least.reduce((one, other) => one + other)}px`);
    view.table.classList.add("srr-table--long");
  }

  const heads = (view) => [...view.table.tHead.rows[0].cells];
  const nameOf = (head) => head.dataset.key ?? String(head.cellIndex);
  const isNumber = (head) => head.classList.contains("srr-right");

  function addButton(view, head) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const name = nameOf(head), turns = isNumber(head) ? [`-${name}`, name, ""] : [name, `-${name}`, ""];
      view.sort = turns[(turns.indexOf(view.sort) + 1) % turns.length];
      view.show(view);
      view.remember(view);
    });
  }

  function show(view) {
    replace(view, sorted(view));
  }

  // The body is taken out of the page meanwhile, so that the table is laid out once.
  function replace(view, rows) {
    view.body.remove();
    view.body.replaceChildren(...rows);
    view.table.append(view.body);
  }

  function sorted(view) {
    const key = view.sort.replace(/^-/, ""), sign = view.sort === key ? 1 : -1;
    for (const head of heads(view)) {
      if (key && nameOf(head) === key) head.ariaSort = sign < 0 ? "descending" : "ascending";
      else head.removeAttribute("aria-sort");
    }
    if (!key) return view.items;
    const places = view.ranks[key] ??= ranked(view.items.map((item) => view.value(item, key, view)));
    return view.items.map((item, index) => ({ item, place: places[index], index })).sort((one, other) => {
      const fixed = [one, other].some(({ place }) => place === FIRST || place === LAST);
      return (one.place === other.place ? 0 : (one.place < other.place ? -1 : 1) * (fixed ? 1 : sign))
        || one.index - other.index;
    }).map(({ item }) => item);
  }

  function cellOf(row, key, view) {
    const cell = row.cells[heads(view).findIndex((head) => nameOf(head) === key)];
    return (cell.dataset.sort ?? cell.textContent).trim();
  }

  // Each different value is compared once, however many rows hold it. What is unknown comes first and
  // what is not given last, in either direction.
  function ranked(values) {
    const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });
    const known = [...new Set(values)].filter((value) => !["unknown", "-", ""].includes(value));
    const numeric = known.every((value) => !isNaN(value));
    known.sort(numeric ? (one, other) => one - other : compare);
    const place = new Map(known.map((value, index) => [value, index]));
    place.set("unknown", FIRST).set("-", LAST).set("", LAST);
    return values.map((value) => place.get(value));
  }

  // A view can be shared by its address, and is restored by the back button.
  function remember(view) {
    const address = new URL(location);
    if (view.sort) address.searchParams.set(view.param, view.sort);
    else address.searchParams.delete(view.param);
    history.replaceState(history.state, "", address);
  }

  return { label, arrange, settle, heads, addButton, replace, sorted };
})();

/* What a reader's browser adds to a finished page: badges as of today, and tables that sort and filter.
   Every word comes with the page; without this script each table is a plain one. */
"use strict";
(() => {
  const DAY = 864e5;
  const FIRST = -1, LAST = Infinity;
  const LONG = 200, NARROW = 208;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const filled = (words, values) => words.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
  const folded = (text) => text.normalize("NFKC").toLowerCase();

  /* The day */

  function today({ zone, built, pinned }) {
    if (pinned !== undefined) return built;
    let day;
    try {
      day = new Intl.DateTimeFormat("sv", { timeZone: zone }).format(new Date());
    } catch {
      day = new Date().toISOString().slice(0, 10);
    }
    // A clock that runs behind the build is wrong.
    return day > built ? day : built;
  }

  const between = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / DAY);

  // On the day of its build a page needs no update.
  function tellTime(page) {
    const given = page.dataset, now = today(given);
    if (now === (page.srr ?? given.built)) return;
    page.srr = now;
    for (const { dataset: kind } of all("[data-name]", page)) {
      for (const place of all(`[data-day][data-kind=${kind.name}]`)) showDay(place, kind, given.soon, now);
      for (const place of all(`[data-days][data-kind=${kind.name}]`)) showCount(place, kind, now);
    }
    for (const place of all("[data-now]")) place.textContent = now;
    regroup(now);
    showAge(page, given, now);
    for (const { srr } of all("table")) if (srr) settle(srr);
  }

  const inWords = (one, many, n) => filled(n === 1 ? one : many, { n });

  function showDay(place, kind, soon, now) {
    const late = between(place.dataset.day, now), row = place.closest("tr[data-due]");
    if (row) row.dataset.due = late > kind.grace ? "overdue" : late >= -soon ? "soon" : "";
    place.replaceChildren();
    if (late > kind.grace) addBadge(place, kind, inWords(kind.one, kind.many, late), "srr-overdue");
    else if (late === 0) addBadge(place, kind, kind.today, "srr-due-soon");
    else if (late < 0 && late >= -kind.reach) addBadge(place, kind, inWords(kind.nearOne, kind.nearMany, -late), "srr-due-soon");
  }

  function addBadge(place, kind, words, style) {
    const badge = document.createElement("span");
    if (kind.plain === undefined) badge.className = `srr-badge ${style}`;
    badge.textContent = words;
    place.append(badge);
  }

  // The items of an alarm box are sorted by day, so the late ones come first.
  function showCount(place, kind, now) {
    const { days, one = "{n}", many = "{n}" } = place.dataset, box = place.closest("[data-alarm]");
    const count = days.split(" ").filter((day) => between(day, now) > kind.grace).length;
    place.textContent = inWords(one, many, count);
    place.dataset.n = count;
    if (!box) return;
    box.hidden = !count;
    all("[data-item]", box).forEach((item, index) => { item.hidden = index >= count; });
  }

  // The groups are parts of one list sorted by day; a later day moves rows up.
  function regroup(now) {
    const groups = all("[data-ahead]"), rows = new Map(groups.map((group) => [group, []]));
    if (!groups.length) return;
    groups[0].srr ??= groups.flatMap((group) => all("tbody tr", group));
    for (const row of groups[0].srr) {
      const ahead = between(now, row.querySelector("[data-day]").dataset.day);
      rows.get(groups.find((group) => ahead <= group.dataset.ahead) ?? groups.at(-1)).push(row);
    }
    for (const group of groups) {
      const [nothing, some] = group.children, table = group.querySelector("table");
      table.tBodies[0].replaceChildren(...rows.get(group));
      nothing.hidden = rows.get(group).length > 0;
      some.hidden = !nothing.hidden;
      if (table.srr) table.srr.rows = rows.get(group);
    }
  }

  function showAge(page, given, now) {
    const age = between(given.built, now), notice = page.firstElementChild;
    notice.hidden = age <= given.old;
    if (notice.hidden) return;
    notice.firstElementChild.textContent = filled(given.oldTitle, { n: age });
    all(".srr")[0].prepend(page);
  }

  /* The tables */

  function arrange(table) {
    if (table.srr) return;
    const view = { table, body: table.tBodies[0], param: table.dataset.sort };
    table.srr = view;
    view.heads = [...table.tHead.rows[0].cells];
    view.rows = [...view.body.rows];
    view.form = table.closest("[data-filtered]")?.querySelector("form");
    view.heads.forEach((head, column) => addButton(view, head, column));
    if (view.form) listen(view);
    settle(view);
  }

  // When the page loads, and again when the day changes: rows and their text may be new.
  function settle(view) {
    view.ranks = view.texts = undefined;
    if (view.rows.length > LONG) lighten(view);
    recall(view);
  }

  // On a phone each row becomes a card, in which each cell is labelled with the head of its column.
  function label(table) {
    if (table.role || !table.querySelector(".srr-title, .srr-long, .srr-name")) return;
    const heads = [...table.tHead.rows[0].cells].map((head) => head.textContent);
    for (const { cells } of all("tbody tr", table)) {
      if (cells.length === heads.length) heads.forEach((words, column) => { cells[column].dataset.label = words; });
    }
    table.classList.add("srr-table--cards");
    // A screen reader does not see a card or a grid as a table, so each part gets its role.
    const roles = [["thead, tbody", "rowgroup"], ["tr", "row"], ["td", "cell"], ["thead th", "columnheader"], ["tbody th", "rowheader"]];
    for (const [selector, role] of roles) for (const part of all(selector, table)) part.setAttribute("role", role);
    table.setAttribute("role", "table");
  }

  // The rows of a long table become grids of the widths that its columns had: a browser then lays out
  // those in sight alone.
  function lighten({ table, heads }) {
    const widths = heads.map((head) => head.offsetWidth);
    const least = widths.map((width) => Math.min(width, NARROW));
    table.style.setProperty("--srr-columns", widths.map((width, index) => `minmax(${least[index]}px, ${width}fr)`).join(" "));
    table.style.setProperty("--srr-least", `${least.reduce((one, other) => one + other)}px`);
    table.classList.add("srr-table--long");
  }

  function addButton(view, head, column) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const [first, second] = isNumber(head) ? ["descending", "ascending"] : ["ascending", "descending"];
      const next = { [first]: second, [second]: "" }[head.ariaSort] ?? first;
      sort(view, column, next);
      remember(view);
    });
  }

  const isNumber = (head) => head.classList.contains("srr-right");
  const nameOf = (head, column) => head.dataset.key ?? String(column);

  function sort(view, column, direction) {
    view.heads.forEach((head, index) => {
      if (index === column && direction) head.ariaSort = direction;
      else head.removeAttribute("aria-sort");
    });
    view.sorted = direction && `${direction === "descending" ? "-" : ""}${nameOf(view.heads[column], column)}`;
    const rows = direction ? ordered(view, column, direction === "descending" ? -1 : 1) : view.rows;
    // Taken out of the page meanwhile, so that the table is laid out once.
    view.body.remove();
    view.body.append(...rows);
    view.table.append(view.body);
  }

  function ordered(view, column, sign) {
    const places = ranks(view, column);
    return view.rows.map((row, index) => ({ row, place: places[index], index })).sort((one, other) => {
      const fixed = [one, other].some(({ place }) => place === FIRST || place === LAST);
      return (one.place === other.place ? 0 : (one.place < other.place ? -1 : 1) * (fixed ? 1 : sign))
        || one.index - other.index;
    }).map(({ row }) => row);
  }

  // Each different value is compared once, however many rows hold it. What is unknown comes first and
  // what is not given last, in either direction.
  function ranks(view, column) {
    view.ranks ??= {};
    return view.ranks[column] ??= ranked(view.rows.map(({ cells }) =>
      (cells[column].dataset.sort ?? cells[column].textContent).trim()));
  }

  function ranked(values) {
    const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });
    const known = [...new Set(values)].filter((value) => !["unknown", "-", ""].includes(value));
    const numeric = known.every((value) => !isNaN(value));
    known.sort(numeric ? (one, other) => one - other : compare);
    const place = new Map(known.map((value, index) => [value, index]));
    place.set("unknown", FIRST).set("-", LAST).set("", LAST);
    return values.map((value) => place.get(value));
  }

  function listen(view) {
    const change = () => { filter(view); remember(view); };
    view.form.hidden = false;
    view.form.addEventListener("input", change);
    view.form.addEventListener("submit", (event) => event.preventDefault());
    view.form.addEventListener("reset", () => setTimeout(change));
  }

  const controls = (view) => [...view.form.elements].filter(({ name }) => name);

  function filter(view) {
    view.texts ??= view.rows.map((row) => folded(row.textContent));
    const wanted = controls(view).filter(({ value }) => value.trim());
    const words = wanted.filter(({ type }) => type === "search").flatMap(({ value }) => folded(value).split(/\s+/));
    const facets = wanted.filter(({ type }) => type !== "search");
    let shown = 0;
    view.rows.forEach((row, index) => {
      const text = view.texts[index];
      const fits = words.every((word) => text.includes(word))
        && facets.every(({ name, value }) => row.dataset[name].split("\n").includes(value));
      if (row.hidden === fits) row.hidden = !fits;
      shown += fits;
    });
    const status = view.form.querySelector("[role=status]");
    status.textContent = filled(status.dataset.count, { n: shown, all: view.rows.length });
  }

  /* The address: a view can be shared, and is restored by the back button */

  function remember(view) {
    const address = new URL(location), params = address.searchParams;
    const put = (name, value) => value ? params.set(name, value) : params.delete(name);
    put(view.param, view.sorted);
    if (view.form) for (const { name, value } of controls(view)) put(name, value.trim());
    history.replaceState(history.state, "", address);
  }

  function recall(view) {
    const params = new URLSearchParams(location.search), name = params.get(view.param) ?? "";
    const column = view.heads.findIndex((head, index) => nameOf(head, index) === name.replace(/^-/, ""));
    if (column >= 0) sort(view, column, name.startsWith("-") ? "descending" : "ascending");
    if (!view.form) return;
    for (const control of controls(view)) {
      control.value = params.get(control.name) ?? "";
      if (control.selectedIndex < 0) control.value = "";
    }
    filter(view);
  }

  function start() {
    const page = document.querySelector("[data-built]");
    if (page) tellTime(page);
    all(".srr-table").forEach(label);
    all("table[data-sort]").forEach(arrange);
    // The theme does not label its search.
    for (const search of all(".md-search")) search.ariaLabel ||= search.querySelector("input").ariaLabel;
  }

  if (window.document$) window.document$.subscribe(start);
  else if (document.readyState !== "loading") start();
  else document.addEventListener("DOMContentLoaded", start);
  // A page may stay open over the weekend.
  document.addEventListener("visibilitychange", () => document.hidden || start());
})();

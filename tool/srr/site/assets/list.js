/* The list of risks: views, filters, columns and groups, all of them in the address. */
"use strict";
const srrList = (() => {
  const STEP = 200, AT_ONCE = 50;
  const { all, filled } = srrDays, { NONE, folded } = srrQuery, { make } = srrRows;

  function settle(root, view) {
    const list = root.srr ?? open(root, view);
    renew(list);
    recall(root);
  }

  function open(root, view) {
    const part = (selector) => root.querySelector(selector);
    const list = root.srr = {
      root, view, table: view.table, form: part(".srr-filter"), tabs: part(".srr-views"), ask: part(".srr-ask"),
      tags: part(".srr-filter ul"), count: part(".srr-filter [role=status]"), nothing: part(".srr-nothing"),
      more: part("[data-more]"), step: root.dataset.source ? STEP : Infinity, facets: {},
      heads: [...view.table.tHead.rows[0].cells].map(({ textContent }) => textContent),
      columns: all("[name=column]", root).map(({ value }) => value),
      usual: all("[name=column][checked]", root).map(({ value }) => value),
    };
    for (const control of all("[data-facet]", root)) {
      const shown = all("option", control.list ?? control).filter(({ value }) => value);
      const options = new Map(shown.map(({ value, text }) => [value, text]));
      list.facets[control.dataset.facet] = { options, order: [...options.keys()], label: control.labels[0].firstChild.textContent };
    }
    view.value = (item, key) => srrRows.place(list, item, key);
    view.show = () => show(list);
    view.remember = () => { list.asked.sort = view.sort; srrQuery.write(list.asked); };
    // The rows that no filter lets through must know the day as well.
    view.gather = () => list.data || view.body.replaceChildren(...view.items.map(({ row }) => row));
    listen(list);
    list.form.hidden = list.tabs.hidden = false;
    if (root.dataset.source) load(list);
    return list;
  }

  function renew(list) {
    const { view, data } = list;
    view.items = data ? srrRows.items(data, list.present) : [...view.body.rows].map((row) => srrRows.read(list, row));
    list.present = [];
    view.ranks = {};
    list.counts = new Map();
  }

  async function load(list) {
    const { root } = list;
    list.waits = root.dataset.waiting;
    list.present = [...list.view.body.rows];
    root.ariaBusy = "true";
    try {
      list.data = await (await fetch(root.dataset.source)).json();
      const chips = all("[data-chip]", root.querySelector("template").content);
      list.chips = new Map(chips.map((chip) => [chip.dataset.chip, chip.firstChild]));
      for (const turns of all(".srr-pages")) turns.hidden = true;
      list.waits = undefined;
      renew(list);
    } catch {
      list.waits = root.dataset.incomplete;
    }
    root.ariaBusy = "false";
    show(list);
  }

  /* What is asked for */

  // A move within the page is one of the history, too, and may come before the list is ready.
  function recall(root) {
    if (root.srr) take(root.srr, srrQuery.read(root.srr.facets, location.search));
  }

  function take(list, asked) {
    const { form: { elements: { text, group, density } }, view } = list;
    list.asked = asked;
    list.shown = list.step;
    view.sort = asked.sort;
    if (text.value.trim() !== asked.text) text.value = asked.text;
    group.value = asked.group;
    if (group.selectedIndex < 0) group.value = asked.group = "";
    density.value = asked.density;
    if (density.selectedIndex < 0) density.selectedIndex = 0;
    layOut(list);
    show(list);
  }

  function change(list, asked) {
    take(list, { ...list.asked, ...asked });
    srrQuery.write(list.asked);
  }

  function add(list, key, value) {
    const { chosen } = list.asked;
    if (!chosen[key].includes(value)) change(list, { chosen: { ...chosen, [key]: [...chosen[key], value] } });
  }

  function takeOff(list, key, value) {
    const { chosen } = list.asked;
    change(list, { chosen: { ...chosen, [key]: chosen[key].filter((each) => each !== value) } });
  }

  /* What the reader does */

  function listen(list) {
    const { root, form, ask, more } = list;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", ({ target, inputType }) => {
      if (target.name === "text") change(list, { text: target.value.trim() });
      // A value that is picked from those offered was not typed.
      else if (target.list && (!inputType || inputType === "insertReplacementText")) pick(list, target);
    });
    form.addEventListener("change", ({ target }) => {
      if (target.dataset.facet) pick(list, target);
      if (target.name === "group") change(list, { group: target.value });
      if (target.name === "density") change(list, { density: target.selectedIndex ? target.value : "" });
      if (target.name === "column") change(list, { columns: columnsOf(list) });
    });
    ask.addEventListener("submit", (event) => {
      event.preventDefault();
      srrQuery.me(ask.elements.me.value.trim());
      list.counts = new Map();
      ask.hidden = true;
      show(list);
    });
    more.addEventListener("click", () => { list.shown += list.step; show(list); });
    root.addEventListener("click", (event) => press(list, event));
    root.addEventListener("mouseover", ({ target }) => {
      const clipped = target.closest(".srr-title :is(a, small)");
      if (clipped && clipped.scrollWidth > clipped.clientWidth) clipped.title = clipped.textContent;
    });
  }

  function pick(list, control) {
    const typed = control.value.trim(), key = control.dataset.facet, { options } = list.facets[key];
    control.value = "";
    if (!typed) return;
    const named = [...options].find(([value, label]) => [value, label].some((each) => folded(each) === folded(typed)));
    add(list, key, options.has(typed) || !named ? typed : named[0]);
  }

  function columnsOf({ root, usual }) {
    const chosen = all("[name=column]:checked", root).map(({ value }) => value).join();
    return chosen === usual.join() ? "" : chosen || NONE;
  }

  function press(list, event) {
    const button = event.target.closest("button"), link = event.target.closest("a[href]");
    if (button?.name === "ask") list.ask.hidden = !list.ask.hidden;
    if (button?.className === "srr-clear") clear(list, event);
    if (button?.ariaExpanded) fold(list, button);
    if (button?.dataset.facet) takeOff(list, button.dataset.facet, button.value);
    if (link) follow(list, link, event);
  }

  function clear(list, event) {
    event.preventDefault();
    change(list, { text: "", chosen: srrQuery.read(list.facets, "").chosen });
    list.form.elements.text.focus();
  }

  function fold({ root }, pressed) {
    for (const button of all("[aria-expanded]", root)) {
      const opens = button === pressed && button.ariaExpanded === "false";
      button.ariaExpanded = String(opens);
      root.querySelector(`#${button.getAttribute("aria-controls")}`).hidden = !opens;
    }
  }

  // A link to another view of this list needs no other page; the columns and the density stay.
  function follow(list, link, event) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || link.pathname !== location.pathname || link.hash) return;
    event.preventDefault();
    event.stopPropagation();
    const { columns, density } = list.asked, asked = srrQuery.read(list.facets, link.search);
    take(list, { ...asked, columns: asked.columns || columns, density: asked.density || density });
    srrQuery.write(list.asked, history.pushState);
  }

  /* What is shown */

  function layOut(list) {
    const { root, table, view, asked: { columns, density }, usual, facets } = list;
    const chosen = columns ? columns.split(",") : usual;
    for (const box of all("[name=column]", root)) box.checked = chosen.includes(box.value);
    table.dataset.without = usual.filter((key) => !chosen.includes(key)).join(" ");
    table.classList.toggle("srr-table--dense", density === "one-line");
    list.extra = list.columns.filter((key) => chosen.includes(key) && !usual.includes(key));
    for (const head of all("thead [data-extra]", table)) head.remove();
    for (const key of list.extra) {
      const head = make("th", { scope: "col", role: "columnheader", "data-key": key, "data-extra": "" }, facets[key].label);
      table.tHead.rows[0].append(head);
      srrTable.addButton(view, head);
    }
    if (!columns) table.style.removeProperty("--srr-columns");
    else table.style.setProperty("--srr-columns", ["priority", "title", ...list.columns.filter((key) => chosen.includes(key))]
      .filter((key) => key !== "next_action").map((key) => `var(--srr-${key})`).join(" "));
    // Where the columns need more width than there is, the table scrolls by itself.
    table.parentElement.classList.toggle("srr-scroll--wide", list.extra.length > 0 && table.offsetWidth > root.clientWidth);
  }

  function show(list) {
    const { view, asked, facets } = list, found = srrTable.sorted(view).filter(srrQuery.test(facets, asked));
    const rows = asked.group ? srrRows.grouped(list, found, asked.group) : found;
    fill(list, rows.slice(0, list.shown));
    const rest = Math.min(list.step, rows.length - list.shown);
    list.more.parentElement.hidden = !(rest > 0);
    list.more.textContent = filled(list.more.dataset.more, { n: rest });
    list.count.textContent = list.waits ?? filled(list.count.dataset.count, { n: found.length, all: view.items.length });
    srrBar.show(list, found.length);
  }

  // What fits a screen is drawn at once, the rest in steps that keep the page at hand.
  function fill(list, items) {
    clearTimeout(list.later);
    const { rows: present } = list.view.body, extra = list.extra.join();
    if (items.length === present.length && items.every(({ row }, place) => row === present[place] && (row.srr ?? "") === extra)) return;
    srrTable.replace(list.view, items.slice(0, AT_ONCE).map((item) => srrRows.dressed(list, item)));
    const append = (from) => {
      if (from >= items.length) return;
      list.later = setTimeout(() => {
        list.view.body.append(...items.slice(from, from + AT_ONCE).map((item) => srrRows.dressed(list, item)));
        append(from + AT_ONCE);
      });
    };
    append(AT_ONCE);
  }

  return { settle, recall };
})();

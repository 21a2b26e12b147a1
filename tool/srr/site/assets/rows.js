/* The rows of a list of risks: those of the page, or made from data as the page would hold them. */
"use strict";
const srrRows = (() => {
  const { all } = srrDays, { NONE, first } = srrQuery;
  const camel = (key) => key.replace(/_(.)/g, (_, letter) => letter.toUpperCase());

  // A screen reader is told what each part of a card is, as in `label` of table.js.
  const ROLES = { td: "cell", th: "rowheader" };

  function make(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children.filter(Boolean));
    return made;
  }

  function read({ facets }, row) {
    const [, title, , , visit] = row.cells, item = { row };
    for (const key of Object.keys(facets)) item[key] = row.dataset[camel(key)];
    return Object.assign(item, { title: title.dataset.sort, next_visit: visit.dataset.sort, words: title.textContent });
  }

  // The first risks have their rows on the page already.
  function items({ keys, rows }, present) {
    return rows.map((values, place) => {
      const item = Object.fromEntries(keys.map((key, index) => [key, values[index]]));
      return Object.assign(item, { row: present[place], due: srrDays.visitDue(item.next_visit), words: `${item.id} ${item.title} ${item.next_action}` });
    });
  }

  // What a status sorts by is its place in the course of a risk.
  function place({ facets }, item, key) {
    const value = first(item[key] || NONE), index = facets.status.order.indexOf(value);
    return key !== "status" || index < 0 || value === NONE ? value : String(index - 1);
  }

  function link(key, value, ...shown) {
    return make("a", { class: "srr-to", href: `?${new URLSearchParams([[key, value || NONE]])}` }, ...shown);
  }

  function build(list, item) {
    const value = (key) => first(item[key]), small = (...shown) => shown[0] && make("small", {}, ...shown);
    // A page that is older than the data may lack a chip.
    const shape = (key, name) => list.chips.get(`${key} ${name}`)?.cloneNode(true) ?? make("span", { class: "srr-badge" }, name);
    const chip = (key) => link(key, value(key), shape(key, value(key) || NONE));
    const impact = value("potential_impact"), isKnown = item.likelihood && impact && impact !== "unknown";
    const row = make("tr", {},
      make("td", { class: "srr-right", "data-sort": value("priority") },
        chip("priority"), small(isKnown && `${impact} × ${item.likelihood}`)),
      make("th", { scope: "row", class: "srr-title", "data-sort": item.title },
        make("a", { href: item.page }, make("small", {}, item.id), ` ${item.title}`), small(item.next_action)),
      make("td", { "data-sort": place(list, item, "status") }, chip("status")),
      make("td", { "data-sort": item.owner || NONE },
        item.owner ? link("owner", item.owner, item.owner) : NONE, small(item.team && link("team", item.team, item.team))),
      make("td", { "data-sort": item.next_visit || NONE }, ...visit(item.next_visit)),
      make("td", { class: "srr-right", "data-sort": value("current_impact") || "unknown" }, chip("current_impact")));
    for (const key of Object.keys(list.facets)) row.dataset[camel(key)] = item[key];
    for (const day of all("[data-day]", row)) srrDays.showDay(day);
    row.setAttribute("role", "row");
    [...row.cells].forEach((cell, column) => {
      cell.setAttribute("role", ROLES[cell.localName]);
      cell.dataset.label = list.heads[column];
    });
    return row;
  }

  function visit(day) {
    if (!day) return [`${NONE} `];
    const late = make("span", { class: "srr-late", "data-day": day, "data-kind": "visit" });
    return [make("time", { datetime: day, class: "srr-date" }, day), " ", late];
  }

  // A row with the columns that the reader added.
  function dressed(list, item) {
    const row = item.row ??= build(list, item), extra = list.extra.join();
    if ((row.srr ?? "") === extra) return row;
    row.srr = extra;
    for (const cell of all("[data-extra]", row)) cell.remove();
    for (const key of list.extra) {
      const value = first(item[key]), { options, label } = list.facets[key];
      row.append(make("td", { role: "cell", "data-extra": "", "data-label": label },
        value ? link(key, value, options.get(value) ?? value) : NONE));
    }
    return row;
  }

  // The risks in groups, each group with a head that says how many it holds.
  function grouped(list, found, key) {
    const groups = new Map(), { options, order, label } = list.facets[key];
    for (const item of found) {
      const name = first(item[key] || NONE);
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(item);
    }
    const names = [...groups.keys()].sort((one, other) => order.indexOf(one) - order.indexOf(other));
    return names.flatMap((name) => [{ row: head(list, key, name, options.get(name) ?? `${label}: ${name}`, groups.get(name).length) },
      ...groups.get(name)]);
  }

  function head(list, key, value, words, count) {
    const columns = list.table.tHead.rows[0].cells.length;
    const row = make("tr", { class: "srr-group", role: "row" }, make("th", { scope: "rowgroup", role: "rowheader", colspan: columns },
      link(key, value, words), " ", make("small", {}, String(count))));
    row.srr = list.extra.join();
    return row;
  }

  return { make, read, items, place, dressed, grouped };
})();

/* The day: badges, counts and groups as of the day of reading. Every word comes with the page. */
"use strict";
const srrDays = (() => {
  const DAY = 864e5;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const filled = (words, values) => words.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
  const between = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / DAY);
  const inWords = (one, many, n) => filled(n === 1 ? one : many, { n });
  let clock;

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

  // Whether the day is another one than when the page was last brought up to date: on that of its build it is.
  function turns(page) {
    const given = page.dataset, kinds = {};
    for (const { dataset: kind } of all("[data-name]", page)) kinds[kind.name] = kind;
    clock = { given, kinds, now: today(given) };
    return clock.now !== (page.srr ?? given.built);
  }

  function tellTime(page) {
    const { given, kinds, now } = clock;
    page.srr = now;
    for (const kind of Object.values(kinds)) {
      for (const place of all(`[data-day][data-kind=${kind.name}]`)) showDay(place);
      for (const place of all(`[data-days][data-kind=${kind.name}]`)) showCount(place, kind, now);
    }
    for (const place of all("[data-now]")) place.textContent = now;
    regroup(now);
    showAge(page, given, now);
  }

  function visitDue(day) {
    if (!day) return "";
    const late = between(day, clock.now);
    return late > clock.kinds.visit.grace ? "overdue" : late >= -clock.given.soon ? "soon" : "";
  }

  function showDay(place) {
    const kind = clock.kinds[place.dataset.kind], late = between(place.dataset.day, clock.now);
    const row = place.closest("tr[data-due]");
    if (row) row.dataset.due = visitDue(place.dataset.day);
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
      if (table.srr) table.srr.items = rows.get(group);
    }
  }

  function showAge(page, given, now) {
    const age = between(given.built, now), notice = page.firstElementChild;
    notice.hidden = age <= given.old;
    if (notice.hidden) return;
    notice.firstElementChild.textContent = filled(given.oldTitle, { n: age });
    all(".srr")[0].prepend(page);
  }

  return { all, filled, turns, tellTime, visitDue, showDay };
})();

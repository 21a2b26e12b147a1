/* What a reader's browser adds to a finished page: when it opens, and when the day has changed since. */
"use strict";
(() => {
  const { all } = srrDays;

  function start() {
    const page = document.querySelector("[data-built]"), turns = page && srrDays.turns(page);
    if (turns) {
      // A row that no filter lets through is brought up to date as well.
      for (const { srr } of all("table")) srr?.gather?.();
      srrDays.tellTime(page);
    }
    all(".srr-table").forEach(srrTable.label);
    for (const table of all("table[data-sort]")) {
      if (table.srr && !turns) continue;
      const list = table.closest(".srr-list");
      if (!table.srr) srrTable.arrange(table);
      if (list) srrList.settle(list, table.srr);
      else srrTable.settle(table.srr);
    }
    all(".srr-going").forEach(srrAgenda.equip);
    all(".srr-chart svg[data-places]").forEach(srrCharts.equip);
    // The theme does not label its search.
    for (const search of all(".md-search")) search.ariaLabel ||= search.querySelector("input").ariaLabel;
  }

  if (window.document$) window.document$.subscribe(start);
  else if (document.readyState !== "loading") start();
  else document.addEventListener("DOMContentLoaded", start);
  // A page may stay open over the weekend.
  document.addEventListener("visibilitychange", () => document.hidden || start());
  addEventListener("popstate", () => all(".srr-list").forEach(srrList.recall));
})();

/* The bar above the list of risks: the views with their counts, the filters in force, and what matches nothing. */
"use strict";
const srrBar = (() => {
  const { all, filled } = srrDays, { ME } = srrQuery, { make } = srrRows;

  function show(list, count) {
    showTags(list);
    showTabs(list);
    showNothing(list, count);
  }

  const nameOf = ({ facets, root }, key, value) => value === ME && key === "owner"
    ? `${root.dataset.mine} (${srrQuery.me() ?? "?"})` : facets[key].options.get(value) ?? value;

  // The filters in force, each a button that takes it off.
  function showTags(list) {
    const { tags, form, facets, asked } = list, chosen = srrQuery.chosen(asked);
    tags.replaceChildren(...chosen.map(([key, value]) => {
      const words = `${facets[key].label}: ${nameOf(list, key, value)}`;
      return make("li", {}, make("button", {
        type: "button", value, "data-facet": key, class: `srr-tag${isKnown(list, key, value) ? "" : " srr-tag--unknown"}`,
        "aria-label": filled(tags.dataset.takeOff, { filter: words }),
      }, words));
    }));
    form.querySelector("[aria-controls=srr-filters] b").textContent = chosen.length || "";
    form.querySelector(".srr-clear").hidden = !chosen.length && !asked.text;
    const isMine = asked.chosen.owner.includes(ME);
    form.elements.ask.hidden = !isMine || !srrQuery.me();
    if (!srrQuery.me()) list.ask.hidden = !isMine;
  }

  // Of the statuses only ours are offered; a record may have another.
  const isKnown = ({ facets, view }, key, value) => facets[key].options.has(value) || (key === "owner" && value === ME)
    || view.items.some(srrQuery.test(facets, { text: "", chosen: { [key]: [value] } }));

  function showTabs(list) {
    const { tabs, facets, view, asked } = list;
    for (const tab of all("a", tabs)) {
      const its = srrQuery.read(facets, tab.search);
      const isOpen = list.waits || (its.chosen.owner.includes(ME) && !srrQuery.me());
      if (!isOpen && !list.counts.has(tab)) list.counts.set(tab, view.items.filter(srrQuery.test(facets, its)).length);
      tab.lastElementChild.textContent = isOpen ? "" : list.counts.get(tab);
      if (srrQuery.isSame(its, asked)) tab.ariaCurrent = "page";
      else tab.removeAttribute("aria-current");
    }
  }

  // A value that no risk has is said, and never read as all.
  function showNothing(list, count) {
    const { nothing, root, facets, asked, waits } = list;
    const wrong = waits ? [] : srrQuery.chosen(asked).filter(([key, value]) => !isKnown(list, key, value));
    const said = wrong.map(([key, value]) => {
      return filled(root.dataset.nobody, { value, label: facets[key].label.toLowerCase() });
    });
    if (!count && !said.length && !waits && list.ask.hidden) said.push(root.dataset.noMatch);
    nothing.hidden = !said.length;
    nothing.firstChild.textContent = said.join(" ");
  }

  return { show };
})();

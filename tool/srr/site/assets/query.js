/* What a list of risks is asked for: the words of its address, and whether a risk fits them. */
"use strict";
const srrQuery = (() => {
  const ME = "@me", NONE = "-", HANDLE = "srr-owner";
  const LAYOUT = ["group", "columns", "density"];
  const folded = (text) => text.normalize("NFKC").toLowerCase();
  const first = (value) => value.split("\n")[0];
  let handle = null;

  function read(facets, query) {
    const params = new URLSearchParams(query), asked = { chosen: {} };
    for (const name of ["text", "sort", ...LAYOUT]) asked[name] = params.get(name)?.trim() ?? "";
    for (const key of Object.keys(facets)) asked.chosen[key] = [...new Set(params.getAll(key).filter(Boolean))];
    return asked;
  }

  const chosen = (asked) => Object.entries(asked.chosen).flatMap(([key, values]) => values.map((value) => [key, value]));

  function write(asked, keep = history.replaceState) {
    const address = new URL(location), params = address.searchParams;
    for (const name of ["text", "sort", ...LAYOUT, ...Object.keys(asked.chosen)]) params.delete(name);
    const pairs = [["text", asked.text], ...chosen(asked), ...["sort", ...LAYOUT].map((name) => [name, asked[name]])];
    for (const [name, value] of pairs) if (value) params.append(name, value);
    keep.call(history, history.state, "", address);
  }

  // Whether both ask for the same risks, in whatever order and layout.
  function isSame(one, other) {
    const [first, second] = [one, other].map((asked) => JSON.stringify([folded(asked.text), chosen(asked).map(String).sort()]));
    return first === second;
  }

  function me(name) {
    if (name) handle = name;
    try {
      if (name) localStorage.setItem(HANDLE, name);
      return localStorage.getItem(HANDLE) ?? handle;
    } catch {
      return handle;
    }
  }

  // The values of one key are alternatives; the keys, and the words, must all fit.
  function test(facets, asked) {
    const words = folded(asked.text).split(/\s+/).filter(Boolean);
    const wanted = Object.entries(asked.chosen).filter(([, values]) => values.length)
      .map(([key, values]) => [key, new Set(values.map((value) => key === "owner" && value === ME ? me() : value))]);
    return (item) => wanted.every(([key, values]) => (item[key] || NONE).split("\n").some((value) => values.has(value)))
      && words.every((word) => textOf(facets, item).includes(word));
  }

  const textOf = ({ status }, item) => item.text ??= folded([item.words, item.owner, item.team, item.area, item.service,
    status.options.get(first(item.status))].join(" "));

  return { ME, NONE, folded, first, read, chosen, write, isSame, me, test };
})();

/* The search, in place of the theme's: a worker that the theme starts and asks.
   https://github.com/squidfunk/mkdocs-material/blob/master/src/templates/assets/javascripts/integrations/search/worker/message/index.ts
   It fetches what it looks through with the first question. */
"use strict";
(() => {
  const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
  const MOST = 100, AROUND = 60;
  const ID = /^([a-z]+)[\s_-]*0*(\d*)$/;
  const WORD = /[\p{L}\p{N}]/u;
  const PARTS = /\p{sc=Han}{1,2}|[\p{sc=Katakana}ー]+|\p{sc=Hiragana}+|[^\p{sc=Han}\p{sc=Katakana}\p{sc=Hiragana}ー]+/gu;
  const folded = (text) => text.normalize("NFKC").toLowerCase();
  const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  let asked = "", rows;

  async function fetched() {
    const answer = await fetch(new URL("../search/records.json", location));
    return (await answer.json()).map(([location, id, title, names, text, shown]) => ({
      location, id, title, text, shown, name: folded(id), first: names.split(" · ")[0],
      head: folded(`${id} ${title}`), names: folded(names), body: folded(text),
    }));
  }

  function* terms(query) {
    for (const word of folded(query).split(/[\s"、。，．・（）「」]+/)) if (word) yield word;
  }

  // What is typed as SRR-4, srr 0004 or 4 is an id; its first letters and digits find what begins with them.
  function asId(query) {
    const [, letters, digits] = ID.exec(folded(query).trim().replace(/^(?=\d)/, "srr")) ?? [];
    return letters && { letters, digits, start: folded(query).trim() };
  }

  function idScore({ name }, id) {
    if (!id || !name) return 0;
    const [, letters, digits] = ID.exec(name) ?? [];
    if (letters === id.letters && digits === id.digits) return 1e6;
    return name.startsWith(id.start) ? 1e4 : 0;
  }

  const begins = (text, at) => at === 0 || !WORD.test(text[at - 1]);

  function place(text, term, whole, part) {
    const at = text.indexOf(term);
    return at < 0 ? 0 : begins(text, at) ? whole : part;
  }

  // Japanese words may be typed as one that stand apart in the text.
  const parts = (term) => term.match(PARTS) ?? [];
  const holds = ({ head, names, body }, term) => [head, names, body].some((text) => text.includes(term));

  function termScore(row, term) {
    const whole = place(row.head, term, 60, 25) + place(row.names, term, 40, 10) + place(row.body, term, 8, 3);
    return whole || +(parts(term).length > 1 && parts(term).every((part) => holds(row, part)));
  }

  // Words that stand together as they were typed count more than the same words apart.
  const phraseScore = (row, phrase) => place(row.head, phrase, 400, 300) + place(row.body, phrase, 250, 200);

  function look(words, id, phrase) {
    const found = [];
    rows.forEach((row, index) => {
      const each = words.map((term) => termScore(row, term)), exact = idScore(row, id);
      const hits = each.filter(Boolean).length;
      if (!hits && !exact) return;
      // Pages of the site that are no record come after those that are.
      const near = words.length > 1 ? phraseScore(row, phrase) : 0;
      const sum = exact + each.reduce((one, other) => one + other, near) * (row.id ? 10 : 1);
      found.push({ row, index, hits, exact, sum: exact || hits === words.length ? sum + 1e3 * (row.id ? 2 : 1) : sum });
    });
    const best = Math.max(...found.map(({ hits }) => hits));
    return found.filter(({ hits, sum }) => hits === best || sum >= 1e4)
      .sort((one, other) => other.sum - one.sum || one.index - other.index).slice(0, MOST);
  }

  function search(query) {
    const words = [...terms(query)], id = asId(query);
    if (!words.length) return [];
    const shown = words.flatMap((term) => [term, ...parts(term)]);
    return look(words, id, folded(query).trim()).map(({ row, exact, sum }) => item(row, words, shown, exact, sum));
  }

  // A part of a page stands below the name of the page. A record whose id was typed lacks no word of it.
  function item(row, words, shown, exact, score) {
    const terms = Object.fromEntries(words.map((term) => [term, Boolean(exact) || termScore(row, term) > 0]));
    const [page, part] = row.location.split("#"), title = part ? row.title : `${row.id} ${row.title}`.trim();
    const found = { location: row.location, title: marked(title, shown), text: teaser(row, shown), score, terms };
    return part ? [{ ...found, location: page, title: escaped(row.first), text: "" }, found] : [found];
  }

  // The beginning, which is the lever or the summary; then what was found, where that is elsewhere.
  function teaser(row, words) {
    const start = row.text.slice(0, row.shown), more = /[\p{L}\p{N},、]$/u.test(start) ? "…" : "";
    const elsewhere = words.map((term) => [row.body.indexOf(term), term])
      .find(([at, term]) => at >= row.shown - term.length && !folded(start + row.head).includes(term));
    const text = start ? `<p>${marked(start, words)}${more}</p>` : "";
    if (!elsewhere) return text;
    const from = Math.max(row.shown, elsewhere[0] - AROUND);
    return `${text}<p>… ${marked(row.text.slice(from, elsewhere[0] + 2 * AROUND), words)} …</p>`;
  }

  function marked(text, words) {
    const places = folded(text).length === text.length ? words.filter(Boolean) : [];
    if (!places.length) return escaped(text);
    const pattern = new RegExp(`(${places.map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`, "giu");
    return text.split(pattern).map((part, index) => index % 2 ? `<mark>${escaped(part)}</mark>` : escaped(part)).join("");
  }

  addEventListener("message", async ({ data: { type, data } }) => {
    if (type === SETUP) postMessage({ type: READY });
    if (type !== QUERY) return;
    asked = data;
    if (data.trim()) rows ??= await (fetching ??= fetched());
    if (data === asked) postMessage({ type: RESULT, data: { items: search(data) } });
  });
  let fetching;
})();

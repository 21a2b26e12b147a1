/* An id that is typed into the search leads to its record at once; the page for a missing address guesses one.
   The link to the content moves the focus there, also where the theme only scrolls. */
"use strict";
(() => {
  const ID = /^(?:([a-z]+)[\s_-]*)?0*(\d+)$/;
  const IN_ADDRESS = /([a-z]+)[-_ ]?(\d+)(?!.*\d)/i;

  const within = (numbers, number) => numbers.split(" ").some((range) => {
    const [first, last = first] = range.split("-");
    return +first <= number && number <= +last;
  });

  function record(typed, home = __md_scope) {
    const [, letters = "srr", number] = ID.exec(typed.normalize("NFKC").trim().toLowerCase()) ?? [];
    for (const { dataset: { ids, place, numbers } } of document.querySelectorAll("[data-ids]")) {
      if (letters !== ids.toLowerCase() || !within(numbers, number)) continue;
      const digits = number.padStart(4, "0");
      return { id: `${ids}-${digits}`, address: new URL(place.replace("0000", digits), home) };
    }
    return null;
  }

  document.addEventListener("keydown", (event) => {
    const input = event.target.closest?.("[data-md-component=search-query]");
    if (event.key !== "Enter" || event.isComposing || !input) return;
    const found = record(input.value);
    if (!found) return;
    event.preventDefault();
    event.stopPropagation();
    location.assign(found.address);
  }, true);

  // The theme claims Enter only while it holds the search open, which it may close under somebody who types.
  document.addEventListener("submit", (event) => {
    if (event.target.matches?.(".md-search__form")) event.preventDefault();
  });

  document.addEventListener("click", ({ target }) => {
    if (target.closest?.(".md-skip")) document.getElementById("srr-content")?.focus();
  });

  // The theme makes a landmark of the buttons of each block of code, all with one name.
  function unmark() {
    for (const buttons of document.querySelectorAll(".md-code__nav")) buttons.role = "none";
  }

  // An address that is missing may be no UTF-8 as well; what cannot be read in it parts words as a space does.
  const readable = (path) => path.replace(/(?:%[\da-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return " ";
    }
  });

  // The host has one page for what is missing, in the first language; the address says which language was meant.
  function homeOf(address) {
    const homes = [...document.querySelectorAll("link[rel=alternate][hreflang]")].map(({ href }) => href);
    return homes.filter((home) => address.startsWith(home)).sort((one, other) => other.length - one.length)[0];
  }

  function guess() {
    const place = document.querySelector("[data-guess]"), found = place && IN_ADDRESS.exec(readable(location.pathname));
    const meant = found && record(`${found[1]}-${found[2]}`, homeOf(location.href));
    if (!meant) return;
    const link = place.appendChild(document.createElement("a"));
    link.href = meant.address;
    link.textContent = meant.id;
    place.hidden = false;
  }

  window.document$?.subscribe(unmark);
  if (document.readyState !== "loading") guess();
  else document.addEventListener("DOMContentLoaded", guess);
})();

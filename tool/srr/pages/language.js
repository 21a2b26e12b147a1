/* The switch of languages leads to the same page, with its filters, and not to the first one. */
document.addEventListener("click", event => {
  const link = event.target.closest?.("a.md-select__link[hreflang]");
  if (!link) return;
  link.dataset.home ??= link.href;
  link.href = link.dataset.home + location.href.slice(__md_scope.href.length);
  // The theme would look for the page in a sitemap, which only a site with an address has.
  event.stopPropagation();
}, true);

/* The language switch keeps the filters and the current page, also after instant navigation, which keeps the header. */
"use strict";
document.addEventListener("click", event => {
  const link = event.target.closest?.("a.md-select__link[hreflang]");
  const home = link && document.querySelector(`link[rel=alternate][hreflang="${link.hreflang}"]`);
  if (!home) return;
  link.href = home.href + location.href.slice(__md_scope.href.length);
  // The theme would look for the page in a sitemap, which only a site with an address has.
  event.stopPropagation();
}, true);

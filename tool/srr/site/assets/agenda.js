/* The agenda in a meeting: from risk to risk with j and k, and grouped by owner where the address asks for it. */
"use strict";
const srrAgenda = (() => {
  const PARAM = "by";

  function equip(bar) {
    if (bar.srr) return;
    const list = bar.parentElement.querySelector(".srr-ranking"), given = [...list.children];
    const place = bar.querySelector("output"), buttons = [...bar.querySelectorAll("[data-by]")];
    let items = given, at = -1;

    function group() {
      const owners = Map.groupBy(given, ({ dataset }) => dataset.owner);
      const names = [...owners.keys()].sort((one, other) => !one - !other || one.localeCompare(other));
      items = names.flatMap((name) => owners.get(name));
      list.replaceChildren(...names.flatMap((name) => [heading(name, owners.get(name).length), ...owners.get(name)]));
    }

    function heading(name, count) {
      const row = document.createElement("li");
      row.className = "srr-ranking__group";
      row.textContent = `${name || bar.dataset.nobody} (${count})`;
      return row;
    }

    function order(by) {
      for (const button of buttons) button.ariaPressed = button.dataset.by === by;
      if (by === "owner") return group();
      items = given;
      list.replaceChildren(...given);
    }

    function go(to) {
      items[at]?.classList.remove("srr-here");
      at = Math.min(Math.max(to, 0), items.length - 1);
      items[at].classList.add("srr-here");
      items[at].querySelector(".srr-ranking__title a").focus({ preventScroll: true });
      items[at].scrollIntoView({ block: "center" });
      place.textContent = place.dataset.place.replace("{n}", at + 1).replace("{all}", items.length);
    }

    bar.srr = { step: (by) => go(at + by) };
    bar.addEventListener("click", ({ target }) => {
      const by = target.dataset.by;
      if (!by) return;
      order(by);
      const address = new URL(location);
      if (by === "owner") address.searchParams.set(PARAM, by);
      else address.searchParams.delete(PARAM);
      history.replaceState(history.state, "", address);
    });
    order(new URLSearchParams(location.search).get(PARAM) === "owner" ? "owner" : "priority");
    bar.hidden = false;
  }

  function press({ key, target, ctrlKey, metaKey, altKey }) {
    const bar = document.querySelector(".srr-going");
    if (!bar?.srr || ctrlKey || metaKey || altKey || target.closest?.("input, select, textarea")) return;
    if (key === "j") bar.srr.step(1);
    if (key === "k") bar.srr.step(-1);
  }

  addEventListener("keydown", press);

  return { equip };
})();

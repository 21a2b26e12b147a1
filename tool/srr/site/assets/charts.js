/* What a chart says at a place: shown where a reader points, or goes with the arrow keys. */
"use strict";
const srrCharts = (() => {
  const AXIS_HEIGHT = 28; // below the drawing, for the names of its places

  function equip(drawing) {
    if (drawing.srr) return;
    const places = drawing.dataset.places.split(" ").map(Number), readings = JSON.parse(drawing.dataset.readings);
    const words = document.createElement("output"), cursor = drawing.querySelector("line").cloneNode();
    cursor.setAttribute("class", "srr-chart__cursor");
    drawing.after(words);
    drawing.tabIndex = 0;
    drawing.srr = { at: -1 };

    function show(index) {
      drawing.srr.at = index;
      words.textContent = readings[index];
      cursor.setAttribute("y1", 0);
      cursor.setAttribute("y2", drawing.getAttribute("height") - AXIS_HEIGHT);
      for (const end of ["x1", "x2"]) cursor.setAttribute(end, `${100 * places[index]}%`);
      drawing.append(cursor);
    }

    drawing.addEventListener("pointermove", ({ clientX }) => {
      const { left, width } = drawing.getBoundingClientRect(), at = (clientX - left) / width;
      const distances = places.map((place) => Math.abs(place - at));
      show(distances.indexOf(Math.min(...distances)));
    });
    drawing.addEventListener("keydown", (event) => {
      const last = places.length - 1, { at } = drawing.srr;
      const next = { ArrowRight: at + 1, ArrowLeft: at < 0 ? last : at - 1, Home: 0, End: last }[event.key];
      if (next === undefined) return;
      event.preventDefault();
      show(Math.min(Math.max(next, 0), last));
    });
  }

  return { equip };
})();

/*
 * Tells the page around the frame how high the list is, so that it needs no scroll bar.
 *
 * The message goes to whoever frames the list ("*"): which sites may do so is decided
 * by the answer's headers, and neither a height nor the query of a list is a secret. The
 * page around is asked for nothing and believed nothing: its question is answered with
 * the same.
 */
(() => {
  "use strict";

  if (window.parent === window) return;

  const tell = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    const query = window.location.search;
    window.parent.postMessage({ type: "learningcircles:height", height, query }, "*");
  };

  new ResizeObserver(tell).observe(document.body);
  window.addEventListener("message", (event) => {
    const asked = event.source === window.parent && event.data;
    if (asked && asked.type === "learningcircles:ask") tell();
  });
})();

/*
 * Says how long a headline is while it is written, and that shorter is better.
 *
 * What one sees changes at each key; what is read aloud waits for a pause and speaks
 * only where the advice changes. Without this script the advice stands below the field.
 */
(() => {
  "use strict";

  const PAUSE = 800;

  const part = (className) => {
    const element = document.createElement("p");
    element.className = className;
    return element;
  };

  const wire = (field) => {
    if (field.dataset.lcHeadlineReady) return;
    field.dataset.lcHeadlineReady = "true";
    const words = JSON.parse(field.dataset.lcHeadline);
    const shown = part("lc-headline");
    const spoken = part("lc-headline__spoken");
    shown.setAttribute("aria-hidden", "true");
    spoken.setAttribute("role", "status");
    const place = field.closest("[data-field-wrapper]") || field.parentElement;
    place.append(shown, spoken);
    let waiting = 0;
    let wasLong = false;

    const show = (speaks) => {
      const count = [...field.value.trim()].length;
      const isLong = count > words.most;
      const text = (isLong ? words.long : words.count).replace("{count}", count);
      shown.textContent = count ? text : "";
      shown.classList.toggle("lc-headline--long", isLong);
      window.clearTimeout(waiting);
      if (!speaks) {
        wasLong = isLong;
        return;
      }
      waiting = window.setTimeout(() => {
        if (isLong || wasLong) spoken.textContent = text;
        wasLong = isLong;
      }, PAUSE);
    };

    // A headline has no lines of its own, however many the field shows.
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) event.preventDefault();
    });
    field.addEventListener("input", () => {
      if (/[\r\n]/.test(field.value)) {
        const at = field.selectionStart;
        field.value = field.value.replace(/[\r\n]/g, " ");
        field.setSelectionRange(at, at);
      }
      show(true);
    });
    show(false);
  };

  const start = () => document.querySelectorAll("[data-lc-headline]").forEach(wire);

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();

/*
 * The code for other websites: puts the filters of a pasted address into it, and copies
 * it. Without this script the code of the whole list stands there to be selected.
 */
(() => {
  "use strict";

  // What belongs to a visit, not to the choice of circles.
  const PASSED_OVER = ["page"];

  const queryOf = (text) => {
    const start = text.indexOf("?");
    if (start < 0) return "";
    const query = new URLSearchParams(text.slice(start + 1).split("#")[0]);
    PASSED_OVER.forEach((name) => query.delete(name));
    [...query.keys()].forEach((name) => {
      if (query.getAll(name).every((value) => !value.trim())) query.delete(name);
    });
    return query.toString();
  };

  const wire = (panel) => {
    const find = (name) => panel.querySelector(`[data-lc-embed-${name}]`);
    const [filter, address, code] = ["filter", "address", "code"].map(find);
    const [button, status] = ["copy", "status"].map(find);
    const whole = code.value;
    const source = `src="${panel.dataset.lcEmbed}"`;

    filter.hidden = false;
    address.addEventListener("input", () => {
      const query = queryOf(address.value.trim());
      const marked = `${source.slice(0, -1)}?${query.replaceAll("&", "&amp;")}"`;
      code.value = query ? whole.replace(source, () => marked) : whole;
      status.textContent = "";
    });
    code.addEventListener("focus", () => code.select());

    if (!navigator.clipboard || !navigator.clipboard.writeText) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      status.textContent = "";
      try {
        await navigator.clipboard.writeText(code.value);
        status.textContent = status.dataset.copied;
      } catch {
        code.select();
        status.textContent = status.dataset.failed;
      }
    });
  };

  const start = () => document.querySelectorAll("[data-lc-embed]").forEach(wire);

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();

/*
 * Copies a reporter's link. Without this script it stands there to be selected.
 */
(() => {
  "use strict";

  const wire = (box) => {
    const find = (name) => box.querySelector(`[data-lc-copy-${name}]`);
    const [text, button, status] = ["text", "button", "status"].map(find);
    text.addEventListener("focus", () => text.select());
    if (!navigator.clipboard || !navigator.clipboard.writeText) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      status.textContent = "";
      try {
        await navigator.clipboard.writeText(text.value);
        status.textContent = status.dataset.copied;
      } catch {
        text.select();
        status.textContent = status.dataset.failed;
      }
    });
  };

  document.querySelectorAll("[data-lc-copy]").forEach(wire);
})();

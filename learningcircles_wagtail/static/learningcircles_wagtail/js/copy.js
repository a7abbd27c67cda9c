/*
 * Shows the button that copies a message template, and says what came of it.
 *
 * Without this script, or without a clipboard to write to, there is no button: the text
 * can be selected and copied by hand.
 */
(() => {
  "use strict";

  if (!navigator.clipboard || !navigator.clipboard.writeText) return;

  const wire = (template) => {
    const button = template.querySelector("[data-lc-copy-button]");
    const text = template.querySelector("[data-lc-copy-text]");
    const status = template.querySelector("[data-lc-copy-status]");
    if (!button || !text || !status) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      status.textContent = "";
      try {
        await navigator.clipboard.writeText(text.innerText.trim());
        status.textContent = status.dataset.lcCopied;
      } catch {
        status.textContent = status.dataset.lcFailed;
      }
    });
  };

  const start = () => document.querySelectorAll("[data-lc-copy]").forEach(wire);

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();

/*
 * Shows the button that copies a text, and says what came of it. The text stands in the
 * page, or behind the link [data-lc-copy-source].
 *
 * Without this script, or without a clipboard to write to, there is no button: the text
 * can be selected and copied by hand.
 */
(() => {
  "use strict";

  if (!navigator.clipboard || !navigator.clipboard.writeText) return;

  const fetched = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status} from ${address}`);
    return answer.text();
  };

  // Safari takes what is still on its way only as an item that was given at the click.
  const copyFrom = async (address) => {
    const words = fetched(address);
    if (!window.ClipboardItem) return navigator.clipboard.writeText(await words);
    const blob = words.then((text) => new Blob([text], { type: "text/plain" }));
    return navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
  };

  const wire = (template) => {
    const button = template.querySelector("[data-lc-copy-button]");
    const text = template.querySelector("[data-lc-copy-text]");
    const source = template.querySelector("[data-lc-copy-source]");
    const status = template.querySelector("[data-lc-copy-status]");
    if (!button || !(text || source) || !status) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      status.textContent = "";
      try {
        if (source) await copyFrom(source.href);
        else await navigator.clipboard.writeText(text.innerText.trim());
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

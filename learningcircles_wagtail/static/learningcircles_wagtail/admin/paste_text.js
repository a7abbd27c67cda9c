/* Keeps the formatting of what is pasted into a field that shows plain words. */
(() => {
  "use strict";

  const form = document.querySelector("[data-lc-paste]");
  const text = form?.querySelector("[data-lc-paste-text]");
  const markup = form?.querySelector("[data-lc-paste-markup]");
  const kept = form?.querySelector("[data-lc-paste-kept]");
  const status = form?.querySelector("[data-lc-paste-status]");
  const again = form?.querySelector("[data-lc-paste-again]");
  if (!text || !markup || !kept || !status || !again) return;

  const show = (formatted) => {
    kept.hidden = !formatted;
    text.readOnly = formatted;
    status.textContent = formatted ? status.dataset.lcWords : "";
  };

  text.addEventListener("paste", (event) => {
    const html = event.clipboardData?.getData("text/html") ?? "";
    // Into words that stand there already, only words are put.
    if (!html.trim() || text.value.trim()) return;
    event.preventDefault();
    markup.value = html;
    text.value = event.clipboardData.getData("text/plain");
    show(true);
  });

  again.addEventListener("click", () => {
    markup.value = "";
    text.value = "";
    show(false);
    text.focus();
  });

  if (markup.value) show(true);
})();

/* Asks for the findings of a release again when the editor has saved by itself. */
(() => {
  "use strict";

  const refresh = async (panel) => {
    const findings = panel.querySelector("[data-lc-checks-findings]");
    const answer = await fetch(panel.dataset.lcChecks, {
      headers: { "X-Requested-With": "XMLHttpRequest" },
    });
    if (!answer.ok || !findings) return;
    const words = await answer.text();
    // The same words again would be read aloud again.
    if (words.trim() !== findings.dataset.lcLast) {
      findings.innerHTML = words;
      findings.dataset.lcLast = words.trim();
    }
  };

  document.addEventListener("w-autosave:success", () => {
    for (const panel of document.querySelectorAll("[data-lc-checks]")) {
      refresh(panel).catch(() => {
        /* What was shown stays; the next save asks again. */
      });
    }
  });
})();

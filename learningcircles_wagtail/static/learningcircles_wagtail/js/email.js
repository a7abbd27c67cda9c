/*
 * Makes links of e-mail addresses that the page gives in words only.
 *
 * Programs that collect addresses read pages and run no scripts: they find "press at
 * library.example". Without this script people read the same.
 */
(() => {
  "use strict";

  const link = (words) => {
    const parts = [...words.children].map((part) => part.textContent.trim());
    if (parts.length !== 2 || !parts.every(Boolean)) return;
    const address = parts.join(String.fromCharCode(64));
    const made = document.createElement("a");
    made.className = words.className;
    made.dir = "ltr";
    made.translate = false;
    made.textContent = address;
    made.href = ["mailto", encodeURI(address)].join(":");
    words.replaceWith(made);
  };

  const start = () => document.querySelectorAll("[data-lc-email]").forEach(link);

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();

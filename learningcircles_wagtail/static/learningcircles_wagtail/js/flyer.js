/* Shows the button that prints; without this script one prints by the browser's menu. */
(() => {
  "use strict";

  document.querySelectorAll("[data-lc-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
})();

/*
 * Guides that remember: boxes to tick, kept in this browser alone, and words explained
 * where they stand.
 *
 * Without this script a checklist is a plain list and an explained word is a link to its
 * entry in the glossary.
 */
(() => {
  "use strict";

  // A browser may forbid storage, or be full; then ticks last as long as the page.
  const shelf = {
    works: true,
    read(key) {
      try {
        const kept = JSON.parse(localStorage.getItem(key) || "[]");
        return new Set(Array.isArray(kept) ? kept : []);
      } catch {
        this.works = false;
        return new Set();
      }
    },
    write(key, ticked) {
      try {
        if (ticked.size) localStorage.setItem(key, JSON.stringify([...ticked]));
        else localStorage.removeItem(key);
        this.works = true;
      } catch {
        this.works = false;
      }
    },
  };

  const drawBox = (item) => {
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    label.append(box, ...item.childNodes);
    item.append(label);
    return box;
  };

  const wireChecks = (list, number) => {
    const foot = list.querySelector("[data-lc-checks-foot]");
    const items = [...list.querySelectorAll("[data-lc-check]")];
    if (!foot || !items.length) return;
    const done = foot.querySelector("[data-lc-progress]");
    const reset = foot.querySelector("[data-lc-checks-reset]");
    const kept = foot.querySelector("[data-lc-lost]");
    // By page, list and circle: two circles are prepared apart from each other.
    const name = list.dataset.lcChecks || number;
    const key = ["lc-checks", location.pathname, name, list.dataset.lcChecksFor || ""].join(" ");
    const boxes = new Map(items.map((item) => [item.dataset.lcCheck, drawBox(item)]));
    const keptWords = kept.textContent;

    const ticked = () => new Set([...boxes].filter(([, box]) => box.checked).map(([id]) => id));
    const tell = () => {
      const count = ticked().size;
      const words = count === boxes.size ? done.dataset.lcAll : done.dataset.lcProgress;
      done.textContent = words.replace("{done}", count).replace("{total}", boxes.size);
      reset.hidden = count === 0;
      kept.textContent = shelf.works ? keptWords : kept.dataset.lcLost;
    };
    const show = () => {
      const known = shelf.read(key);
      boxes.forEach((box, id) => {
        box.checked = known.has(id);
      });
      tell();
    };

    list.addEventListener("change", () => {
      shelf.write(key, ticked());
      tell();
    });
    reset.addEventListener("click", () => {
      boxes.forEach((box) => {
        box.checked = false;
      });
      shelf.write(key, new Set());
      boxes.values().next().value.focus();
      tell();
    });
    // The same page in another tab.
    window.addEventListener("storage", (event) => {
      if (event.key === key || event.key === null) show();
    });
    show();
    foot.hidden = false;
  };

  // A link to the glossary becomes a button that shows the meaning in its place.
  const wireTerm = (link, number) => {
    const button = document.createElement("button");
    const note = document.createElement("span");
    const more = document.createElement("a");
    button.type = "button";
    button.className = "lc-term";
    button.textContent = link.textContent;
    note.id = `lc-term-note-${number + 1}`;
    note.className = "lc-term-note";
    note.setAttribute("role", "note");
    note.hidden = true;
    more.href = link.href;
    more.textContent = link.dataset.lcMore;
    note.append(link.dataset.lcMeaning, document.createElement("br"), more);
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-controls", note.id);

    const turn = (open) => {
      note.hidden = !open;
      button.setAttribute("aria-expanded", String(open));
      if (!open) return;
      // Below the word, and never out of the window.
      const room = document.documentElement.clientWidth - 16;
      const parent = (note.offsetParent || document.body).getBoundingClientRect();
      const word = button.getBoundingClientRect();
      const left = Math.max(16, Math.min(word.left, room - note.offsetWidth));
      note.style.left = `${left - parent.left}px`;
      note.style.top = `${word.bottom - parent.top + 6}px`;
    };
    button.addEventListener("click", () => turn(note.hidden));
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || note.hidden) return;
      if (note.contains(document.activeElement)) button.focus();
      turn(false);
    });
    document.addEventListener("click", (event) => {
      if (!note.hidden && event.target !== button && !note.contains(event.target)) turn(false);
    });
    link.replaceWith(button, note);
  };

  const start = () => {
    document.querySelectorAll("[data-lc-checks]").forEach(wireChecks);
    document.querySelectorAll("a[data-lc-meaning]").forEach(wireTerm);
  };

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();

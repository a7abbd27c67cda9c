// Finding circles without loading the whole page again, and near to where one is.
// Everything works without it: the form and every link lead to the same addresses.
(() => {
  "use strict";

  const root = document.querySelector("[data-lc-directory]");
  const form = root?.querySelector("form");
  if (!form) return;

  const part = (name) => root.querySelector(`[data-lc-part="${name}"]`);
  const facets = () => [...root.querySelectorAll("[data-lc-facet]")];
  const here = () => location.pathname + location.search;
  const said = form.querySelector("[data-lc-said]");

  // Of which address the page shows the answer, and the question that is under way.
  let shown = here();
  let turn = 0;
  let question = null;

  const giveUp = () => {
    turn += 1;
    question?.abort();
    part("results").removeAttribute("aria-busy");
  };

  // Fields that were left alone say nothing in the address; a position stands there bare.
  const address = () => {
    const pairs = [...new FormData(form)].filter(([, value]) => value !== "");
    for (const pair of pairs) {
      if (pair[0] === "near") pair[1] = pair[1].replace(/^.*\(([-+.,\d\s]+)\)\s*$/, "$1");
    }
    const query = new URLSearchParams(pairs).toString().replaceAll("%2C", ",");
    return location.pathname + (query ? `?${query}` : "");
  };

  // What the visitor put into the form, to tell what changed while the server worked.
  const isTicked = (field) => field.type === "checkbox" || field.type === "radio";
  const nameOf = (field) => (isTicked(field) ? `${field.name}=${field.value}` : field.name);
  const entered = () =>
    new Map(
      [...form.elements]
        .filter((field) => field.name && field.type !== "hidden")
        .map((field) => [nameOf(field), isTicked(field) ? field.checked : field.value]),
    );

  // Which filters the server opened: those that a visitor opened or closed stay so.
  let opened = new Map(facets().map((one) => [one.dataset.lcFacet, one.open]));

  // What programs read in the head: where the page is, its feeds, whether to keep it.
  const ABOUT = [
    "link[rel~=alternate]:not([rel~=stylesheet])",
    "link:is([rel~=canonical], [rel~=prev], [rel~=next])",
    'meta:is([name="robots"], [property="og:url"])',
  ].join(", ");
  const fillHead = (fresh) => {
    const old = [...document.head.querySelectorAll(ABOUT)];
    const next = [...fresh.head.querySelectorAll(ABOUT)];
    if (old.length) old[0].before(...next);
    else document.head.append(...next);
    for (const one of old) one.remove();
  };

  const fill = (fresh, changed) => {
    const before = new Map(facets().map((one) => [one.dataset.lcFacet, one.open]));
    for (const old of root.querySelectorAll("[data-lc-part]")) {
      const next = fresh.querySelector(`[data-lc-part="${old.dataset.lcPart}"]`);
      if (next) old.replaceChildren(...next.childNodes);
    }
    const last = opened;
    opened = new Map(facets().map((one) => [one.dataset.lcFacet, one.open]));
    for (const facet of facets()) {
      const name = facet.dataset.lcFacet;
      if (before.has(name) && before.get(name) !== last.get(name)) facet.open = before.get(name);
    }
    for (const name of ["q", "near", "within"]) {
      const [mine, theirs] = [form.elements[name], fresh.querySelector(`[name="${name}"]`)];
      if (!mine || !theirs) continue;
      if (mine.tagName === "SELECT") {
        mine.replaceChildren(...theirs.childNodes);
        mine.value = mine.querySelector("[selected]")?.value ?? "";
      } else if (!changed.has(name)) {
        mine.value = theirs.getAttribute("value") ?? "";
      }
    }
    for (const field of form.elements) {
      const value = changed.get(nameOf(field));
      if (value === undefined || field.name === "q") continue;
      if (isTicked(field)) field.checked = value;
      else if (!field.options || [...field.options].some((one) => one.value === value)) {
        field.value = value;
      }
    }
    const order = fresh.querySelector('input[name="order"]');
    form.querySelector('input[name="order"]')?.remove();
    if (order) form.querySelector(".lc-search").append(order);
    document.title = fresh.title;
    fillHead(fresh);
  };

  // What stands where the element with the focus stood, after its part was replaced.
  const twin = (element) => {
    if (element.isConnected) return element;
    if (element.id) return document.getElementById(element.id);
    const facet = element.parentElement?.dataset.lcFacet;
    if (facet) return root.querySelector(`[data-lc-facet="${facet}"] > summary`);
    const same = [...form.elements].filter((one) => one.name && one.name === element.name);
    return same.find((one) => one.value === element.value) || same[0];
  };

  const swap = (fresh, changed, from) => {
    const focused = document.activeElement;
    const inside = root.contains(focused);
    fill(fresh, changed);
    if (from === "form" && !matchMedia("(min-width: 62rem)").matches) {
      root.querySelector("[data-lc-filters]")?.removeAttribute("open");
    }
    const heading = document.getElementById("lc-result");
    if (inside) {
      // A keyboard on the screen would cover what was found: it goes with the focus.
      const typed = from === "form" && focused.name === "q" && !changed.has("q");
      const away = from === "link" || (typed && matchMedia("(pointer: coarse)").matches);
      const again = away ? null : twin(focused);
      const target = again?.checkVisibility() ? again : heading;
      if (target !== document.activeElement) target?.focus({ preventScroll: true });
    }
    // Whoever asked for something sees what came of it.
    if (!from || !heading) return;
    const { top, bottom } = heading.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) heading.scrollIntoView({ block: "start" });
  };

  // `from` says what asked: "form", "link", or nothing for the way back and forth.
  const go = async (url, from = "") => {
    giveUp();
    const mine = turn;
    const before = entered();
    question = new AbortController();
    if (said) said.textContent = "";
    part("results").setAttribute("aria-busy", "true");
    let text = null;
    try {
      const answer = await fetch(url, {
        headers: { Accept: "text/html" },
        signal: question.signal,
      });
      if (answer.ok) text = await answer.text();
    } catch {
      // Some browsers break off questions when the visitor leaves: that is no failure.
      await new Promise((done) => { setTimeout(done, 250); });
    }
    if (mine !== turn) return;
    const fresh = new DOMParser().parseFromString(text ?? "", "text/html");
    if (!fresh.querySelector('[data-lc-part="results"]')) {
      location.assign(url);
      return;
    }
    if (from) history[url === here() ? "replaceState" : "pushState"](null, "", url);
    shown = here();
    const changed = new Map([...entered()].filter(([name, value]) => before.get(name) !== value));
    swap(fresh, changed, from);
    form.toggleAttribute("data-lc-changed", changed.size > 0);
    part("results").removeAttribute("aria-busy");
    document.dispatchEvent(new CustomEvent("learningcircles:found"));
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(address(), "form");
  });

  // What is chosen and not yet applied: the button for it comes near.
  form.addEventListener("change", () => form.toggleAttribute("data-lc-changed", true));

  root.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (!link.closest(".lc-chips, .lc-pages, .lc-orders, .lc-empty__ways")) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin || url.pathname !== location.pathname) return;
    event.preventDefault();
    go(url.pathname + url.search, "link");
  });

  // A link within the page, to a pin's place or to today, changes nothing that is shown.
  addEventListener("popstate", () => {
    giveUp();
    if (here() !== shown) go(here());
  });

  // Left with a question under way, and come back to from the browser's memory.
  addEventListener("pagehide", giveUp);
  addEventListener("pageshow", (event) => {
    if (event.persisted && here() !== shown) go(here());
  });

  // Where the visitor is: asked of the browser at the press of the button, sent to
  // this site alone, as the same parameter that a place's name sets.
  const locate = form.querySelector("[data-lc-locate]");
  if (locate && "geolocation" in navigator) {
    locate.hidden = false;
    locate.addEventListener("click", () => {
      said.textContent = locate.dataset.lcAsking;
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          const value = `${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`;
          form.elements.near.value = `${locate.dataset.lcWords} (${value})`;
          go(address(), "form");
        },
        () => { said.textContent = locate.dataset.lcRefused; },
        { maximumAge: 600000, timeout: 15000 },
      );
    });
  }
})();

// Finding circles without loading the whole page again, and near to where one is.
// Everything works without it: the form and every link lead to the same addresses.
(() => {
  "use strict";

  const root = document.querySelector("[data-lc-directory]");
  const form = root?.querySelector("form");
  if (!form) return;

  const results = () => root.querySelector('[data-lc-part="results"]');
  const here = () => location.pathname;
  let asked = 0;

  // Selects and check boxes that were left alone say nothing in the address.
  const address = () => {
    const pairs = [...new FormData(form)].filter(([, value]) => value !== "");
    if (!pairs.some(([name]) => name === "near")) {
      pairs.splice(0, pairs.length, ...pairs.filter(([name]) => name !== "within"));
    }
    const query = new URLSearchParams(pairs).toString().replaceAll("%2C", ",");
    return here() + (query ? `?${query}` : "");
  };

  // An element after a swap that is what had the focus before it.
  const twin = (element) => {
    if (!element || element === document.body) return null;
    if (element.id) return document.getElementById(element.id);
    if (element.name) {
      const same = [...form.elements].filter((one) => one.name === element.name);
      return same.find((one) => one.value === element.value) || same[0];
    }
    return null;
  };

  const swap = (fresh, { fromLink }) => {
    const focused = document.activeElement;
    const inside = root.contains(focused);
    const open = new Map(
      [...root.querySelectorAll("[data-lc-facet]")].map((one) => [one.dataset.lcFacet, one.open]),
    );
    const status = document.getElementById("lc-found");
    for (const part of root.querySelectorAll("[data-lc-part]")) {
      const next = fresh.querySelector(`[data-lc-part="${part.dataset.lcPart}"]`);
      if (next) part.replaceChildren(...next.childNodes);
    }
    for (const facet of root.querySelectorAll("[data-lc-facet]")) {
      if (open.get(facet.dataset.lcFacet)) facet.open = true;
    }
    // What is said stays the same element, so that a screen reader hears it change.
    const found = document.getElementById("lc-found");
    if (status && found && found !== status) {
      const words = found.innerHTML;
      found.replaceWith(status);
      requestAnimationFrame(() => { status.innerHTML = words; });
    }
    for (const field of ["q", "near", "within"]) {
      const [mine, theirs] = [form.elements[field], fresh.querySelector(`[name="${field}"]`)];
      if (!mine || !theirs) continue;
      if (mine.tagName === "SELECT") mine.replaceChildren(...theirs.childNodes);
      mine.value = theirs.tagName === "SELECT"
        ? mine.querySelector("[selected]")?.value ?? "" : theirs.getAttribute("value") ?? "";
    }
    const order = fresh.querySelector('input[name="order"]');
    form.querySelector('input[name="order"]')?.remove();
    if (order) form.querySelector(".lc-search").append(order);
    document.title = fresh.title;
    for (const name of ["canonical"]) {
      const [mine, theirs] = [document, fresh].map((one) => one.querySelector(`link[rel="${name}"]`));
      if (mine && theirs) mine.href = theirs.getAttribute("href");
    }
    if (!inside) return;
    const again = fromLink ? null : twin(focused);
    const heading = document.getElementById("lc-result");
    const target = again?.checkVisibility() ? again : heading;
    target?.focus({ preventScroll: !fromLink });
    if (fromLink) results().scrollIntoView({ block: "start" });
  };

  const go = async (url, { push = true, fromLink = false } = {}) => {
    const turn = ++asked;
    const before = results();
    before.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(url, { headers: { Accept: "text/html" } });
      const text = await answer.text();
      if (turn !== asked) return;
      const fresh = new DOMParser().parseFromString(text, "text/html");
      if (!answer.ok || !fresh.querySelector('[data-lc-part="results"]')) {
        location.assign(url);
        return;
      }
      if (push) history.pushState({ lc: true }, "", url);
      swap(fresh, { fromLink });
      document.dispatchEvent(new CustomEvent("learningcircles:found"));
    } catch {
      location.assign(url);
    } finally {
      if (turn === asked) results()?.removeAttribute("aria-busy");
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!matchMedia("(min-width: 62rem)").matches) {
      root.querySelector("[data-lc-filters]")?.removeAttribute("open");
    }
    go(address());
  });

  root.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (!link.closest(".lc-chips, .lc-pages, .lc-orders, .lc-empty__ways")) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin || url.pathname !== here()) return;
    event.preventDefault();
    go(url.pathname + url.search, { fromLink: true });
  });

  let path = here();
  addEventListener("popstate", () => {
    if (here() === path) go(here() + location.search, { push: false });
    path = here();
  });

  // Where the visitor is: asked of the browser at the press of the button, sent to
  // this site alone, as the same parameter that the list of places sets.
  const locate = form.querySelector("[data-lc-locate]");
  const said = form.querySelector("[data-lc-said]");
  if (locate && "geolocation" in navigator) {
    locate.hidden = false;
    locate.addEventListener("click", () => {
      said.textContent = locate.dataset.lcAsking;
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          const value = `${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`;
          const near = form.elements.near;
          near.querySelector("[data-lc-here]")?.remove();
          const option = new Option(locate.dataset.lcWords, value, true, true);
          option.dataset.lcHere = "";
          near.options[0].after(option);
          said.textContent = "";
          go(address());
        },
        () => { said.textContent = locate.dataset.lcRefused; },
        { maximumAge: 600000, timeout: 15000 },
      );
    });
  }
})();

/*
 * The interactive map of a list of circles.
 *
 * Nothing is loaded, and no other host is asked for anything, before the visitor presses
 * the button that says who will learn of it. The choice is kept in the browser, for this
 * host of tiles alone, until "Back to the simple map" forgets it. Without this script
 * the map drawn by the server and the list are there.
 */
(() => {
  "use strict";

  const KEY = "lc-map-tiles";

  const memory = {
    get: () => {
      try {
        return localStorage.getItem(KEY);
      } catch {
        return null;
      }
    },
    set: (host) => {
      try {
        localStorage.setItem(KEY, host);
      } catch {
        // Where nothing may be kept, the visitor is asked again.
      }
    },
    forget: () => {
      try {
        localStorage.removeItem(KEY);
      } catch {
        // Then nothing was kept.
      }
    },
  };

  const loading = new Map();

  const load = (address, isScript) => {
    if (!loading.has(address)) {
      loading.set(
        address,
        new Promise((done, fail) => {
          const element = document.createElement(isScript ? "script" : "link");
          element.onload = done;
          element.onerror = () => {
            loading.delete(address);
            element.remove();
            fail(new Error(address));
          };
          if (isScript) element.src = address;
          else Object.assign(element, { rel: "stylesheet", href: address });
          document.head.append(element);
        }),
      );
    }
    return loading.get(address);
  };

  class CircleMap {
    constructor(root) {
      const part = (name) => root.querySelector(`[data-lc-map-${name}]`);
      this.root = root;
      this.offer = part("offer");
      this.shown = part("shown");
      this.view = part("view");
      this.status = part("status");
      this.showButton = part("show");
      this.host = root.dataset.lcMapHost || location.host;
      this.data = JSON.parse(
        document.getElementById(root.dataset.lcMapData).textContent,
      );
      this.plain = document.querySelector("[data-lc-map-plain]");
      this.showButton.addEventListener("click", () => this.show({ focus: true }));
      part("forget").addEventListener("click", () => this.forget());
      part("all").addEventListener("click", () => this.showAll());
      root.querySelectorAll("[data-lc-map-zoom]").forEach((button) => {
        button.addEventListener("click", () => {
          this.map.setZoom(this.map.getZoom() + Number(button.dataset.lcMapZoom));
        });
      });
      root.querySelectorAll("[data-lc-map-pan]").forEach((button) => {
        const [x, y] = button.dataset.lcMapPan.split(",").map(Number);
        button.addEventListener("click", () => this.pan(x, y));
      });
      this.offer.hidden = false;
      if (memory.get() === this.host) this.show({ focus: false });
    }

    async show({ focus }) {
      if (this.isLoading) return;
      this.isLoading = true;
      this.status.textContent = "";
      try {
        await Promise.all(this.data.styles.map((address) => load(address, false)));
        // One after the other: the second extends the first.
        for (const address of this.data.scripts) await load(address, true);
      } catch {
        this.status.textContent = this.status.dataset.lcFailed;
        return;
      } finally {
        this.isLoading = false;
      }
      if (focus) memory.set(this.host);
      this.offer.hidden = true;
      this.plain.hidden = true;
      this.shown.hidden = false;
      this.draw();
      if (focus) this.view.focus({ preventScroll: true });
    }

    forget() {
      memory.forget();
      this.map?.remove();
      this.map = null;
      this.shown.hidden = true;
      this.plain.hidden = false;
      this.offer.hidden = false;
      this.showButton.focus();
    }

    draw() {
      const { tiles } = this.data;
      const StillMap = L.Map.extend({
        panBy(offset) {
          return L.Map.prototype.panBy.call(this, offset, { animate: false });
        },
      });
      this.map = new StillMap(this.view, {
        // Nothing moves by itself, and the page can be scrolled over the map.
        fadeAnimation: false,
        zoomAnimation: false,
        markerZoomAnimation: false,
        inertia: false,
        scrollWheelZoom: false,
        zoomControl: false,
        attributionControl: false,
        maxZoom: tiles.maxZoom,
        worldCopyJump: true,
      });
      L.tileLayer(tiles.url, {
        maxZoom: tiles.maxZoom,
        referrerPolicy: "strict-origin-when-cross-origin",
      }).addTo(this.map);
      L.control
        .attribution({ prefix: false })
        .addAttribution(tiles.attribution)
        .addTo(this.map);
      this.pins = this.makePins();
      this.showAll();
      this.map.addLayer(this.pins);
      this.map.on("popupclose", () => {
        this.open = null;
      });
      this.view.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && this.open) {
          event.stopPropagation();
          this.close();
        }
      });
    }

    makePins() {
      // A real button, so that every key and every reader knows what it is.
      const Button = L.DivIcon.extend({
        createIcon() {
          const button = document.createElement("button");
          button.type = "button";
          button.textContent = this.options.text;
          button.setAttribute("aria-label", this.options.label);
          this._setIconStyles(button, "icon");
          return button;
        },
      });
      const icon = (text, label, size, kind) =>
        new Button({
          text,
          label,
          iconSize: [size, size],
          className: `lc-live-map__pin lc-live-map__pin--${kind}`,
        });
      const sum = (markers) =>
        markers.reduce((total, marker) => total + marker.options.place.count, 0);
      const group = L.markerClusterGroup({
        animate: false,
        maxClusterRadius: 50,
        showCoverageOnHover: false,
        zoomToBoundsOnClick: false,
        spiderLegPolylineOptions: { className: "lc-live-map__leg" },
        iconCreateFunction: (cluster) => {
          const markers = cluster.getAllChildMarkers();
          const circles = sum(markers);
          const words = this.status.dataset.lcPlaces
            .replace("%places", markers.length)
            .replace("%circles", circles);
          return icon(circles, words, circles > 99 ? 52 : 46, "many");
        },
      });
      group.on("clusterclick", ({ layer }) => this.openCluster(layer));
      group.addLayers(
        this.data.places.map((place) => {
          const marker = L.marker(place.at, {
            place,
            keyboard: false,
            icon: icon(place.count, place.label, 36, "one"),
          });
          return marker.on("click", () => this.openPlace(marker));
        }),
      );
      return group;
    }

    /* Zoom to what a cluster holds, or spread what no zoom can part; keep the focus. */
    openCluster(cluster) {
      const [first] = cluster.getAllChildMarkers();
      const bounds = cluster.getBounds();
      const zoom = this.map.getBoundsZoom(bounds, false, L.point(40, 40));
      const isOnePlace = bounds.getNorthEast().equals(bounds.getSouthWest());
      if (isOnePlace || this.map.getZoom() >= Math.min(zoom, this.map.getMaxZoom())) {
        if (this.map.getZoom() < this.map.getMaxZoom() && !isOnePlace) {
          this.map.setView(bounds.getCenter(), this.map.getZoom() + 1);
        } else {
          cluster.spiderfy();
        }
      } else {
        this.map.fitBounds(bounds, { padding: [40, 40], animate: false });
      }
      const seen = this.pins.getVisibleParent(first) || first;
      seen.getElement()?.focus({ preventScroll: true });
    }

    /* What the list says about a place, where this page of the list holds it. */
    words(place) {
      const box = document.createElement("div");
      box.className = "lc-live-map__words-of-place";
      box.tabIndex = -1;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", place.label);
      const name = document.createElement("p");
      name.className = "lc-live-map__name";
      name.textContent = place.name;
      box.append(name);
      const entry = document.getElementById(place.anchor);
      const circles = entry?.querySelectorAll(".lc-map-circle__title") || [];
      const list = document.createElement("ul");
      list.className = "lc-live-map__circles";
      circles.forEach((link) => {
        const item = document.createElement("li");
        const copy = link.cloneNode(true);
        copy.removeAttribute("class");
        item.append(copy);
        list.append(item);
      });
      if (circles.length) box.append(list);
      if (circles.length < place.count) {
        const more = document.createElement("a");
        const address = new URL(this.data.list, location.href);
        address.searchParams.set("branch", place.slug);
        more.href = address.href;
        more.textContent = `${this.status.dataset.lcAll} (${place.count})`;
        box.append(more);
      }
      const close = document.createElement("button");
      close.type = "button";
      close.className = "lc-live-map__close";
      close.textContent = this.status.dataset.lcClose;
      close.addEventListener("click", () => this.close());
      box.append(close);
      return box;
    }

    openPlace(marker) {
      const content = this.words(marker.options.place);
      this.open = { marker };
      this.open.popup = L.popup({
        closeButton: false,
        autoPanPadding: [16, 16],
        maxWidth: 260,
        minWidth: 180,
        offset: [0, -10],
        className: "lc-live-map__popup",
      })
        .setLatLng(marker.getLatLng())
        .setContent(content)
        .openOn(this.map);
      content.focus({ preventScroll: true });
    }

    close() {
      const { marker, popup } = this.open;
      this.open = null;
      this.map.closePopup(popup);
      const seen = this.pins.getVisibleParent(marker) || marker;
      (seen.getElement() || this.view).focus({ preventScroll: true });
    }

    pan(x, y) {
      const size = this.map.getSize();
      this.map.panBy([(x * size.x) / 3, (y * size.y) / 3]);
    }

    showAll() {
      const bounds = L.latLngBounds(this.data.places.map((place) => place.at));
      this.map.fitBounds(bounds, {
        padding: [36, 36],
        maxZoom: Math.min(15, this.data.tiles.maxZoom),
        animate: false,
      });
    }
  }

  const start = () => {
    document.querySelectorAll("[data-lc-map]:not([data-lc-map-ready])").forEach((root) => {
      root.dataset.lcMapReady = "";
      new CircleMap(root);
    });
  };

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
  // Results may be replaced without a new page.
  document.addEventListener("learningcircles:found", start);
})();

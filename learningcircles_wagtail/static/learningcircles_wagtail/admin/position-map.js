/* The map of one position: ground, pin, and what mouse and keys do to the pin. */
(() => {
  const { L } = window;
  if (!L) return;

  const WORLD = L.latLngBounds([-85, -180], [85, 180]);
  // Where people live: what a map without a pin shows, and never less.
  const INHABITED = L.latLngBounds([-56, -180], [75, 180]);
  const ARROWS = {
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
  };

  class PositionMap {
    /* `onPick({ latitude, longitude })` is called when a person sets the pin. */
    constructor(element, options, onPick) {
      this.options = options;
      this.onPick = onPick;
      this.removed = new AbortController();
      this.map = L.map(element, {
        // Nothing moves by itself, and the page can be scrolled over the map.
        fadeAnimation: false,
        zoomAnimation: false,
        markerZoomAnimation: false,
        inertia: false,
        scrollWheelZoom: false,
        zoomControl: false,
        attributionControl: false,
        maxBounds: WORLD,
        maxBoundsViscosity: 1,
        // Steps of tiles are whole; our own outlines fit the width exactly.
        zoomSnap: options.tiles ? 1 : 0.25,
        maxZoom: options.tiles ? options.tiles.maxZoom : 18,
        renderer: L.svg({ padding: 0.5 }),
      });
      L.control
        .zoom({
          position: "topright",
          zoomInTitle: options.strings.zoomIn,
          zoomOutTitle: options.strings.zoomOut,
        })
        .addTo(this.map);
      this.marker = this.makeMarker();
      this.map.setView([0, 0], 1);
      this.fitWidth(element);
      this.show(null);
      this.addGround();
      this.map.on("click", (event) => this.pick(event.latlng));
      element.addEventListener("keydown", (event) => {
        if (event.target !== element || event.key !== "Enter") return;
        event.preventDefault();
        this.pick(this.map.getCenter());
      });
      this.watchSize(element);
    }

    addGround() {
      const { outlines, tiles } = this.options;
      if (!tiles) {
        const { graticule, addOutlines } = window.learningCirclesPosition;
        graticule().addTo(this.map);
        if (outlines) addOutlines(this.map, outlines, this.removed.signal);
        L.control.scale({ position: "bottomright" }).addTo(this.map);
        return;
      }
      L.tileLayer(tiles.url, {
        maxZoom: tiles.maxZoom,
        noWrap: true,
        referrerPolicy: "strict-origin-when-cross-origin",
      }).addTo(this.map);
      L.control
        .attribution({ prefix: false })
        .addAttribution(tiles.attribution)
        .addTo(this.map);
    }

    makeMarker() {
      const { marker, strings } = this.options;
      const pin = L.marker([0, 0], {
        alt: strings.marker,
        title: strings.marker,
        draggable: true,
        icon: L.icon({
          iconUrl: marker,
          iconSize: [28, 38],
          iconAnchor: [14, 37],
        }),
      });
      pin.on("dragend", () => this.pick(pin.getLatLng()));
      pin.on("add", () => {
        pin.getElement().addEventListener("keydown", (event) => {
          this.nudge(event);
        });
      });
      return pin;
    }

    /* Arrow keys move the pin by one pixel, with Shift by ten. */
    nudge(event) {
      const arrow = ARROWS[event.key];
      if (!arrow || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      event.stopPropagation();
      const by = L.point(arrow).multiplyBy(event.shiftKey ? 10 : 1);
      const from = this.map.project(this.marker.getLatLng());
      this.pick(this.map.unproject(from.add(by)));
    }

    pick(latLng) {
      const latitude = Math.max(-85, Math.min(85, latLng.lat));
      const longitude = Math.max(-180, Math.min(180, latLng.lng));
      const shown = L.latLng(latitude, longitude);
      this.shown = { latitude, longitude };
      this.marker.setLatLng(shown).addTo(this.map);
      this.map.panInside(shown, { padding: [40, 40], animate: false });
      this.onPick(this.shown);
    }

    /* Put the pin at a position and look at it; without one, show the world. */
    show(position) {
      this.shown = position;
      const widest = this.map.getMinZoom();
      if (!position) {
        this.hidePin();
        this.map.setView(INHABITED.getCenter(), widest, { animate: false });
        return;
      }
      const at = L.latLng(position.latitude, position.longitude);
      const zoom = this.map.getZoom();
      this.marker.setLatLng(at).addTo(this.map);
      this.map.setView(at, zoom > widest ? zoom : this.options.zoom, {
        animate: false,
      });
    }

    /* While a half-typed text states no position, look where we looked. */
    hidePin() {
      this.marker.remove();
    }

    /* The world is never narrower than the map, so that it has no second edge. */
    fitWidth(element) {
      if (!element.offsetWidth) return;
      this.map.setMinZoom(0);
      this.map.setMinZoom(this.map.getBoundsZoom(INHABITED, true));
    }

    /* A panel that is closed or on another tab has no size when the map is made. */
    watchSize(element) {
      let wasEmpty = !element.offsetWidth;
      this.observer = new ResizeObserver(() => {
        this.map.invalidateSize({ animate: false });
        this.fitWidth(element);
        const isFirstSeen = wasEmpty && element.offsetWidth;
        if (isFirstSeen || !this.shown) this.show(this.shown);
        wasEmpty = !element.offsetWidth;
      });
      this.observer.observe(element);
    }

    remove() {
      this.removed.abort();
      this.observer.disconnect();
      this.map.remove();
    }
  }

  window.learningCirclesPosition.PositionMap = PositionMap;
})();

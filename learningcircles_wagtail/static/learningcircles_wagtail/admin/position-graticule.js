/* A net of meridians and parallels: the map's ground where no tiles are set. */
(() => {
  const { L } = window;
  if (!L) return;

  const STEPS = [
    45, 30, 15, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002,
    0.001, 0.0005,
  ];
  const APART = 90; // pixels between two lines, at least
  const HIGHEST = 85; // the projection ends soon after
  const line = { className: "lc-position__line", interactive: false };

  /* Degrees between two lines, so that they stand well apart at this zoom. */
  const stepAt = (zoom) => {
    const pixels = (256 * 2 ** zoom) / 360;
    return STEPS.findLast((step) => step * pixels >= APART) || STEPS[0];
  };

  const multiples = (from, to, step) => {
    const values = [];
    for (let n = Math.ceil(from / step); n * step <= to; n += 1) {
      values.push(Number((n * step).toFixed(4)));
    }
    return values;
  };

  const label = (latLng, text, side) =>
    L.marker(latLng, {
      interactive: false,
      keyboard: false,
      pane: "labels",
      icon: L.divIcon({
        className: `lc-position__degrees lc-position__degrees--${side}`,
        html: text,
        iconSize: null,
      }),
    });

  const Graticule = L.LayerGroup.extend({
    onAdd(map) {
      this.map = map;
      const pane = map.getPane("labels") || map.createPane("labels");
      pane.setAttribute("aria-hidden", "true");
      map.on("moveend resize", this.draw, this);
      L.LayerGroup.prototype.onAdd.call(this, map);
      this.draw();
    },

    onRemove(map) {
      map.off("moveend resize", this.draw, this);
      L.LayerGroup.prototype.onRemove.call(this, map);
    },

    draw() {
      this.clearLayers();
      const seen = this.map.getBounds();
      const drawn = seen.pad(0.5);
      const step = stepAt(this.map.getZoom());
      const south = Math.max(drawn.getSouth(), -HIGHEST);
      const north = Math.min(drawn.getNorth(), HIGHEST);
      const west = Math.max(drawn.getWest(), -180);
      const east = Math.min(drawn.getEast(), 180);
      multiples(west, east, step).forEach((lng) => {
        this.addLayer(
          L.polyline(
            [
              [south, lng],
              [north, lng],
            ],
            line,
          ),
        );
        const at = [Math.max(seen.getSouth(), -HIGHEST), lng];
        this.addLayer(label(at, `${lng}°`, "bottom"));
      });
      multiples(south, north, step).forEach((lat) => {
        this.addLayer(
          L.polyline(
            [
              [lat, west],
              [lat, east],
            ],
            line,
          ),
        );
        const at = [lat, Math.max(seen.getWest(), -180)];
        this.addLayer(label(at, `${lat}°`, "left"));
      });
    },
  });

  window.learningCirclesPosition.graticule = () => new Graticule();
})();

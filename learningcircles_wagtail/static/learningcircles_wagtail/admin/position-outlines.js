/* Coasts, lakes and borders from our own server: where no tiles are set they tell
 * on which continent a pin stands. Their packed form is domain/outlines.py's. */
(() => {
  const { L } = window;
  if (!L) return;

  const LAYERS = ["land", "lakes", "borders", "regions"];
  const NEAR = 4; // the zoom from which borders of states and provinces are shown

  /* Relative whole steps to [latitude, longitude] pairs. */
  const unpack = (packed, steps) => {
    const points = [];
    let x = 0;
    let y = 0;
    for (let i = 0; i < packed.length; i += 2) {
      x += packed[i];
      y += packed[i + 1];
      points.push([y / steps, x / steps]);
    }
    return points;
  };

  /* What runs past 180 degrees is seen again at the map's other edge. */
  const withCopies = (points) => {
    const moved = (by) => points.map(([lat, lng]) => [lat, lng + by]);
    const copies = [points];
    if (points.some(([, lng]) => lng > 180)) copies.push(moved(-360));
    if (points.some(([, lng]) => lng < -180)) copies.push(moved(360));
    return copies;
  };

  const layer = (name, lines, pane) => {
    const isArea = name === "land" || name === "lakes";
    const options = {
      className: `lc-position__${name}`,
      interactive: false,
      renderer: L.svg({ pane, padding: 0.5 }),
      smoothFactor: 0.5,
    };
    return isArea
      ? L.polygon(
          lines.map((ring) => [ring]),
          { ...options, stroke: false },
        )
      : L.polyline(lines, options);
  };

  /* Add the outlines to a map; without an answer the map stays as it is. */
  const addOutlines = async (map, url, signal) => {
    const response = await fetch(url, { signal, credentials: "same-origin" });
    if (!response.ok) return;
    const packed = await response.json();
    if (signal.aborted) return;
    const pane = map.createPane("ground");
    pane.style.zIndex = 350;
    LAYERS.forEach((name) => {
      const lines = packed[name].flatMap((line) =>
        withCopies(unpack(line, packed.steps_per_degree)),
      );
      layer(name, lines, "ground").addTo(map);
    });
    const mark = () =>
      map
        .getContainer()
        .classList.toggle("lc-position__map--near", map.getZoom() >= NEAR);
    map.on("zoomend", mark);
    mark();
  };

  window.learningCirclesPosition.addOutlines = (map, url, signal) =>
    addOutlines(map, url, signal).catch(() => {});
})();

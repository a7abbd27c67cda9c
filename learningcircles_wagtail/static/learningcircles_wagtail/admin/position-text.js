/* Reads a position as it is typed, and writes it, for the map in the admin.
 * The server decides (positions/typed.py); here only what the pin needs. */
(() => {
  const letters = { N: 1, E: 1, S: -1, W: -1 };
  const numbers = [
    String.raw`[-+]?(?:\d+(?:\.\d*)?|\.\d+)`,
    String.raw`[-+]?\d+,\d+`,
  ];
  /* "87.6° W" and "W 87.6"; the letter may be missing in both. */
  const parts = [
    (n, number) =>
      String.raw`(?<number${n}>${number})\s*°?\s*(?<letter${n}>[NSEW])?`,
    (n, number) =>
      String.raw`(?:(?<letter${n}>[NSEW])\s*)?(?<number${n}>${number})\s*°?`,
  ];
  const patterns = numbers.flatMap((number) =>
    parts.map(
      (part) =>
        new RegExp(
          String.raw`^${part(1, number)}\s*[,;\s]\s*${part(2, number)}$`,
          "i",
        ),
    ),
  );
  const stored =
    /^(?:SRID=4326;)?POINT\s*\(\s*([-+.\deE]+)\s+([-+.\deE]+)\s*\)$/i;

  /* Returns { latitude, longitude }, or null. */
  const read = (typed) => {
    const text = typed.trim().replace(/\u2212/g, "-");
    const point = text.match(stored);
    if (point) return onGlobe(Number(point[2]), Number(point[1]));
    const found = patterns.map((each) => text.match(each)).find(Boolean);
    if (!found) return null;
    const first = signed(found.groups.number1, found.groups.letter1);
    const second = signed(found.groups.number2, found.groups.letter2);
    if (!first || !second) return null;
    if (isWestEast(first) && isNorthSouth(second)) {
      return onGlobe(second.degrees, first.degrees);
    }
    if (isWestEast(first) || isNorthSouth(second)) return null;
    return onGlobe(first.degrees, second.degrees);
  };

  const isWestEast = ({ letter }) => letter === "E" || letter === "W";
  const isNorthSouth = ({ letter }) => letter === "N" || letter === "S";

  const signed = (number, given = "") => {
    const letter = given.toUpperCase();
    if (letter && /^[-+]/.test(number)) return null;
    const degrees = Number(number.replace(",", "."));
    return { degrees: degrees * (letters[letter] || 1), letter };
  };

  const onGlobe = (latitude, longitude) =>
    Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
      ? { latitude, longitude }
      : null;

  /* Six decimals are a tenth of a metre; never an exponent. */
  const plain = (degrees) =>
    degrees
      .toFixed(6)
      .replace(/\.?0+$/, "")
      .replace(/^-0$/, "0");

  const write = ({ latitude, longitude }) =>
    `${plain(latitude)}, ${plain(longitude)}`;

  /* "41.8781° north, 87.6298° west", in the words of the page's language. */
  const say = ({ latitude, longitude }, strings) => {
    const vertical = latitude < 0 ? strings.south : strings.north;
    const horizontal = longitude < 0 ? strings.west : strings.east;
    return [
      vertical.replace("%s", plain(Math.abs(latitude))),
      horizontal.replace("%s", plain(Math.abs(longitude))),
    ].join(", ");
  };

  window.learningCirclesPosition = { read, write, say };
})();

/* Plane geometry of what is drawn; no map, no page: tested by itself. */

/** Longitude and latitude in degrees as world pixels of zoom 0 (Web Mercator, 256 px wide). */
export function world(lon, lat) {
  const sine = Math.sin((Math.max(-85.0511287798, Math.min(85.0511287798, lat)) * Math.PI) / 180);
  return { x: (256 * (lon + 180)) / 360, y: 128 - (64 * Math.log((1 + sine) / (1 - sine))) / Math.PI };
}

/** Return the rings of a polygon or multipolygon, nothing for other geometry. */
export function rings(geometry) {
  if (!geometry) return [];
  if (geometry.type === "Polygon") return [geometry.coordinates];
  return geometry.type === "MultiPolygon" ? geometry.coordinates : [];
}

/** Whether a point lies inside polygons given as rings, holes left out. */
export function inside(polygons, lon, lat) {
  return polygons.some((polygon) => {
    let odd = false;
    for (const ring of polygon) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
        const [xi, yi] = ring[i];
        const [xj, yj] = ring[j];
        if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) odd = !odd;
      }
    }
    return odd;
  });
}

/** Return the lines of which a geometry consists, each a list of [lon, lat]. */
export function partsOf(geometry) {
  switch (geometry.type) {
    case "LineString":
      return [geometry.coordinates];
    case "MultiLineString":
    case "Polygon":
      return geometry.coordinates;
    case "MultiPolygon":
      return geometry.coordinates.flat();
    case "MultiPoint":
      return geometry.coordinates.map((point) => [point]);
    default:
      return [];
  }
}

/** Return the distance of a point from a segment, all in pixels. */
export function distanceToSegment(at, a, b) {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length = dx * dx + dy * dy;
  const t = length ? Math.max(0, Math.min(1, ((at.x - a.x) * dx + (at.y - a.y) * dy) / length)) : 0;
  return Math.hypot(a.x + t * dx - at.x, a.y + t * dy - at.y);
}

/** Return the distance of a point from lines, after each vertex has been placed on the screen. */
export function distanceToLines(parts, at, place) {
  let best = Infinity;
  for (const part of parts) {
    for (let i = 1; i < part.length; i++)
      best = Math.min(best, distanceToSegment(at, place(part[i - 1]), place(part[i])));
  }
  return best;
}

/** Return [[south, west], [north, east]] of lines of [lon, lat]. */
export function boxOf(parts) {
  let [south, west, north, east] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of parts.flat()) {
    south = Math.min(south, lat);
    north = Math.max(north, lat);
    west = Math.min(west, lon);
    east = Math.max(east, lon);
  }
  return [
    [south, west],
    [north, east],
  ];
}

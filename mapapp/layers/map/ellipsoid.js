/* Lengths and areas on the ground, on the WGS 84 ellipsoid. No map, no page: tested by itself. */

const A = 6378137;
const F = 1 / 298.257223563;
const B = A * (1 - F);
const E2 = F * (2 - F);
const E = Math.sqrt(E2);
const TURNS = 50;
const rad = (degrees) => (degrees * Math.PI) / 180;

/**
 * Return the length in metres of the shortest way between two places (Vincenty's inverse formula, to a millimetre).
 * @param {number[]} from lon, lat in degrees @param {number[]} to
 */
export function distanceM([lon1, lat1], [lon2, lat2]) {
  const l = rad(lon2 - lon1);
  const [u1, u2] = [lat1, lat2].map((lat) => Math.atan((1 - F) * Math.tan(rad(lat))));
  const [sin1, cos1, sin2, cos2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
  let lambda = l;
  let [sigma, sinSigma, cosSigma, cosSqAlpha, cosMiddle] = [0, 0, 1, 1, 0];
  for (let turn = 0; turn < TURNS; turn++) {
    const [sinL, cosL] = [Math.sin(lambda), Math.cos(lambda)];
    sinSigma = Math.hypot(cos2 * sinL, cos1 * sin2 - sin1 * cos2 * cosL);
    if (sinSigma === 0) return 0;
    cosSigma = sin1 * sin2 + cos1 * cos2 * cosL;
    sigma = Math.atan2(sinSigma, cosSigma);
    const sinAlpha = (cos1 * cos2 * sinL) / sinSigma;
    cosSqAlpha = 1 - sinAlpha * sinAlpha;
    cosMiddle = cosSqAlpha ? cosSigma - (2 * sin1 * sin2) / cosSqAlpha : 0;
    const c = (F / 16) * cosSqAlpha * (4 + F * (4 - 3 * cosSqAlpha));
    const bend = cosMiddle + c * cosSigma * (2 * cosMiddle * cosMiddle - 1);
    const next = l + (1 - c) * F * sinAlpha * (sigma + c * sinSigma * bend);
    const step = Math.abs(next - lambda);
    lambda = next;
    if (step < 1e-12) break;
  }
  const u = (cosSqAlpha * (A * A - B * B)) / (B * B);
  const a = 1 + (u / 16384) * (4096 + u * (u * (320 - 175 * u) - 768));
  const b = (u / 1024) * (256 + u * (u * (74 - 47 * u) - 128));
  const square = 2 * cosMiddle * cosMiddle - 1;
  const last = (b / 6) * cosMiddle * (4 * sinSigma * sinSigma - 3) * (4 * cosMiddle * cosMiddle - 3);
  return B * a * (sigma - b * sinSigma * (cosMiddle + (b / 4) * (cosSigma * square - last)));
}

/** Return the length in metres of a line. @param {number[][]} places lon, lat in degrees */
export function lengthM(places) {
  return places.slice(1).reduce((sum, place, index) => sum + distanceM(places[index], place), 0);
}

/**
 * Return the area in square metres of a polygon whose sides do not cross, whichever way round it runs.
 *
 * The ellipsoid is laid on the sphere of the same surface (authalic latitudes), where the excess of each side's strip down
 * to the equator is exact; sides of some kilometres bend the same on both.
 * @param {number[][]} ring lon, lat in degrees, the first not repeated
 */
export function areaM2(ring) {
  const half = ring.map(([, lat]) => Math.tan(authalic(rad(lat)) / 2));
  const excess = ring.reduce((sum, [lon], index) => {
    const after = (index + 1) % ring.length;
    const turn = Math.tan(rad(ring[after][0] - lon) / 2);
    return sum + 2 * Math.atan2(turn * (half[index] + half[after]), 1 + half[index] * half[after]);
  }, 0);
  return (Math.abs(excess) * (A * A * (1 - E2) * POLE)) / 2;
}

/** Whether two sides of a polygon cross: then it has no one area. @param {number[][]} ring the first not repeated */
export function crossesItself(ring) {
  const side = (index) => [ring[index], ring[(index + 1) % ring.length]];
  for (let i = 0; i < ring.length; i++)
    for (let j = i + 2; j < ring.length; j++)
      if (!(i === 0 && j === ring.length - 1) && cross(...side(i), ...side(j))) return true;
  return false;
}

function cross(a, b, c, d) {
  const turn = (p, q, r) => Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}

const qOf = (sine) => sine / (1 - E2 * sine * sine) + Math.atanh(E * sine) / E;
const POLE = qOf(1);
const authalic = (lat) => Math.asin(qOf(Math.sin(lat)) / POLE);

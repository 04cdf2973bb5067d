/* Where each mark of a point stands in the present view: on its site, beside its neighbours, or in a crowd. */
import { CROWD_FROM, crowdRadius, groupNear, joinOverlapping, mixOf, setApart } from "./crowds.js";
import { placer } from "./marks.js";
import { spread } from "./spread.js";
import { scaleOfMarks, state } from "./state.js";

/** From this zoom on every mark stands by itself. */
export const CROWDS_UNTIL_ZOOM = 13;
// Marks whose middles are nearer than this cover each other at overview.
const REACH_PX = 19;

/** Return the radius of a mark in the present view, in pixels. */
export const radius = () => Math.max(4, Math.min(8, state.map.getZoom() * 0.9 - 4.6)) * scaleOfMarks();

/** Place every visible point; afterwards `sx`, `sy` and `crowd` of each say where it is drawn. */
export function arrange() {
  const place = placer();
  const points = state.ranking.filter((mark) => mark.kind === "point");
  const r = radius();
  for (const mark of points) {
    const site = place(mark);
    const [dx, dy] = mark.site.length > 1 ? spread(mark.rank, r) : [0, 0];
    Object.assign(mark, { sx: site.x + dx, sy: site.y + dy, crowd: null });
  }
  state.crowds = state.map.getZoom() < CROWDS_UNTIL_ZOOM ? crowdsOf(points, place) : [];
}

/** Return the crowds among points; those of one place are always in one. */
function crowdsOf(points, place) {
  // In the order of the data and not of the year: a crowd stays where it is while the years run.
  const sites = points.map((mark) => ({ ...place(mark), mark })).sort((a, b) => a.mark.index - b.mark.index);
  const scale = scaleOfMarks();
  const radiusOf = (count) => (count < CROWD_FROM ? radius() : crowdRadius(count) * scale);
  const crowds = [];
  for (const group of joinOverlapping(groupNear(sites, REACH_PX * scale), radiusOf)) {
    const marks = group.points.map(({ mark }) => mark);
    if (marks.length < CROWD_FROM) {
      besideEachOther(group.points);
      continue;
    }
    const { x, y } = group;
    const crowd = { x, y, marks, radius: group.radius, mix: mixOf(marks.map((mark) => mark.stage)) };
    for (const mark of marks) Object.assign(mark, { sx: x, sy: y, crowd });
    crowds.push(crowd);
  }
  return crowds;
}

function besideEachOther(points) {
  const places = points.length === 2 ? setApart(points, 2 * radius() + 1) : points;
  points.forEach(({ mark }, index) => Object.assign(mark, { sx: places[index].x, sy: places[index].y }));
}

/** Return the crowd at a point of the map (container pixels), null when there is none. */
export function crowdAt(point) {
  const { x, y } = state.map.containerPointToLayerPoint(point);
  return state.crowds.find((crowd) => Math.hypot(crowd.x - x, crowd.y - y) <= crowd.radius + 2) || null;
}

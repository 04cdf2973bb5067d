/* What one map holds from call to call. A page has one map, so this is one object; every module imports it. */

/** @type {any} */
export const state = {
  map: null,
  config: null,
  command: null,
  /** The chosen thing, "zone:青西", "project:ID" … or empty. */
  focus: "",
  /** Data are read and drawn. */
  ready: false,
  /** Nobody has moved the map yet: it keeps showing the whole. */
  untouched: true,
  marks: [],
  sites: [],
  /** Marks that are drawn as the very same area or line. */
  grounds: [],
  /** Visible marks, the further along first. */
  ranking: [],
  /** Counts that stand for marks that fall on each other in the present view. */
  crowds: [],
  /** Names of projects on the map: {mark, lines, box, chosen}. */
  placedNames: [],
  /** The zoom they were placed for: while it lasts they stay where they are. */
  namesZoom: 0,
  /** What the visitor switched; the page around remembers it for the visit. */
  options: { hide: [], base: "none" },
  /** The tool in hand; while there is one, clicks choose nothing. */
  tool: "",
  /** A deck always shows names: nobody presents a nameless dot. */
  alwaysNames: false,
  /** The mark under the pointer. */
  hovered: null,
  zones: [],
  labels: [],
  areaPoints: {},
  /** Bounds of towns and districts by key, "town:朱家角镇". */
  areaBounds: {},
  areaCounts: {},
  stations: null,
  canvas: null,
  /** How often the marks were painted, and with which project chosen. */
  painted: 0,
  paintedChoice: "",
  home: null,
  /** What a link without a view names; shown whole at the start. */
  startFocus: "",
  /** What the zones show: chosen thing, held zones, colours. */
  marked: "",
  /** The last flight and the last question taken from a command. */
  flown: "",
  shownWhat: "",
  /** Takes clicks: `({pids, zones, area, focus})`; the page around the map, or a deck, puts it here. */
  tell: null,
  /** Takes what is drawn, where there is a page that wants it. */
  tellEdit: null,
  /** What the zones are coloured by, null for their own colours, and the same as text. */
  colour: null,
  colourText: "null",
  /** Takes what to colour the zones by, and opens the quote of a figure. */
  tellColour: null,
  openQuote: null,
  /** Takes the corners of an area to select by, none for everything. */
  tellArea: null,
  /** Somebody draws: a click means a place, not a project. */
  editing: false,
};

/** Return kind and name of a focus such as "zone:青西". @param {string} focus */
export function split(focus) {
  const at = (focus || "").indexOf(":");
  return at < 0 ? ["", ""] : [focus.slice(0, at), focus.slice(at + 1)];
}

/** Return the look of a stage; one without a reported stage has its own. @param {number} stage */
export function lookOf(stage) {
  return state.config.stages[stage] || state.config.noStage;
}

/** Return how much larger than on a desk everything is drawn: a wall is read from further away. */
export function scaleOfMarks() {
  return state.config.markScale || 1;
}

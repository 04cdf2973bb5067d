/* What the player of a deck holds from call to call; `window.player` is this object, for tests and messages. */

/** @type {any} */
export const player = {
  /** "present" full, "preview" inside the app, "picture" while it is painted. */
  mode: "present",
  book: null,
  byId: new Map(),
  deck: null,
  index: 0,
  scene: null,
  frame: null,
  year: 0,
  /** What the quote panel shows, empty while it is closed, and everything under that click. */
  panelOpen: "",
  here: [],
  parts: {},
  /** Whether the page is laid out for paper. */
  printing: false,
  running: 0,
  auto: false,
};

/** Whether the player stands in a page of the app rather than alone. */
export const inFrame = window.parent !== window;

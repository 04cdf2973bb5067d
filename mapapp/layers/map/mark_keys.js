/* Marks by keyboard: one stop of the Tab key, arrow keys from mark to mark, Enter opens. What is heard is one option at a
 * time; what is seen is a ring around the mark, and its tip. */
import { el } from "./dom.js";
import { nearestIn } from "./directions.js";
import { placer } from "./marks.js";
import { openCrowd, report, tip, wordsOfCrowd } from "./pointing.js";
import { lookOf, state } from "./state.js";
import { t } from "./words.js";

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

let ring = null;
let list = null;
let option = null;
/** The mark or crowd the keyboard stands on. */
let active = null;

/** Put the list of marks on the map, behind the zones in the order of the Tab key. */
export function addMarkKeys(map) {
  option = el("div", { role: "option", id: "mark-option", "aria-selected": "true" }, t("no_marks"));
  const heard = { role: "listbox", tabindex: "0", "aria-label": t("marks"), "aria-activedescendant": "mark-option" };
  list = el("div", { class: "mark-keys unseen", ...heard }, option);
  ring = el("div", { class: "mark-ring", hidden: true });
  list.addEventListener("focus", () => stand(active && isShown(active) ? active : things()[0]));
  list.addEventListener("blur", leave);
  list.addEventListener("keydown", press);
  map.getContainer().append(list);
  map.getPane("names").append(ring);
  map.on("zoomend moveend", () => document.activeElement === list && stand(active));
}

/** Everything that can be stood on in the present view, from the upper left on. */
function things() {
  const { map } = state;
  const size = map.getSize();
  const inView = (thing) => {
    const { x, y } = map.layerPointToContainerPoint(pointOf(thing));
    return x >= 0 && y >= 0 && x <= size.x && y <= size.y;
  };
  const alone = state.ranking.filter((mark) => !mark.crowd);
  const found = [...state.crowds, ...alone].filter(inView);
  const row = (thing) => Math.round(pointOf(thing).y / 40);
  return found.sort((a, b) => row(a) - row(b) || pointOf(a).x - pointOf(b).x);
}

const isShown = (thing) => (thing.marks ? state.crowds.includes(thing) : thing.shown && !thing.crowd);

/** Return where a mark or crowd stands, in layer pixels. */
function pointOf(thing) {
  if (thing.marks) return thing;
  return thing.kind === "point" ? { x: thing.sx, y: thing.sy } : placer()(thing.anchors[0]);
}

function press(event) {
  const all = things();
  if (event.key in STEPS)
    stand(nearestIn(all.map(pointOf), pointOf(active || all[0]), STEPS[event.key], all) || active);
  else if (event.key === "Home") stand(all[0]);
  else if (event.key === "End") stand(all[all.length - 1]);
  else if ((event.key === "Enter" || event.key === " ") && active) open(active);
  else return;
  event.preventDefault();
  event.stopPropagation(); // the map itself would move
}

function open(thing) {
  if (thing.marks) openCrowd(thing);
  else report({ zones: [], pids: [thing.id], area: "" });
}

/** Stand on a mark or crowd: say it, ring it, show its tip. */
function stand(thing) {
  active = thing && isShown(thing) ? thing : things()[0] || null;
  if (!active) {
    leave();
    option.textContent = t("no_marks");
    return;
  }
  const at = pointOf(active);
  const words = active.marks ? wordsOfCrowd(active) : { text: active.name, note: lookOf(active.stage).term };
  option.textContent = `${words.text} ${words.note}`;
  ring.hidden = false;
  ring.style.transform = `translate(${Math.round(at.x)}px, ${Math.round(at.y)}px)`;
  tip({ ...words, point: state.map.layerPointToContainerPoint(at) });
}

function leave() {
  ring.hidden = true;
  tip(null);
}

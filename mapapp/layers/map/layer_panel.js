/* The panel of layers: what can be seen, and what lies under it. */
import { lay } from "./base_layers.js";
import { button, el } from "./dom.js";
import { showGround } from "./ground.js";
import { forgetLayout } from "./layout.js";
import { takeCommand } from "./marks.js";
import { countAreas } from "./names.js";
import { paint } from "./paint.js";
import { isOn, knownLayers, LAYERS } from "./shown_layers.js";
import { state } from "./state.js";
import { addAction, makeSheet } from "./tools.js";
import { t } from "./words.js";
import { takeColour } from "./zone_colours.js";
import { markFocus, showZones } from "./zones.js";

/** Put the button and its panel into the column. */
export function addLayerPanel(map, column) {
  const opener = addAction(column, "layers", t("layers"), t("layers_hint"), () => open(sheet.hidden));
  const sheet = makeSheet(column, "layer-panel", t("layers"));
  opener.setAttribute("aria-expanded", "false");
  const open = (wanted) => {
    sheet.hidden = !wanted;
    opener.setAttribute("aria-expanded", String(wanted));
    if (wanted) map.fire("sheet", { sheet });
  };
  const rows = [...LAYERS.map((id) => [id, t(`layer_${id}`)]), ...kinds()].map(([id, words]) => {
    const box = el("input", { type: "checkbox", "data-layer": id, change: () => switchLayer(id, box.checked) });
    return { box, row: el("label", "", box, words), id };
  });
  const bases = [
    ["none", t("base_none"), ""],
    ...state.config.bases.map((base) => [base.id, base.title, base.note]),
  ].map(([id, words, note]) => {
    const box = el("input", { type: "radio", name: "base", value: id, change: () => change({ base: id }) });
    return { box, row: el("label", "", box, words, note && el("small", "", note)), id };
  });
  const clear = button({ class: "all-layers" }, () => change({ hide: [] }), t("layers_all"));
  const part = (title, list) => el("fieldset", "", el("legend", "", title), ...list.map(({ row }) => row));
  sheet.append(
    part(t("layers_shown"), rows.slice(0, LAYERS.length)),
    part(t("layers_kinds"), rows.slice(LAYERS.length)),
    part(t("base"), bases),
    clear,
  );
  const show = () => {
    for (const { box, id } of rows) box.checked = isOn(id);
    for (const { box, id } of bases) box.checked = state.options.base === id;
    clear.hidden = !state.options.hide.length;
    // What is hidden is missed by nobody unless the button says so.
    opener.classList.toggle("some-off", state.options.hide.length > 0);
    opener.title = state.options.hide.length ? t("layers_off", { count: state.options.hide.length }) : t("layers_hint");
  };
  sheet.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    open(false);
    opener.focus();
  });
  map.on("options", show);
  map.on("click", () => open(false));
  map.on("sheet", (event) => event.sheet !== sheet && open(false));
  show();
}

const kinds = () => state.config.kinds.map(([id, term]) => [`kind:${id}`, term]);

function switchLayer(id, on) {
  const rest = state.options.hide.filter((other) => other !== id);
  change({ hide: on ? rest : [...rest, id] });
}

/** Show other layers, and tell the page around, which keeps them in the address. */
function change(options) {
  takeLayers(options);
  state.map.fire("options");
}

const isBase = (id) => id === "none" || state.config.bases.some((base) => base.id === id);

/** Return what is switched, for an address: the base layer only where it is not the one of the workspace. */
export function switchedLayers() {
  const { hide, base } = state.options;
  return { hide, base: base === state.config.base ? "" : base };
}

/** Show the layers that an address or a scene asks for; names that mean nothing are left out. @param {any} options */
export function takeLayers({ hide, base }) {
  if (hide !== undefined) state.options.hide = knownLayers(hide);
  // Said in an empty word: what the workspace shows where nobody chose.
  if (base !== undefined) state.options.base = isBase(base) ? base : state.config.base;
  if (!state.ready) return;
  showGround();
  showZones();
  lay();
  if (!state.command) return;
  if (takeColour(state.command.colour || null)) markFocus();
  takeCommand(state.command);
  countAreas();
  forgetLayout();
  paint();
}

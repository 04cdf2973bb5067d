/* The panel in which a visitor chooses what the zones are coloured by; the page around measures them and sends the answer. */
import { el } from "./dom.js";
import { state } from "./state.js";
import { addAction, makeSheet } from "./tools.js";
import { t } from "./words.js";

const MEASURES = ["", "stage", "kept", "density"];

/** Put the button and its panel into the column. */
export function addColourPanel(map, column) {
  const opener = addAction(column, "colours", t("colour"), t("colour_hint"), () => open(sheet.hidden));
  const sheet = makeSheet(column, "colour-panel", t("colour_by"));
  opener.setAttribute("aria-expanded", "false");
  const open = (wanted) => {
    sheet.hidden = !wanted;
    opener.setAttribute("aria-expanded", String(wanted));
    if (!wanted) return;
    show();
    map.fire("sheet", { sheet });
  };
  const choose = (by) => state.tellColour && state.tellColour(by);
  const radio = (value, words, change) => {
    const input = el("input", { type: "radio", name: "colour", value, change });
    return { input, row: el("label", "", input, words) };
  };
  const plain = MEASURES.map((by) => radio(by, t(`colour_${by || "own"}`), () => choose(by)));
  const { figures } = state.config;
  const list = el(
    "select",
    { "aria-label": t("colour_figure"), change: () => choose(list.value) },
    figures.map(([id, words]) => el("option", { value: id }, words)),
  );
  const figure = radio("figure", t("colour_figure"), () => choose(list.value));
  sheet.append(
    el(
      "fieldset",
      "",
      el("legend", "", t("colour_by")),
      plain.map(({ row }) => row),
      figures.length > 0 && figure.row,
    ),
    ...(figures.length ? [list] : []),
  );
  const show = () => {
    const by = (state.command && state.command.colour && state.command.colour.by) || "";
    for (const { input } of plain) input.checked = input.value === by;
    figure.input.checked = by.startsWith("figure:");
    if (figure.input.checked) list.value = by;
    opener.classList.toggle("some-off", by !== "");
  };
  sheet.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    open(false);
    opener.focus();
  });
  map.on("colour", show);
  map.on("click", () => open(false));
  map.on("sheet", (event) => event.sheet !== sheet && open(false));
  show();
}

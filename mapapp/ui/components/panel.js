/* The panel: draws a card from plain data. Every string becomes a text node; there is no markup in the data. */
import { button, el } from "../../layers/map/dom.js";
import { CARDS } from "./panel_cards.js";
import { comparison, holdButton } from "./panel_compare.js";
import { translator } from "./translate.js";
import { loadLooks, speakPage, teller, wear, ZH } from "./streamlit_parts.js";

// How far below the upper edge the sentence stands to which a passage opens.
const ABOVE_QUOTE_PX = 180;

const looks = await loadLooks(new URL("./panel.css", import.meta.url));

export function draw(component) {
  const { data, parentElement } = component;
  wear(parentElement, looks);
  speakPage(data.tag);
  const root = parentElement.querySelector(".panel");
  const tell = teller(component);
  /** What every part of the card draws with. @type {import("./panel_parts.js").Kit} */
  const kit = {
    t: translator("panel", data.lang),
    style: data.style,
    lang: data.lang,
    editable: data.editable,
    tell,
    open: (focus) => tell("open", focus),
  };
  root.setAttribute("aria-label", kit.t("details"));
  const serial = JSON.stringify(data);
  if (root.serial === serial) return;
  const sameCard = root.dataset.card === data.card.kind + data.card.title;
  const top = sameCard ? root.scrollTop : 0;
  root.serial = serial;
  root.dataset.card = data.card.kind + data.card.title;
  const parts = [tabs(kit, data), comparison(kit, data, root), head(kit, data), CARDS[data.card.kind](kit, data.card)];
  root.replaceChildren(...parts.flat().filter(Boolean));
  root.dataset.focus = data.focus;
  root.dataset.turn = String(Number(root.dataset.turn || 0) + 1);
  root.scrollTop = top;
  root.onkeydown = (event) => {
    if (event.key === "Escape") kit.open("");
  };
  const here = root.querySelector("mark.here");
  if (here) root.scrollTop = here.offsetTop - ABOVE_QUOTE_PX;
}

/** Everything under the last click. */
function tabs(kit, { here, focus }) {
  if (here.length < 2) return null;
  const tab = (item) =>
    button(
      { class: item.focus === focus ? "on" : "", "data-focus": item.focus },
      () => kit.open(item.focus),
      item.name,
    );
  return el("nav", { class: "here", "aria-label": kit.t("under_click") }, here.map(tab));
}

function head(kit, data) {
  const { t, open } = kit;
  const overview = data.card.kind === "overview";
  const close = { class: "close", "aria-label": t("close"), title: t("close_hint") };
  return el(
    "header",
    "",
    data.back ? button("back", () => open(data.back.focus), "‹ ", data.back.name) : null,
    overview ? null : button(close, () => open(""), "×"),
    el("h2", { lang: overview ? null : ZH }, data.card.title),
    data.card.subtitle ? el("p", "soft", data.card.subtitle) : null,
    data.card.kind === "zone" ? holdButton(kit, data) : null,
    data.editable && ["zone", "town"].includes(data.card.kind)
      ? button("edit", () => kit.tell("edit", data.focus), t("redraw"))
      : null,
  );
}

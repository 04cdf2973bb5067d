/* A scene on paper: while the browser prints, the map is a square of its own size that fits a page either way up. */
import { el } from "../../layers/map/dom.js";
import { state } from "../../layers/map/state.js";
import { refreshView } from "./play.js";
import { player } from "./player.js";

let dark = false;

/** Lay the page out for paper while it is printed, and as it was afterwards. */
export function listenForPrinting() {
  window.addEventListener("beforeprint", () => {
    if (player.mode !== "present" || player.printing) return;
    dark = document.body.classList.contains("dark");
    document.body.classList.remove("dark");
    turn(true);
    for (const canvas of canvases()) canvas.after(pictureOf(canvas));
  });
  window.addEventListener("afterprint", () => {
    if (!player.printing) return;
    for (const picture of document.querySelectorAll(".printed")) picture.remove();
    document.body.classList.toggle("dark", dark);
    turn(false);
  });
}

function turn(printing) {
  player.printing = printing;
  document.body.classList.toggle("printing", printing);
  refreshView();
}

const canvases = () => state.map.getContainer().querySelectorAll("canvas");

/* A browser prints a canvas by drawing it again, and what was cleared in it comes out as white paper over the ground. */
function pictureOf(canvas) {
  const picture = el("img", { class: "printed", alt: "" });
  picture.src = canvas.toDataURL();
  picture.style.cssText = canvas.style.cssText;
  return picture;
}

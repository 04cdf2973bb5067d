/* The share button; it stands on every page, so it also says which language the page speaks. */
import { el } from "../../layers/map/dom.js";
import { translator } from "./translate.js";
import { loadLooks, speakPage, wear } from "./streamlit_parts.js";

const COPIED_MS = 1600;
const looks = await loadLooks(new URL("./share.css", import.meta.url));

export function draw({ data, parentElement }) {
  const t = translator("share", data.lang);
  wear(parentElement, looks);
  speakPage(data.tag);
  if (parentElement.querySelector(".address")) return;
  // Made here and not part of the page before: a button that stands before its script has come loses the click.
  const share =
    parentElement.querySelector(".share") ??
    parentElement.appendChild(el("button", { class: "share", type: "button" }));
  // A run of the page while the word still stands must not take it away.
  if (Date.now() > Number(share.dataset.copiedUntil ?? 0)) share.textContent = t("share");
  share.title = t("hint");
  share.onclick = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      share.dataset.copiedUntil = String(Date.now() + COPIED_MS);
      share.textContent = t("copied");
      setTimeout(() => {
        share.textContent = t("share");
      }, COPIED_MS);
    } catch {
      // Without a secure page browsers refuse to copy: show the address to be copied by hand.
      const field = el("input", { class: "address", readonly: true, "aria-label": t("link") });
      field.value = location.href;
      share.replaceWith(field);
      field.select();
    }
  };
}

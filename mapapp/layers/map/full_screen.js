/* The map over the whole screen. */
import { addAction } from "./tools.js";
import { t } from "./words.js";

/** Put the button into the column, where the browser can fill the screen at all. */
export function addFullScreen(column) {
  if (!document.fullscreenEnabled) return;
  const made = addAction(column, "full", t("full"), t("full_hint"), () => {
    const refused = () => {}; // a browser may refuse; then the map stays as it is
    if (document.fullscreenElement) document.exitFullscreen().catch(refused);
    else document.documentElement.requestFullscreen().catch(refused);
  });
  made.setAttribute("aria-pressed", "false");
  document.addEventListener("fullscreenchange", () =>
    made.setAttribute("aria-pressed", String(Boolean(document.fullscreenElement))),
  );
}

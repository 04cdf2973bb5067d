/* Asks every few seconds whether somebody changed something, and offers to show it; until then nothing on the page moves.
 *
 * A page nobody looks at does not ask. */
import { button, el } from "../../layers/map/dom.js";
import { translator } from "./translate.js";
import { loadLooks, teller, wear } from "./streamlit_parts.js";

const EVERY_MS = 4000;

const looks = await loadLooks(new URL("./changes.css", import.meta.url));

/* The newest revision of which the visitor made every change himself: nothing to offer him. */
export const own = { revision: 0 };

/* What asks ends when the line is drawn anew. */
let listeners = new AbortController();

export function draw(component) {
  const { data, parentElement } = component;
  wear(parentElement, looks);
  const bar = parentElement.querySelector(".changes");
  const t = translator("changes", data.lang);
  const tell = teller(component);
  listeners.abort();
  listeners = new AbortController();
  const { signal } = listeners;
  const show = (revision) => {
    const fresh = revision === data.revision || revision === own.revision;
    if (bar.hidden === fresh) return;
    bar.hidden = fresh;
    bar.replaceChildren();
    if (!fresh)
      bar.append(
        el("span", "", t("changed")),
        loadButton(t, () => tell("load", revision)),
      );
  };
  const ask = async () => {
    if (document.hidden || signal.aborted) return;
    try {
      const answer = await fetch(new URL(data.url, document.baseURI), { signal, cache: "no-store" });
      if (answer.ok) show((await answer.json()).revision);
    } catch {
      // The server is away or the page is drawn anew: the next question will tell.
    }
  };
  bar.hidden = true;
  bar.replaceChildren();
  const clock = setInterval(ask, EVERY_MS);
  signal.addEventListener("abort", () => clearInterval(clock));
  document.addEventListener("visibilitychange", ask, { signal });
}

function loadButton(t, act) {
  const made = button(
    "",
    () => {
      made.disabled = true;
      act();
    },
    t("load"),
  );
  return made;
}

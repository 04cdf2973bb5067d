/* Tells the address the browser went to by Back or Forward, and remembers the district for the next visit. */
import { teller } from "./streamlit_parts.js";

/* The watch ends when it is drawn anew. */
let listeners = new AbortController();

const YEAR_S = 31_536_000;

export function draw(component) {
  const { district } = component.data;
  if (district)
    document.cookie = `mapapp_district=${encodeURIComponent(district)}; path=/; max-age=${YEAR_S}; SameSite=Lax`;
  const tell = teller(component);
  listeners.abort();
  listeners = new AbortController();
  window.addEventListener("popstate", () => tell("moved", location.search), { signal: listeners.signal });
}

/* What every component does with Streamlit: tell something, and wear its looks. */

/**
 * Return a function that tells Python something under a name.
 *
 * A state and not a trigger: a trigger that waits behind another run is lost when a third one comes. The time tells the
 * same thing said twice apart, and which of two parts of the page spoke last; the function returns it.
 */
export function teller({ setStateValue }) {
  return (/** @type {string} */ what, /** @type {any} */ value) => {
    const t = performance.timeOrigin + performance.now();
    setStateValue(what, { value, t });
    return t;
  };
}

/** Return the style sheet at an address; a module waits for it before it draws, so nothing is seen without its looks. */
export async function loadLooks(address) {
  const sheet = new CSSStyleSheet();
  const answer = await fetch(address);
  if (answer.ok) sheet.replaceSync(await answer.text());
  return sheet;
}

/** Let a component's part of the page (its shadow root, or the page) wear a style sheet. */
export function wear(parentElement, sheet) {
  const root = parentElement.getRootNode();
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

/** Say on the page which language it speaks; Streamlit always says "en". */
export function speakPage(tag) {
  // Saying the same anew would have the browser look at every style of the page.
  if (document.documentElement.lang !== tag) document.documentElement.lang = tag;
}

/** What documents say is Chinese, whatever language the page speaks. */
export const ZH = "zh-CN";

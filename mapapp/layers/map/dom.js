/* Making elements. Children that are text become text nodes: nothing here reads markup. */

/**
 * Return an element.
 * @param {string} tag
 * @param {string | Record<string, any> | null} attributes a class name, or attributes; null, undefined and false are left
 *   out, functions listen ({click: …}), `style` takes an object of properties
 * @param {...any} children nodes, texts, or lists of them; null, undefined, false and "" are left out
 * @returns {any}
 */
export function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  const given = typeof attributes === "string" ? { class: attributes || null } : attributes || {};
  for (const [key, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(key, value);
    else if (key === "style") for (const [name, look] of Object.entries(value)) node.style.setProperty(name, look);
    else node.setAttribute(key, value === true ? "" : value);
  }
  put(node, children);
  return node;
}

/** Return an SVG element with plain attributes. @param {string} tag @param {Record<string, any>} attributes */
export function svg(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  put(node, children);
  return node;
}

/** Return a button that does something. @param {any} attributes @param {(event: Event) => void} act */
export function button(attributes, act, ...children) {
  const given = typeof attributes === "string" ? { class: attributes || null } : attributes;
  return el("button", { type: "button", ...given, click: act }, ...children);
}

function put(node, children) {
  for (const child of children.flat(Infinity))
    if (child !== null && child !== undefined && child !== false && child !== "") node.append(child);
}

/* The filters: fold-outs with counts, and chips of what is set. Nodes are kept from answer to answer, so that focus and a
 * click under way are never lost; every word becomes a text node. */
/* What listens on the page ends when the filters are drawn anew: nodes that are gone must not be kept alive. */
let ears = new AbortController();

export default function (component) {
  const { data, parentElement, tell } = component;
  const root = parentElement.querySelector(".filters");
  if (!root) return;
  const bar = root.bar || (root.bar = begin(root));
  bar.tell = tell;
  bar.draw(data);
}

function begin(root) {
  const facets = new Map(), bar = { open: "", tell: () => {} };
  const row = node("div", "facets"), chips = node("div", "chips"), clear = node("button", "clear");
  row.setAttribute("role", "group");
  clear.addEventListener("click", () => bar.tell("drop", { key: "", value: "" }));
  root.append(row, chips);

  bar.draw = (data) => {
    for (const facet of data.facets) {
      if (!facets.has(facet.key)) facets.set(facet.key, makeFacet(facet.key));
      const { button, words, fold } = facets.get(facet.key);
      setText(words, facet.label);
      fold.setAttribute("aria-label", facet.name);
      button.classList.toggle("set", facet.label !== facet.name);
    }
    if (data.fold) fill(facets.get(data.fold.key), data.fold);
    drawChips(data);
    /* The question changed under an open fold-out: its counts are asked for again. */
    if (bar.open && (!data.fold || data.fold.key !== bar.open)) bar.tell("fold", bar.open);
    root.dataset.turn = String(Number(root.dataset.turn || 0) + 1);
  };

  function makeFacet(key) {
    const box = node("div", "facet"), button = node("button", "name"), words = node("span", ""), fold = node("div", "fold");
    button.append(words, node("span", "arrow"));
    button.setAttribute("aria-expanded", "false");
    button.dataset.facet = key;
    fold.setAttribute("role", "group");
    fold.hidden = true;
    const options = node("div", "options"), note = node("p", "note");
    fold.append(options, note);
    box.append(button, fold);
    row.append(box);
    const made = { key, button, words, fold, options, note, known: new Map() };
    button.addEventListener("click", () => (bar.open === key ? close() : unfold(made)));
    return made;
  }

  function unfold(facet) {
    close();
    bar.open = facet.key;
    facet.fold.hidden = false;
    facet.button.setAttribute("aria-expanded", "true");
    keepInside(facet);
    bar.tell("fold", facet.key);
  }

  function close(giveBack) {
    const facet = facets.get(bar.open);
    bar.open = "";
    if (!facet) return;
    facet.fold.hidden = true;
    facet.button.setAttribute("aria-expanded", "false");
    if (giveBack) facet.button.focus();
  }

  function fill(facet, fold) {
    const seen = new Set();
    for (const [value, word, count, chosen] of fold.options) {
      seen.add(value);
      if (!facet.known.has(value)) facet.known.set(value, makeOption(facet, value));
      const option = facet.known.get(value);
      setText(option.words, word);
      setText(option.count, String(count));
      option.words.lang = fold.named ? "zh-CN" : "";
      option.button.setAttribute("aria-pressed", String(chosen));
      option.button.classList.toggle("none", count === 0 && !chosen);
    }
    for (const [value, option] of facet.known) if (!seen.has(value)) { option.button.remove(); facet.known.delete(value); }
    setText(facet.note, fold.note);
    if (bar.open === facet.key) keepInside(facet);
  }

  function makeOption(facet, value) {
    const button = node("button", "option"), words = node("span", ""), count = node("span", "count");
    button.append(words, " ", count);
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      const values = [...facet.known].filter(([, option]) => option.button.getAttribute("aria-pressed") === "true").map(([one]) => one);
      bar.tell("pick", { key: facet.key, values });
    });
    facet.options.append(button);
    return { button, words, count };
  }

  function drawChips(data) {
    const kept = new Map([...chips.querySelectorAll(".chip")].map((chip) => [chip.dataset.chip, chip]));
    setText(clear, data.clear);
    if (!data.chips.length) clear.remove();
    else if (!clear.isConnected) chips.prepend(clear);
    for (const chip of data.chips) {
      const id = chip.key + ":" + chip.value;
      let button = kept.get(id);
      kept.delete(id);
      if (!button) {
        button = node("button", "chip");
        button.dataset.chip = id;
        button.append(node("span", ""), node("span", "", " \u00D7"));
        button.addEventListener("click", () => bar.tell("drop", { key: chip.key, value: chip.value }));
      }
      setText(button.firstChild, chip.word);
      button.firstChild.lang = chip.named ? "zh-CN" : "";
      if (chips.lastChild !== button) chips.append(button);
    }
    for (const gone of kept.values()) gone.remove();
  }

  function keepInside(facet) {
    facet.fold.style.left = "0px";
    const over = facet.fold.getBoundingClientRect().right - (document.documentElement.clientWidth - 12);
    if (over > 0) facet.fold.style.left = -over + "px";
  }

  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && bar.open) close(true);
  });
  /* Whoever goes on to something else is done choosing; a click in the map's frame only shows as a lost focus. */
  ears.abort();
  ears = new AbortController();
  document.addEventListener("pointerdown", (event) => {
    const facet = facets.get(bar.open);
    if (facet && !event.composedPath().includes(facet.fold) && !event.composedPath().includes(facet.button)) close();
  }, { capture: true, signal: ears.signal });
  window.addEventListener("blur", () => close(), { signal: ears.signal });
  return bar;
}

function node(tag, name, text) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (tag === "button") made.type = "button";
  if (text) made.textContent = text;
  return made;
}

function setText(target, text) {
  if (target.textContent !== text) target.textContent = text;
}

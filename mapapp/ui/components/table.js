/* A table that explains itself: sorts in the browser, opens a row to its sentences, leads to the map.
 * Every string becomes a text node; there is no markup in the data. */
export default function (component) {
  const { data, parentElement, tell } = component;
  const root = parentElement.querySelector(".sheet");
  document.documentElement.lang = data.tag;
  const say = speaker(data.lang), zh = "zh-CN"; // names and quotes are Chinese on every page
  root.setAttribute("aria-label", say("table"));
  const serial = JSON.stringify(data);
  if (root.dataset.serial === serial) return;
  root.dataset.serial = serial;
  const open = (focus) => tell("open", focus);
  const el = (tag, attributes, ...children) => {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (key === "onclick") node.addEventListener("click", value);
      else node.setAttribute(key, value === true ? "" : value);
    }
    for (const child of children.flat(3)) if (child !== null && child !== undefined && child !== "") node.append(child);
    return node;
  };
  const state = { sort: -1, down: false, shown: data.page_size };
  const text = (cell) => (cell === null || cell === undefined ? "" : typeof cell === "object" ? cell.text ?? "" : cell);
  const rank = (cell) => (cell !== null && typeof cell === "object" && "rank" in cell ? cell.rank : text(cell));

  const draw = {
    text: (cell) => [text(cell), cell && cell.note ? el("small", {}, cell.note) : null],
    number: (cell) => [text(cell), cell && cell.note ? el("small", {}, cell.note) : null],
    link: (cell) => [cell.focus ? el("button", { type: "button", class: "link", lang: zh, "data-focus": cell.focus, onclick: () => open(cell.focus) }, cell.text) : cell.text, cell.note ? el("small", {}, cell.note) : null],
    verdict: (cell) => (cell && cell.symbol ? [el("span", { class: "verdict", style: `color:${cell.colour}`, "aria-hidden": "true" }, cell.symbol), cell.text] : ""),
    review: (cell) => (cell && cell.symbol ? el("span", { class: "review", title: cell.note || null }, el("span", { class: "verdict", "aria-hidden": "true" }, cell.symbol), cell.text) : el("span", { class: "nothing" }, say("unreviewed"))),
    heat: (cell) => (cell && cell.rank ? el("span", { class: "heat", style: `background:rgba(47,106,140,${(0.1 + 0.5 * cell.share).toFixed(2)});color:#1f2933`, title: cell.note || null }, String(cell.rank)) : el("span", { class: "nothing" }, say("silent"))),
  };

  function detail(row) {
    return el("div", { class: "detail" }, row.detail.map((part) => part.quote
      ? el("blockquote", {}, el("h2", {}, part.label), el("p", { lang: zh }, part.quote), part.read ? el("button", { type: "button", class: "link", "data-focus": part.read, onclick: () => open(part.read) }, el("span", { lang: zh }, part.doc), say("read")) : null)
      : el("p", { class: "reason" }, part.label)));
  }

  function render() {
    let rows = data.rows;
    if (state.sort >= 0) {
      const key = state.sort;
      rows = [...rows].sort((a, b) => {
        const x = rank(a.cells[key]), y = rank(b.cells[key]);
        if (x === "" || y === "") return x === y ? 0 : x === "" ? 1 : -1;
        return (typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), "zh")) * (state.down ? -1 : 1);
      });
    }
    const head = el("tr", {}, data.columns.map((column, at) => el("th", { scope: "col", class: column.kind, style: column.width ? `width:${column.width}` : null, "aria-sort": state.sort === at ? (state.down ? "descending" : "ascending") : "none" },
      el("button", { type: "button", onclick: () => { state.down = state.sort === at ? !state.down : column.kind === "number" || column.kind === "heat"; state.sort = at; render(); } }, column.title, state.sort === at ? (state.down ? " ↓" : " ↑") : ""))));
    const body = el("tbody", {}, rows.slice(0, state.shown).map((row) => {
      const line = el("tr", {}, row.cells.map((cell, at) => {
        const column = data.columns[at];
        const first = at === 0 && row.detail && row.detail.length;
        const box = el(at === 0 ? "th" : "td", { class: column.kind, scope: at === 0 ? "row" : null });
        if (first) {
          const toggle = el("button", { type: "button", class: "fold", "aria-expanded": "false", "aria-label": say("unfold") }, "›");
          toggle.addEventListener("click", () => {
            const is = toggle.getAttribute("aria-expanded") === "true";
            toggle.setAttribute("aria-expanded", String(!is));
            if (is) line.nextSibling.remove();
            else line.after(el("tr", { class: "open" }, el("td", { colspan: data.columns.length }, detail(row))));
          });
          box.append(toggle);
        }
        box.append(...[draw[column.kind](cell)].flat(3).filter((item) => item !== null && item !== undefined && item !== ""));
        return box;
      }));
      return line;
    }));
    root.replaceChildren(
      ...[data.summary.length ? el("p", { class: "summary" }, data.summary.map((item) => el("span", {}, item.symbol ? el("i", { style: `color:${item.colour}` }, item.symbol) : null, el("b", {}, String(item.value)), item.text))) : null,
        data.note ? el("p", { class: "note" }, data.note) : null,
        data.rows.length ? el("table", {}, el("thead", {}, head), body) : el("p", { class: "empty" }, data.empty),
        data.rows.length > state.shown ? el("button", { type: "button", class: "more", onclick: () => { state.shown += data.page_size; render(); } }, say("more", { count: Math.min(data.page_size, data.rows.length - state.shown), total: data.rows.length })) : null].filter(Boolean));
    root.dataset.turn = String(Number(root.dataset.turn || 0) + 1);
  }
  render();
}

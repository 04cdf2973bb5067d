/* The review desk: text left, record right, decided by single keys. A key never waits for the server: the next record comes at
 * once, and what was said is said again until the server has heard it. A refusal or somebody else's word comes back. */
import { button, el } from "../../layers/map/dom.js";
import { own } from "./changes.js";
import { boxOf, drawRecord, readForm } from "./desk_record.js";
import { drawText, selectedWords } from "./desk_text.js";
import { translator } from "./translate.js";
import { loadLooks, speakPage, teller, wear } from "./streamlit_parts.js";

const looks = await loadLooks(new URL("./desk.css", import.meta.url));
const KEYS = ["accept", "edit", "reject", "same", "add", "undo", "next", "back"];
const LETTERS = { a: "accept", e: "edit", r: "reject", s: "same", n: "add", u: "undo", j: "next", k: "back" };

/* A message may be lost on its way, when the line breaks or the server is busy with another. */
const AGAIN_AFTER_MS = 3000;

/* What listens on the page ends when the desk is drawn in another place. */
let listeners = new AbortController();

export async function draw(component) {
  const { data, parentElement } = component;
  wear(parentElement, looks);
  speakPage(data.tag);
  const root = parentElement.querySelector(".desk");
  const known = root.desk;
  const desk =
    known || (root.desk = { root, pending: [], made: [], at: 0, mode: "", clash: null, refused: "", last: 0 });
  desk.data = data;
  desk.tell = teller(component);
  desk.t = translator("desk", data.lang);
  own.revision = data.own;
  listen(desk);
  if (desk.address !== data.file) {
    desk.address = data.file;
    const answer = await fetch(new URL(data.file, document.baseURI));
    if (!answer.ok || desk.address !== data.file) return;
    open(desk, await answer.json());
  }
  if (desk.file) hear(desk);
}

/** Lay a document on the desk. */
function open(desk, file) {
  Object.assign(desk, { file, pending: [], made: [], at: 0, mode: "", clash: null, refused: "" });
  desk.root.setAttribute("aria-label", desk.t("desk"));
  desk.textBox = el("div", { class: "desk-text", tabindex: 0, role: "region", "aria-label": desk.t("text") });
  desk.side = el("div", "desk-side");
  drawText(desk.textBox, file, (key) =>
    go(
      desk,
      file.records.findIndex((one) => one.key === key),
    ),
  );
  desk.root.replaceChildren(desk.textBox, desk.side);
  desk.at = Math.max(
    0,
    file.records.findIndex((one) => isOpen(desk, one.key)),
  );
}

/** Take in what the server says: what it heard, what it refused, where somebody else was first. */
function hear(desk) {
  const { heard, replies } = desk.data;
  for (const reply of replies.filter((one) => one.n > desk.last)) {
    const wish = desk.pending.find((one) => one.n === reply.n);
    desk.last = reply.n;
    if (reply.theirs && wish) desk.clash = { wish, reply };
    else desk.refused = reply.said;
    const at = desk.file.records.findIndex((one) => one.key === reply.key);
    if (at >= 0) desk.at = at;
  }
  desk.pending = desk.pending.filter((one) => one.n > heard);
  // What is being typed is not taken away by an answer.
  if (!desk.mode) show(desk);
}

/** What holds of a record: what was just said, else what the server keeps. */
function statusOf(desk, key) {
  const wish = desk.pending.findLast((one) => one.key === key);
  const kept = desk.data.said[key];
  if (!wish) return kept;
  if (wish.verb === "undo") return undefined;
  if (wish.verb === "accept" && kept && desk.data.two && !kept.mine) return { ...kept, done: true };
  return { verdict: wish.verb, who: desk.data.signer, mine: true, second: [], done: !desk.data.two, set: wish.set };
}

/** Whether a record waits for this visitor. */
function isOpen(desk, key) {
  const status = statusOf(desk, key);
  return !status || (!status.done && !status.mine);
}

function listen(desk) {
  listeners.abort();
  listeners = new AbortController();
  const { signal } = listeners;
  document.addEventListener(
    "keydown",
    (event) => {
      if (!desk.root.isConnected || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const target = event.composedPath()[0];
      if (event.key === "Escape" && desk.mode) return void leave(desk);
      if (target instanceof Element && target.closest("input, textarea, select, [contenteditable], [role=combobox]"))
        return;
      const verb = LETTERS[event.key.toLowerCase()];
      if (!desk.file || !(verb || (desk.clash && "12".includes(event.key)))) return;
      event.preventDefault();
      if (desk.clash) settle(desk, event.key);
      else act(desk, verb);
    },
    { signal },
  );
}

/** Do what a key or its button stands for. */
function act(desk, verb) {
  const record = desk.file.records[desk.at];
  desk.refused = "";
  if (verb === "next" || verb === "back") return go(desk, desk.at + (verb === "next" ? 1 : -1));
  if (!desk.data.may) return refuse(desk, "may_not");
  if (!desk.data.signer) return refuse(desk, "sign_first");
  if (verb === "undo") return takeBack(desk);
  if (verb === "add") {
    const words = selectedWords(desk.textBox);
    return words ? edit(desk, "add", words) : refuse(desk, "select_first");
  }
  if (!record) return undefined;
  if (verb === "edit" || (verb === "same" && record.kind === "event")) return edit(desk, verb, null);
  if (verb === "accept" || verb === "reject") decide(desk, { verb, key: record.key });
  return undefined;
}

function refuse(desk, word) {
  desk.refused = desk.t(word);
  show(desk);
}

function go(desk, at) {
  desk.mode = "";
  desk.at = Math.min(Math.max(at, 0), Math.max(desk.file.records.length - 1, 0));
  show(desk);
}

/** Say something of a record and go on to the next that waits. */
function decide(desk, wish) {
  send(desk, wish);
  desk.mode = "";
  const { records } = desk.file;
  const next = [...records.keys()].map((n) => (desk.at + 1 + n) % records.length);
  const open = wish.verb === "add" ? desk.at : next.find((n) => isOpen(desk, records[n].key));
  if (open === undefined) desk.refused = desk.t("done");
  else desk.at = open;
  show(desk);
}

function send(desk, wish) {
  const n = Math.max(performance.timeOrigin + performance.now(), (desk.sent || 0) + 0.01);
  desk.sent = n;
  desk.pending.push({ n, seen: desk.data.seen, ...wish });
  if (wish.key && wish.verb !== "undo") desk.made.push(wish.key);
  say(desk);
}

/** Say what the server has not heard yet, and say it again for as long as it has not. */
function say(desk) {
  clearTimeout(desk.again);
  if (!desk.pending.length || !desk.root.isConnected) return;
  desk.tell("say", desk.pending);
  desk.again = setTimeout(() => say(desk), AGAIN_AFTER_MS);
}

/** Take the last thing back that was said on this page, else what stands of the record shown. */
function takeBack(desk) {
  const shown = desk.file.records[desk.at];
  const key = desk.made.pop() || (shown && shown.key);
  if (!key) return;
  send(desk, { verb: "undo", key });
  const at = desk.file.records.findIndex((one) => one.key === key);
  go(desk, at < 0 ? desk.at : at);
}

/** Two said something of one record: choose. */
function settle(desk, key) {
  if (!"12".includes(key)) return;
  const { wish, reply } = desk.clash;
  desk.clash = null;
  const { verb, key: about, set, start, end } = wish;
  if (key === "2") decide(desk, { verb, key: about, set, start, end, over: reply.over });
  else show(desk);
}

function edit(desk, mode, words) {
  desk.mode = mode;
  desk.words = words;
  show(desk);
  const first = desk.side.querySelector("form input");
  if (first) first.focus();
  if (first && mode === "same") first.select();
}

function leave(desk) {
  desk.mode = "";
  show(desk);
}

function save(desk, form) {
  const record = desk.file.records[desk.at];
  const set = readForm(form, desk.mode === "add" ? null : record);
  if (desk.mode === "add") decide(desk, { verb: "add", key: "", set, start: desk.words.start, end: desk.words.end });
  else decide(desk, { verb: "correct", key: record.key, set });
}

/** Say how many records wait and what became of the others. */
function queueOf(desk) {
  const { t, file, data } = desk;
  const counts = { open: 0, accept: 0, correct: 0, reject: 0, add: 0 };
  let waiting = 0;
  for (const one of file.records) {
    const status = statusOf(desk, one.key);
    counts[status ? status.verdict : "open"] += 1;
    if (status && !status.done) waiting += 1;
  }
  counts.add = Object.values(data.said).filter((one) => one.verdict === "add").length;
  return t("queue", counts) + (data.two ? t("waiting", { n: waiting }) : "");
}

/** Draw the right half, and bring the record's sentence into view. */
function show(desk) {
  const { t, file } = desk;
  const record = file.records[desk.at];
  const status = record && statusOf(desk, record.key);
  desk.side.replaceChildren(
    el("p", { class: "desk-queue", role: "status" }, queueOf(desk)),
    desk.refused ? el("p", { class: "desk-refused", role: "alert" }, desk.refused) : "",
    desk.clash ? clashBox(desk) : "",
    record || desk.mode === "add"
      ? drawRecord(desk, record, status, { save: (form) => save(desk, form), leave: () => leave(desk) })
      : el("p", "", t("none")),
    record ? boxOf(desk, record) : "",
    el(
      "div",
      { class: "desk-keys" },
      KEYS.map((verb) => button({ class: `key-${verb}` }, () => act(desk, verb), t(`key_${verb}`))),
    ),
  );
  desk.side.dataset.key = record ? record.key : "";
  colour(desk, record);
  const here = desk.textBox.querySelector("mark.here");
  if (here) desk.textBox.scrollTop = here.offsetTop - desk.textBox.clientHeight / 3;
}

/** Mark in the text the record shown and those that are decided. */
function colour(desk, record) {
  for (const mark of desk.textBox.querySelectorAll("mark")) {
    const keys = mark.dataset.keys.split(" ");
    mark.classList.toggle("here", Boolean(record) && keys.includes(record.key));
    mark.classList.toggle(
      "decided",
      keys.every((key) => !isOpen(desk, key)),
    );
  }
}

function clashBox(desk) {
  const { wish, reply } = desk.clash;
  const { t } = desk;
  const mine = wish.verb === "undo" ? "none" : wish.verb;
  const theirs = t("theirs", { who: reply.theirs.who, verdict: t(`verdict_${reply.theirs.verdict || "none"}`) });
  return el(
    "div",
    { class: "desk-clash", role: "alertdialog", "aria-label": t("clash") },
    el("p", "", t("clash")),
    button("", () => settle(desk, "1"), theirs, changed(reply.theirs.set)),
    button("", () => settle(desk, "2"), t("mine", { verdict: t(`verdict_${mine}`) }), changed(wish.set)),
  );
}

/** What a correction sets, in one line. */
function changed(set) {
  const values = Object.values(set || {}).filter((value) => value !== null && value !== "");
  return values.length ? el("small", "", values.flat().join(" · ")) : "";
}

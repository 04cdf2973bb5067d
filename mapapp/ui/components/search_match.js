/* What typed words mean: names, pinyin, initials, places, sentences. No page: tested by itself. */

/** @typedef {{kind: string, label: string, note: string, count: number, act: any, rank: number, hidden?: boolean}} Hit */
/** @typedef {{kind: string, hits: Hit[]}} Group */

// So many of each kind are shown; who wants more types on.
const MOST = { areas: 4, projects: 7, places: 3, quotes: 4 };
// Latin letters shorter than this are the initials of half the list; a shorter word with one wrong character could be anything.
const SHORTEST_PINYIN = 2;
const SHORTEST_FUZZY = 3;
const SHORTEST_QUOTE = 2;
/** The rank of a name that differs by one character. */
export const ONE_WRONG = 6;

/** Fold width and case, as `fold` in selecting.py does. @param {string} text */
export const fold = (text) => text.normalize("NFKC").toLowerCase();

const bare = (text) => fold(text).replace(/[\s'’]/g, "");

/** Return the index made ready to be looked through. @param {any} index what `build_search_index` made */
export function prepare(index) {
  const spelled = (spellings) =>
    spellings.map(([name, pinyin, initials]) => ({ name, folded: bare(name), pinyin, initials }));
  const projects = index.projects.map(([id, spellings, places, quotes]) => ({
    id,
    names: spelled(spellings),
    quotes: quotes.map(([quote, at]) => ({ quote, at, folded: fold(quote) })),
    said: fold([...spellings.map(([name]) => name), ...places, ...quotes.map(([quote]) => quote)].join("\n")),
  }));
  const areas = index.areas.map(([focus, spellings, members]) => ({ focus, names: spelled(spellings), members }));
  const places = index.places.map(([spellings, members]) => ({ names: spelled(spellings), members }));
  return { projects, areas, places, documents: index.documents };
}

/**
 * Return what words may mean, in groups, the best first; `shown(number)` tells whether a project is in the present question.
 * @param {any} index what `prepare` made @param {string} text @param {(number: number) => boolean} shown
 * @param {{filterFirst?: boolean}} options pages without a map list what is filtered first
 * @returns {Group[]}
 */
export function find(index, text, shown, { filterFirst = false } = {}) {
  const wanted = bare(text);
  if (!wanted) return [];
  const countShown = (members) => members.filter(shown).length;
  const areas = named(index.areas, wanted, ({ focus, members }, { best, name }) => ({
    ...{ kind: "areas", label: name, note: name.includes(best.name) ? "" : best.name },
    ...{ count: countShown(members), act: { focus } },
  }));
  const projects = named(index.projects, wanted, ({ id, quotes }, { best, name, number }) => ({
    ...{ kind: "projects", label: name, note: best.name === name ? "" : best.name },
    ...{ count: quotes.length, act: { focus: `project:${id}` }, hidden: !shown(number) },
  }));
  const places = named(index.places, wanted, ({ members }, { name }) => ({
    ...{ kind: "places", label: name, note: "", count: countShown(members), act: { text: name } },
  })).filter((hit) => hit.count);
  const groups = [areas, projects, places].map((hits) => hits.slice(0, MOST[hits[0] ? hits[0].kind : "areas"]));
  groups.push(sentences(index, fold(text).split(/\s+/).filter(Boolean), shown));
  // A name that fits exactly leads; otherwise projects come before the areas they lie in.
  const lead = (hits) => (hits.length ? hits[0].rank : Infinity);
  if (lead(groups[1]) < lead(groups[0]) || lead(groups[0]) > 1) groups.splice(0, 2, groups[1], groups[0]);
  const found = groups.filter((hits) => hits.length).map((hits) => ({ kind: hits[0].kind, hits }));
  const filter = filterOf(index, text, shown);
  if (filterFirst) found.unshift({ kind: "filter", hits: [filter] });
  else if (filter.count) found.push({ kind: "filter", hits: [filter] });
  return found;
}

/** What fits by one of its names, best first. */
function named(things, wanted, tell) {
  const hits = [];
  things.forEach((thing, number) => {
    const { rank, best } = bestOf(thing.names, wanted);
    if (best)
      hits.push({ ...tell(thing, { best, name: thing.names[0].name, number }), rank, length: best.folded.length });
  });
  // One wrong character is a guess: worth showing only where nothing is spelled so.
  const sure = hits.filter((hit) => hit.rank < ONE_WRONG);
  return (sure.length ? sure : hits).sort(
    (a, b) => a.rank - b.rank || Number(Boolean(a.hidden)) - Number(Boolean(b.hidden)) || a.length - b.length,
  );
}

function bestOf(names, wanted) {
  let [rank, best] = [Infinity, null];
  for (const name of names) {
    const fits = rankOf(name, wanted);
    if (fits < rank) [rank, best] = [fits, name];
  }
  return { rank, best };
}

/** Return how well a name fits, 0 best: itself, its beginning, a part, pinyin, initials, one wrong character. */
export function rankOf({ folded, pinyin, initials }, wanted) {
  if (folded === wanted) return 0;
  if (folded.startsWith(wanted)) return 1;
  if (folded.includes(wanted)) return 2;
  if (/^[\x20-\x7e]*$/.test(wanted)) {
    if (wanted.length < SHORTEST_PINYIN) return Infinity;
    if (pinyin === wanted || pinyin.startsWith(wanted)) return 3;
    if (initials.startsWith(wanted)) return 4;
    return initials.includes(wanted) || pinyin.includes(wanted) ? 5 : Infinity;
  }
  return wanted.length >= SHORTEST_FUZZY && differsByOne(folded, wanted) ? ONE_WRONG : Infinity;
}

/** Whether somewhere in a name stand the words with one other character. */
function differsByOne(name, wanted) {
  for (let from = 0; from + wanted.length <= name.length; from++) {
    let wrong = 0;
    for (let at = 0; at < wanted.length && wrong < 2; at++) if (name[from + at] !== wanted[at]) wrong += 1;
    if (wrong < 2) return true;
  }
  return false;
}

function sentences({ projects, documents }, words, shown) {
  const hits = [];
  const seen = new Set();
  if (words.join("").length < SHORTEST_QUOTE) return hits;
  for (let number = 0; number < projects.length && hits.length < MOST.quotes; number++) {
    if (!shown(number)) continue;
    for (const { quote, at, folded } of projects[number].quotes) {
      if (seen.has(quote) || !words.every((word) => folded.includes(word))) continue;
      seen.add(quote);
      const title = documents[at.split("@")[0]] || "";
      hits.push({ kind: "quotes", label: quote, note: title, count: 0, act: { focus: `read:${at}` }, rank: 0 });
      break;
    }
  }
  return hits;
}

/** The words as a condition, with how many projects it leaves; the same condition as `_matches_words` in selecting.py. */
function filterOf({ projects }, text, shown) {
  const words = fold(text).split(/\s+/).filter(Boolean);
  let count = 0;
  projects.forEach(({ said }, number) => {
    if (shown(number) && words.every((word) => said.includes(word))) count += 1;
  });
  return { kind: "filter", label: text.trim(), note: "", count, act: { text: text.trim() }, rank: 0 };
}

/** Return a function that reads a bit of base64, as `pack_mask` writes it. @param {string} mask */
export function readMask(mask) {
  const bytes = atob(mask);
  return (/** @type {number} */ number) => Boolean((bytes.charCodeAt(number >> 3) >> (number & 7)) & 1);
}

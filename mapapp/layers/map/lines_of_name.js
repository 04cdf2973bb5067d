/* A long name in short lines, as a map writes it. No map, no page: tested by itself. */

// Chinese characters a line; a Latin letter or a digit takes about half as much room.
const LINE_UNITS = 11;
const MOST_LINES = 2;
const LATIN_UNITS = 0.55;
// A line rather begins with an opening bracket, and rather ends after a closing one or a separator.
const BEFORE = "\uff08(\u300a\u201c\u300c";
const AFTER = "\uff09)\u300b\u201d\u300d\u3001\uff0c\u00b7\u2014-/ ";

const unitsOf = (letter) => (letter.codePointAt(0) < 0x2e80 ? LATIN_UNITS : 1);

/** Return a name in lines of about equal length; what does not fit ends in an ellipsis. @param {string} name */
export function linesOfName(name, most = MOST_LINES) {
  const letters = [...name];
  const total = letters.reduce((sum, letter) => sum + unitsOf(letter), 0);
  const count = Math.min(most, Math.ceil(total / LINE_UNITS));
  if (count <= 1) return [name];
  const wanted = Math.min(LINE_UNITS, total / count);
  const lines = [];
  let rest = letters;
  while (lines.length < count - 1) {
    const at = breakAt(rest, wanted);
    lines.push(rest.slice(0, at).join("").trim());
    rest = rest.slice(at);
  }
  lines.push(shorten(rest));
  return lines;
}

/** Where a line ends that should be so long: at the nearest good place, else where it is full. */
function breakAt(letters, wanted) {
  let used = 0;
  let full = letters.length;
  let good = 0;
  for (let index = 0; index < letters.length; index++) {
    used += unitsOf(letters[index]);
    if (used > LINE_UNITS) {
      full = Math.min(full, index);
      break;
    }
    if (used >= wanted - 0.5 && full === letters.length) full = index + 1;
    const next = letters[index + 1];
    if (Math.abs(used - wanted) <= 2.5 && (AFTER.includes(letters[index]) || BEFORE.includes(next || " ")))
      good = index + 1;
  }
  return wordEnd(letters, good || full);
}

/** Where a line ends instead that would end inside a number or a Latin word: before it, unless nothing is before it. */
function wordEnd(letters, at) {
  const inWord = (index) => /[0-9A-Za-z.]/.test(letters[index] || " ");
  let end = at;
  while (end > 0 && inWord(end - 1) && inWord(end)) end -= 1;
  return end || at;
}

function shorten(letters) {
  let used = 0;
  for (let index = 0; index < letters.length; index++) {
    used += unitsOf(letters[index]);
    if (used > LINE_UNITS + 0.01) return `${letters.slice(0, Math.max(1, index - 1)).join("")}\u2026`;
  }
  return letters.join("").trim();
}

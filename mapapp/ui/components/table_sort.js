/* Sorting rows of a table: numbers by size, words by the Chinese alphabet, what is empty last. No page: tested by itself. */

/** Return the text of a cell: a plain value, or the `text` of an object, the first of several. */
export function textOf(cell) {
  if (Array.isArray(cell)) return textOf(cell[0]);
  if (cell === null || cell === undefined) return "";
  return typeof cell === "object" ? (cell.text ?? "") : cell;
}

/** Return what a cell is sorted by: its `rank` where it has one. */
export function rankOf(cell) {
  return cell !== null && typeof cell === "object" && "rank" in cell ? cell.rank : textOf(cell);
}

/** Return rows sorted by one column; the empty ones last whichever way it goes. */
export function sortRows(rows, column, down) {
  return [...rows].sort((a, b) => {
    const x = rankOf(a.cells[column]);
    const y = rankOf(b.cells[column]);
    if (x === "" || y === "") return x === y ? 0 : x === "" ? 1 : -1;
    const numbers = typeof x === "number" && typeof y === "number";
    return (numbers ? x - y : String(x).localeCompare(String(y), "zh")) * (down ? -1 : 1);
  });
}

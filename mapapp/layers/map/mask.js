/* What Python packed: which projects are visible, and which stage each has reached by a year. */

/** Whether each of `count` projects is visible; `mask` is base64 of one bit each, first project in the lowest bit. */
export function readMask(mask, count) {
  const bytes = Uint8Array.from(atob(mask || ""), (letter) => letter.charCodeAt(0));
  return Array.from({ length: count }, (_, index) => Boolean(bytes[index >> 3] & (1 << (index & 7))));
}

/** Return the rank of the stage in one column of a stage code, -1 when nothing is known of it. */
export function stageAt(code, column) {
  const letter = code[column];
  return letter >= "0" && letter <= "6" ? Number(letter) : -1;
}

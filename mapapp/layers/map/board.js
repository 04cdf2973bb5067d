/* A sheet on which boxes lie without overlapping: what is taken, and which of several places is free.
 *
 * A box is [left, top, right, bottom] in pixels. No map, no page: tested by itself. */

const CELL_PX = 48;

/** What is taken, by cells of a grid over a frame; what lies beyond it counts to the cells at its edge. */
export class Board {
  /** @param {number[]} frame */
  constructor(frame) {
    this.left = frame[0];
    this.top = frame[1];
    this.columns = Math.max(1, Math.ceil((frame[2] - frame[0]) / CELL_PX));
    this.rows = Math.max(1, Math.ceil((frame[3] - frame[1]) / CELL_PX));
    /** @type {number[][][]} */
    this.cells = Array.from({ length: this.columns * this.rows }, () => []);
  }

  /** Take a box. @param {number[]} box */
  add(box) {
    const last = this.row(box[3]);
    for (let row = this.row(box[1]); row <= last; row++)
      for (let column = this.column(box[0]); column <= this.column(box[2]); column++)
        this.cells[row * this.columns + column].push(box);
  }

  /** Whether nothing that is taken overlaps a box. @param {number[]} box */
  isFree(box) {
    const last = this.row(box[3]);
    const end = this.column(box[2]);
    for (let row = this.row(box[1]); row <= last; row++) {
      for (let column = this.column(box[0]); column <= end; column++) {
        const cell = this.cells[row * this.columns + column];
        for (let index = 0; index < cell.length; index++) if (overlaps(box, cell[index])) return false;
      }
    }
    return true;
  }

  column(x) {
    return Math.min(this.columns - 1, Math.max(0, Math.floor((x - this.left) / CELL_PX)));
  }

  row(y) {
    return Math.min(this.rows - 1, Math.max(0, Math.floor((y - this.top) / CELL_PX)));
  }
}

/** Return the box of a size around a point. */
export function boxAround(x, y, width, height) {
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
}

/** Whether a box lies wholly within another. */
export function isWithin(box, frame) {
  return box[0] >= frame[0] && box[1] >= frame[1] && box[2] <= frame[2] && box[3] <= frame[3];
}

/** Whether two boxes overlap. */
export function overlaps(a, b) {
  return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
}

/**
 * Return which of several places is free on every board, -1 for none; the place of before is asked first.
 * @param {number[][]} places boxes, best first
 * @param {Board[]} boards
 * @param {number} [before] the place it had, so that a name does not jump while there is room for it where it was
 */
export function firstFree(places, boards, before = -1) {
  const free = (index) => boards.every((board) => board.isFree(places[index]));
  if (before >= 0 && before < places.length && free(before)) return before;
  return places.findIndex((_, index) => index !== before && free(index));
}

/* `words.js` is written by Python from the tables beside this file (ui/i18n.py) and never stands on a disk. */
export const WORDS: Record<string, Record<string, Record<string, string | string[]>>>;

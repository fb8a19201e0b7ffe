// @ts-check

/** @typedef {string | number} Cell */

/** A spreadsheet would take a text that begins so for a formula and run it. */
const FORMULA = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/** @param {Cell} cell */
function written(cell) {
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Writes a table as RFC 4180 has it; texts cannot become formulas.
 * @param {readonly string[]} header
 * @param {readonly (readonly Cell[])[]} rows
 */
export function toCsv(header, rows) {
  return [header, ...rows].map((row) => `${row.map(written).join(',')}\r\n`).join('');
}

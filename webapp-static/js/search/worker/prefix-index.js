// @ts-check
import { firstIndex } from '../../kit/binary-search.js';

/** @typedef {import('./catalogue-row.js').Row} Row */

/** Above each character that a key can have. */
const LAST = '\uffff';

/** Finds the rows that have a key with a given prefix by binary search. Rows are added, then the index is sorted once. */
export class PrefixIndex {
  /** @type {Map<string, Row[]>} */ #rowsOf = new Map();
  /** Keys with their rows, ascending by key, as `<` compares. @type {[string, Row[]][]} */ #entries = [];

  /** @param {string} key @param {Row} row */
  add(key, row) {
    const rows = this.#rowsOf.get(key);
    if (!rows) this.#rowsOf.set(key, [row]);
    else if (rows[rows.length - 1] !== row) rows.push(row);
  }

  sort() {
    this.#entries = [...this.#rowsOf].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** @param {string} key */
  rowsOf(key) {
    return this.#rowsOf.get(key) ?? [];
  }

  /** The keys with a prefix, each with its rows. @param {string} prefix */
  under(prefix) {
    const [from, to] = [prefix, prefix + LAST].map((end) => firstIndex(this.#entries, ([key]) => key >= end));
    return this.#entries.slice(from, to);
  }

  /** How many rows have a key with a prefix. @param {string} prefix */
  count(prefix) {
    return this.under(prefix).reduce((count, [, rows]) => count + rows.length, 0);
  }
}

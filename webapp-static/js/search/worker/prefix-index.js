// @ts-check
import { firstIndex } from '../../kit/binary-search.js';

/**
 * Finds the rows that have a key with a given beginning, without looking at the others. Rows are
 * numbers; they are added in ascending order, then the index is sorted once.
 */
export class PrefixIndex {
  /** @type {Map<string, number[]>} */ #rowsOf = new Map();
  /** Ascending, as `<` compares. @type {string[]} */ #keys = [];

  get keys() { return this.#keys; }

  /** @param {string} key @param {number} row */
  add(key, row) {
    const rows = this.#rowsOf.get(key);
    if (!rows) this.#rowsOf.set(key, [row]);
    else if (rows[rows.length - 1] !== row) rows.push(row);
  }

  sort() {
    this.#keys = [...this.#rowsOf.keys()].sort();
  }

  /** @param {string} key */
  rowsOf(key) {
    return this.#rowsOf.get(key) ?? [];
  }

  /** How many rows `under` would visit. @param {string} prefix */
  count(prefix) {
    let count = 0;
    this.each(prefix, (_key, rows) => { count += rows.length; });
    return count;
  }

  /**
   * Visits the rows; one that has several such keys is visited several times.
   * @param {string} prefix
   * @param {(row: number) => void} visit
   */
  under(prefix, visit) {
    this.each(prefix, (_key, rows) => rows.forEach(visit));
  }

  /** Visits the keys that begin so, each with its rows. @param {string} prefix @param {(key: string, rows: number[]) => void} visit */
  each(prefix, visit) {
    const keys = this.#keys;
    for (let i = firstIndex(keys, (key) => key >= prefix); i < keys.length && keys[i].startsWith(prefix); i += 1) {
      visit(keys[i], this.rowsOf(keys[i]));
    }
  }
}

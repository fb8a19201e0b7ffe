// @ts-check
import { firstIndex } from './sorted.js';

/**
 * Finds the rows under all keys that begin with a text, without looking at any other. Rows are
 * numbers; they are added in ascending order, then the index is sorted once.
 */
export class PrefixIndex {
  /** @type {Map<string, number[]>} */ #rowsOf = new Map();
  /** Ascending, as `<` compares. @type {string[]} */ #keys = [];

  /** @param {string} key @param {number} row */
  add(key, row) {
    const rows = this.#rowsOf.get(key);
    if (!rows) this.#rowsOf.set(key, [row]);
    else if (rows[rows.length - 1] !== row) rows.push(row);
  }

  sort() {
    this.#keys = [...this.#rowsOf.keys()].sort();
  }

  /** How many rows `under` would visit. @param {string} prefix */
  count(prefix) {
    let count = 0;
    this.#each(prefix, (rows) => { count += rows.length; });
    return count;
  }

  /**
   * Visits the rows; one that has several such keys is visited several times.
   * @param {string} prefix
   * @param {(row: number) => void} visit
   */
  under(prefix, visit) {
    this.#each(prefix, (rows) => rows.forEach(visit));
  }

  /** @param {string} prefix @param {(rows: number[]) => void} visit */
  #each(prefix, visit) {
    const keys = this.#keys;
    for (let i = firstIndex(keys, (key) => key >= prefix); i < keys.length && keys[i].startsWith(prefix); i += 1) {
      visit(/** @type {number[]} */ (this.#rowsOf.get(keys[i])));
    }
  }
}

// @ts-check
import { firstIndex } from './sorted.js';

/**
 * Finds the rows under all keys that begin with a text, without looking at any other. Rows are
 * numbers; they are added in ascending order, then the index is sorted once.
 */
export class PrefixIndex {
  /** @type {Map<string, number[]>} */ #rowsOf = new Map();
  /** Ascending, as `<` compares. @type {string[]} */ #keys = [];
  /** The same by their first two letters. @type {Map<string, string[]>} */ #byStart = new Map();

  /** @param {string} key @param {number} row */
  add(key, row) {
    const rows = this.#rowsOf.get(key);
    if (!rows) this.#rowsOf.set(key, [row]);
    else if (rows[rows.length - 1] !== row) rows.push(row);
  }

  sort() {
    this.#keys = [...this.#rowsOf.keys()].sort();
    for (const key of this.#keys) {
      const start = key.slice(0, 2);
      const keys = this.#byStart.get(start);
      if (keys) keys.push(key);
      else this.#byStart.set(start, [key]);
    }
  }

  /** How many rows `under` would visit. @param {string} prefix */
  count(prefix) {
    let count = 0;
    this.#within(prefix, (rows) => { count += rows.length; });
    return count;
  }

  /**
   * Visits the rows; one that has several such keys is visited several times.
   * @param {string} prefix
   * @param {(row: number) => void} visit
   */
  under(prefix, visit) {
    this.#within(prefix, (rows) => rows.forEach(visit));
  }

  /**
   * Visits the keys whose first two letters are wanted, each with its rows.
   * @param {(start: string) => boolean} wants
   * @param {(key: string, rows: number[]) => void} visit
   */
  each(wants, visit) {
    this.#byStart.forEach((keys, start) => {
      if (wants(start)) for (const key of keys) visit(key, /** @type {number[]} */ (this.#rowsOf.get(key)));
    });
  }

  /** @param {string} prefix @param {(rows: number[]) => void} visit */
  #within(prefix, visit) {
    const keys = this.#keys;
    for (let i = firstIndex(keys, (key) => key >= prefix); i < keys.length && keys[i].startsWith(prefix); i += 1) {
      visit(/** @type {number[]} */ (this.#rowsOf.get(keys[i])));
    }
  }
}

// @ts-check
import { isWellFormed } from '../symbols/symbol-name.js';

const KEY = 'stock-chart.recent';
const MAX = 6;

/** The symbols chosen last, newest first. Storage is not trusted: everything read from it is validated. */
export class RecentSymbols {
  /** @type {() => Storage} */ #storage;
  /** The fallback while there is no storage. @type {string[]} */ #own = [];

  /** @param {() => Storage} storage  may throw if storage is switched off */
  constructor(storage) {
    this.#storage = storage;
  }

  /** @returns {string[]} */
  list() {
    try {
      const kept = JSON.parse(this.#storage().getItem(KEY) ?? '[]');
      if (!Array.isArray(kept)) return this.#own;
      return [...new Set(kept.filter((one) => typeof one === 'string' && isWellFormed(one)))].slice(0, MAX);
    } catch {
      return this.#own;
    }
  }

  /** @param {string} symbol */
  add(symbol) {
    this.#own = [symbol, ...this.list().filter((one) => one !== symbol)].slice(0, MAX);
    try {
      this.#storage().setItem(KEY, JSON.stringify(this.#own));
    } catch {
      // Switched off or full: kept until the page is closed.
    }
  }
}

// @ts-check
import { isWellFormed } from '../symbols/symbol-name.js';

const KEY = 'stock-chart.recent';
const MAX = 6;

/** The symbols chosen last, newest first. Anyone may write into a browser's storage, so all of it is doubted. */
export class RecentSymbols {
  /** @type {() => Storage} */ #storage;
  /** What was chosen while there is no storage to keep it. @type {string[]} */ #own = [];

  /** @param {() => Storage} storage  may throw where storage is switched off */
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
      // Switched off or full: remembered until the page is closed.
    }
  }
}

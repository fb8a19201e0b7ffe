// @ts-check

/**
 * @typedef {{ symbol: string, ticker: string, name: string, kind: import('./kinds.js').Kind }} Entry  the
 * data of a symbol
 * @typedef {object} SymbolLookup  looks symbols up; entries may become known later
 * @property {(symbol: string) => Entry | undefined} find  undefined if there is none, or not known yet
 * @property {(text: string) => Entry | undefined} resolve  the one that a name in an address means
 * @property {(symbol: string) => boolean} lacks  whether it is known not to exist
 */

/**
 * A cache of the catalogue's entries that the page has needed so far; the catalogue itself is in the search worker. A missing entry
 * is requested once and found at a later call, after `add`.
 */
export class KnownSymbols {
  /** By the text looked up; null if there is no such row. @type {Map<string, Entry | null>} */ #byText = new Map();
  /** @type {Set<string>} */ #requested = new Set();
  /** @type {string[]} */ #waiting = [];
  /** @type {(texts: string[]) => void} */ #request;

  /** @param {(texts: string[]) => void} request  requests rows, which will be passed to `add` */
  constructor(request) {
    this.#request = request;
  }

  /** The row of a symbol; undefined if there is none, or not known yet. @param {string} symbol */
  find(symbol) {
    const row = this.#lookUp(symbol);
    return row?.symbol === symbol ? row : undefined;
  }

  /**
   * The row that a name in an address means (`aapl`, `eur/usd`); undefined if there is none, or not known yet.
   * @param {string} text
   */
  resolve(text) {
    return this.#lookUp(text) ?? undefined;
  }

  /** Whether there is no row of that symbol; false while that is not known. @param {string} symbol */
  lacks(symbol) {
    const row = this.#lookUp(symbol);
    return row === null || (row !== undefined && row.symbol !== symbol);
  }

  /** @param {string} text @param {Entry | null} row  null if there is none */
  add(text, row) {
    this.#byText.set(text, row);
  }

  /** @param {string} text */
  #lookUp(text) {
    if (!this.#byText.has(text) && !this.#requested.has(text) && text !== '') {
      this.#requested.add(text);
      if (this.#waiting.push(text) === 1) queueMicrotask(() => this.#request(this.#waiting.splice(0)));
    }
    return this.#byText.get(text);
  }
}

// @ts-check

/**
 * @typedef {{ symbol: string, ticker: string, name: string, kind: import('./kinds.js').Kind }} Entry  what the page shows of a
 *   symbol
 * @typedef {object} SymbolLookup  of the symbols that exist; may learn them by and by
 * @property {(symbol: string) => Entry | undefined} find  as far as it is known
 * @property {(text: string) => Entry | undefined} resolve  the one meant by a name in an address, as far as it is known
 * @property {(symbol: string) => boolean} lacks  whether it is known that there is none
 */

/**
 * The rows of the catalogue that the page has needed so far; the catalogue itself is elsewhere. What is looked for
 * and not known yet is asked for, once: it is there at a later look, after `add`.
 */
export class KnownSymbols {
  /** By the text asked for; null where there is no such row. @type {Map<string, Entry | null>} */ #byText = new Map();
  /** @type {Set<string>} */ #asked = new Set();
  /** @type {string[]} */ #waiting = [];
  /** @type {(texts: string[]) => void} */ #ask;

  /** @param {(texts: string[]) => void} ask  for rows that will be given to `add` */
  constructor(ask) {
    this.#ask = ask;
  }

  /** The row of a symbol, as far as it is known. @param {string} symbol */
  find(symbol) {
    const row = this.#look(symbol);
    return row?.symbol === symbol ? row : undefined;
  }

  /** The row a person means by a name in an address, as far as it is known: `aapl`, `eur/usd`. @param {string} text */
  resolve(text) {
    return this.#look(text) ?? undefined;
  }

  /** Tells that there is no row of that symbol; false while that is not known. @param {string} symbol */
  lacks(symbol) {
    const row = this.#look(symbol);
    return row === null || (row !== undefined && row.symbol !== symbol);
  }

  /** @param {string} text @param {Entry | null} row  null if there is none */
  add(text, row) {
    this.#byText.set(text, row);
  }

  /** @param {string} text */
  #look(text) {
    if (!this.#byText.has(text) && !this.#asked.has(text) && text !== '') {
      this.#asked.add(text);
      if (this.#waiting.push(text) === 1) queueMicrotask(() => this.#ask(this.#waiting.splice(0)));
    }
    return this.#byText.get(text);
  }
}

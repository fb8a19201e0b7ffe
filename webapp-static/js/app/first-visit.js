// @ts-check
import { isWellFormed } from '../symbols/symbol-name.js';

/**
 * @typedef {object} Deps
 * @property {{ isStarting: boolean }} state
 * @property {Document} document
 * @property {(symbol: string) => void} open  shows a symbol
 * @property {() => void} changed  requests a frame
 * @property {Promise<unknown>} [named]  the answer to the request that first-start.js has sent
 */

/**
 * A first visit: there is no symbol in the address, none was shown in this browser before, and there has never been a watchlist,
 * as first-paint.js has found. It opens with the symbols that the server names: a chart and a list to start with. If it names none,
 * the page is as empty as before.
 */
export class FirstVisit {
  /** @type {Deps} */ #deps;
  /** The symbols named, the one for the chart first; undefined if this is no first visit. @type {Promise<string[]> | undefined} */
  #symbols;

  /** @param {Deps} deps */
  constructor(deps) {
    this.#deps = deps;
  }

  /** Waits for the symbols, and shows the first one. */
  start() {
    const { state, document, open, changed, named } = this.#deps;
    if (document.documentElement.dataset.opening !== '') return;
    state.isStarting = true;
    this.#symbols = symbolsOf(named).then((symbols) => {
      state.isStarting = false;
      if (symbols.length > 0) open(symbols[0]);
      changed();
      return symbols;
    });
  }

  /**
   * Fills the list, and shows the question in the search box.
   * @param {{ list: (symbols: string[]) => void, prompt: () => void }} parts
   */
  async fill({ list, prompt }) {
    const symbols = (await this.#symbols) ?? [];
    if (symbols.length === 0) return;
    list(symbols);
    prompt();
  }
}

/** @param {Promise<unknown> | undefined} named @returns {Promise<string[]>} */
async function symbolsOf(named) {
  const { symbols } = /** @type {{ symbols?: unknown }} */ (await named ?? {});
  return Array.isArray(symbols) ? symbols.filter((symbol) => typeof symbol === 'string' && isWellFormed(symbol)) : [];
}

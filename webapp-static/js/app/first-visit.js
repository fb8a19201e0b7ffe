// @ts-check
import { isWellFormed } from '../symbols/symbol-name.js';

/** Time for the answer, ms: after it the page shows its question and nothing else. */
const DEADLINE = 3_000;

/**
 * @typedef {object} Deps
 * @property {{ isStarting: boolean }} state
 * @property {Document} document
 * @property {(symbol: string) => void} open  shows a symbol
 * @property {() => void} changed  requests a frame
 * @property {(url: string, signal: AbortSignal) => Promise<Response>} [get]
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

  /** Requests the symbols, and shows the first one. */
  start() {
    const { state, document, open, changed, get = (url, signal) => fetch(url, { signal }) } = this.#deps;
    if (document.documentElement.dataset.opening !== '') return;
    state.isStarting = true;
    this.#symbols = this.#fetch(get).then((symbols) => {
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

  /** @param {(url: string, signal: AbortSignal) => Promise<Response>} get @returns {Promise<string[]>} */
  async #fetch(get) {
    try {
      const answer = await get(new URL('api/start', this.#deps.document.baseURI).href, AbortSignal.timeout(DEADLINE));
      const { symbols } = answer.ok ? await answer.json() : { symbols: [] };
      return Array.isArray(symbols) ? symbols.filter((symbol) => typeof symbol === 'string' && isWellFormed(symbol)) : [];
    } catch {
      // No answer, or none in time: the page shows its question.
      return [];
    }
  }
}

// @ts-check
import { Timer } from '../kit/timers.js';
import { toHistoryPage } from './history-page.js';

/**
 * @typedef {import('./archive.js').HistoryPage} HistoryPage
 * @typedef {object} Deps
 * @property {string} url
 * @property {(url: string) => Promise<Response>} get
 * @property {import('../kit/timers.js').Clock} clock
 * @property {() => number} now  ms by the server's clock
 * @property {(symbol: string, page: HistoryPage) => void} onPage
 */

const MINUTE = 60_000;
/** How far back, ms: what a sparkline shows, and the minute it begins in. */
const REACH = 16 * MINUTE;
/** Until the minutes of a connection are requested again, ms: by then the minute in which it began is over, and filled. */
export const AGAIN = 90_000;
/** From the beginning of a connection until the first request, ms: what the chart needs comes first. */
export const SETTLING = 1_000;

/**
 * Fetches the last minutes of each symbol of the page, so that a sparkline has no hole where this server has recorded nothing and
 * another source has: once soon after a connection has begun, and once again later. One request at a time; one that fails is left
 * out, because the next connection brings another.
 */
export class RecentMinutes {
  /** @type {Deps} */ #deps;
  /** @type {Timer} */ #settling;
  /** @type {Timer} */ #again;
  /** @type {readonly string[]} */ #wanted = [];
  /** Those requested in this round. @type {Set<string>} */ #requested = new Set();
  #isFetching = false;

  /** @param {Deps} deps */
  constructor(deps) {
    this.#deps = deps;
    this.#settling = new Timer(deps.clock);
    this.#again = new Timer(deps.clock);
  }

  /** A connection has begun, or was lost. @param {boolean} isOpen */
  onConnection(isOpen) {
    this.#settling.cancel();
    this.#again.cancel();
    if (!isOpen) return;
    this.#begin();
    this.#again.start(() => this.#begin(), AGAIN);
  }

  #begin() {
    this.#requested.clear();
    this.#settling.start(() => this.#next(), SETTLING);
  }

  /** Sets the symbols, the most important first. @param {readonly string[]} symbols */
  want(symbols) {
    this.#wanted = [...symbols];
    if (!this.#settling.isRunning) this.#next();
  }

  async #next() {
    const symbol = this.#isFetching || this.#settling.isRunning ? undefined : this.#wanted.find((one) => !this.#requested.has(one));
    if (symbol === undefined) return;
    this.#requested.add(symbol);
    this.#isFetching = true;
    const page = await this.#fetch(symbol);
    this.#isFetching = false;
    if (page) this.#deps.onPage(symbol, page);
    this.#next();
  }

  /** @param {string} symbol @returns {Promise<HistoryPage | undefined>} */
  async #fetch(symbol) {
    const to = this.#deps.now();
    const from = Math.floor((to - REACH) / MINUTE) * MINUTE;
    try {
      const answer = await this.#deps.get(`${this.#deps.url}?${new URLSearchParams({ symbol, interval: String(MINUTE), from: String(from) })}`);
      return answer.ok ? toHistoryPage(await answer.json(), MINUTE, { from, to }) : undefined;
    } catch {
      return undefined; // No answer in time, or not JSON: the line is drawn of what the socket brings.
    }
  }
}

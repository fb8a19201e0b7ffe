// @ts-check
import { Timer, backoff } from '../kit/timers.js';
import { isWellFormed } from '../symbols/symbol-name.js';
import { toHistoryPage } from './history-page.js';

/**
 * @typedef {import('./archive.js').Stretch} Stretch
 * @typedef {import('./archive.js').HistoryPage} HistoryPage
 * @typedef {Stretch & { interval: number }} Want  candles of a length in ms
 * @typedef {object} Archived  a symbol whose history is fetched
 * @property {string} symbol
 * @property {{ archive: import('./archive.js').Archive }} book
 * @property {(page: HistoryPage) => void} onHistory
 * @typedef {object} Deps
 * @property {string} url
 * @property {(url: string, signal: AbortSignal) => Promise<Response>} get
 * @property {import('../kit/timers.js').Clock} clock
 * @property {() => number} random
 * @property {() => number} now  ms by the server's clock
 * @property {() => void} changed  something was fetched, or will not be
 */

/** Request timeout, ms. */
export const DEADLINE = 15_000;
/** When a request that failed is repeated, at the earliest, ms. */
export const RETRY = 5_000;
/** When the history of a symbol without any is requested again, ms: it may have been recorded meanwhile. */
export const ABSENT_PAUSE = 5 * 60_000;
const MAX_PAUSE = 60 * 60_000;
/** The server is still fetching, or rate-limits. */
const PENDING = [202, 429, 503];
const NOT_FOUND = 404;

/**
 * Fetches the history that the view of one symbol lacks: never the same stretch twice, the newest first, one request at a time. The
 * candles go into the symbol's `CandleBook`; nothing is kept here.
 */
export class History {
  /** @type {Deps} */ #deps;
  /** @type {Timer} */ #deadline;
  /** @type {Timer} */ #pause;
  /** @type {Archived | undefined} */ #live;
  /** What the views need now, the most important first. @type {readonly Want[]} */ #wants = [];
  /** The request under way. @type {{ abort: AbortController } | undefined} */ #request;
  #attempt = 0;

  /** @param {Deps} deps */
  constructor(deps) {
    this.#deps = deps;
    this.#deadline = new Timer(deps.clock);
    this.#pause = new Timer(deps.clock);
  }

  /** Whether a request for the symbol has not been answered yet, or is repeated later. @param {Archived} live */
  isLoading(live) {
    return live === this.#live && !live.book.archive.isAbsent && (this.#request !== undefined || this.#pause.isRunning);
  }

  /** Whether the last request has failed. */
  get hasFailed() { return this.#attempt > 0 && this.#request === undefined; }

  /** Another symbol is shown: what was being fetched is not needed any more. @param {Archived} live */
  show(live) {
    if (live === this.#live) return;
    this.#cancel();
    this.#live = live;
    this.#wants = [];
  }

  /** Sets what the views need; the rest is not fetched. @param {readonly Want[]} wants  the most important first */
  want(wants) {
    this.#wants = wants;
    this.#next();
  }

  stop() {
    this.#cancel();
    this.#live = undefined;
  }

  #cancel() {
    this.#request?.abort.abort();
    this.#request = undefined;
    this.#deadline.cancel();
    this.#pause.cancel();
    this.#attempt = 0;
  }

  #next() {
    const live = this.#live;
    if (!live || !isWellFormed(live.symbol) || this.#request || this.#pause.isRunning) return;
    const now = this.#deps.now();
    for (const want of this.#wants) {
      const part = live.book.archive.lacking(want.interval, want, now);
      if (part) {
        this.#fetch(live, { ...part, interval: want.interval });
        return;
      }
    }
  }

  /** @param {Archived} live @param {{ interval: number, from: number, to?: number }} part  without an end until now */
  async #fetch(live, { interval, from, to }) {
    const { url, get, now, changed } = this.#deps;
    const start = Math.max(0, Math.floor(from / interval) * interval);
    const want = { interval, from: start, to: to ?? now() };
    const request = { abort: new AbortController() };
    this.#request = request;
    this.#deadline.start(() => request.abort.abort(), DEADLINE);
    const query = new URLSearchParams({ symbol: live.symbol, interval: String(interval), from: String(start) });
    if (to !== undefined) query.set('to', String(to));
    const answer = await read(get(`${url}?${query}`, request.abort.signal), want);
    // Another symbol is shown.
    if (this.#request !== request) return;
    this.#request = undefined;
    this.#deadline.cancel();
    if (answer.page) {
      this.#attempt = 0;
      live.onHistory(answer.page);
      this.#next();
    } else {
      if (answer.isAbsent) live.book.archive.onAbsent();
      this.#wait(answer.pause, answer.isAbsent);
    }
    changed();
  }

  /** @param {number} pause @param {boolean} isAbsent */
  #wait(pause, isAbsent) {
    this.#attempt = isAbsent ? 0 : this.#attempt + 1;
    const least = Math.min(MAX_PAUSE, pause);
    this.#pause.start(() => this.#next(), Math.max(least, isAbsent ? 0 : backoff(this.#attempt, this.#deps.random)));
  }
}

/**
 * @param {Promise<Response>} requested
 * @param {Want} want
 * @returns {Promise<{ page?: HistoryPage, isAbsent: boolean, pause: number }>}  a page, or how long to wait before the next request
 */
async function read(requested, want) {
  const absent = { isAbsent: true, pause: ABSENT_PAUSE };
  try {
    const response = await requested;
    if (response.status === NOT_FOUND) return absent;
    const pause = 1_000 * (Number(response.headers.get('Retry-After')) || 0);
    if (PENDING.includes(response.status)) return { isAbsent: false, pause: Math.max(1_000, pause) };
    if (!response.ok) return { isAbsent: false, pause: RETRY };
    const page = toHistoryPage(await response.json(), want.interval, want);
    return page ? { page, isAbsent: false, pause: 0 } : absent;
  } catch {
    // No answer in time, or not JSON: the chart shows what it has.
    return { isAbsent: false, pause: RETRY };
  }
}

// @ts-check
import { Timer, Timers, backoff } from '../kit/timers.js';
import { isWellFormed } from '../symbols/symbol-name.js';
import { toHistoryPage } from './history-page.js';

/**
 * @typedef {import('./archive.js').Stretch} Stretch
 * @typedef {import('./archive.js').HistoryPage} HistoryPage
 * @typedef {Stretch & { interval: number, canWait?: boolean }} Want  candles of a length in ms; what can wait is not needed by the view
 * @typedef {object} Archived  a symbol whose history is fetched
 * @property {string} symbol
 * @property {{ archive: import('./archive.js').Archive }} book
 * @property {(page: HistoryPage) => void} onHistory
 * @typedef {object} First  a request that the page's head has sent, up to now
 * @property {string} symbol
 * @property {number} interval  ms
 * @property {number} from  ms
 * @property {Promise<Response>} response
 * @property {AbortController} abort
 * @typedef {object} Deps
 * @property {string} url
 * @property {(url: string, signal: AbortSignal) => Promise<Response>} get
 * @property {import('../kit/timers.js').Clock} clock
 * @property {() => number} random
 * @property {() => number} now  ms by the server's clock
 * @property {() => void} changed  something was fetched, or will not be
 * @property {() => First | undefined} [first]  the request that the page's head has sent by now
 * @typedef {Want & { abort: AbortController }} Request
 * @typedef {object} Answer  a page, or how long to wait before the next request
 * @property {HistoryPage} [page]
 * @property {boolean} isAbsent  the server has none
 * @property {number} pause  ms
 */

/** Request timeout, ms. */
export const DEADLINE = 15_000;
/** When a request that failed is repeated, at the earliest, ms. */
export const RETRY = 5_000;
/** When the history of a symbol without any is requested again, ms: it may have been recorded meanwhile. */
export const ABSENT_PAUSE = 5 * 60_000;
const MAX_PAUSE = 60 * 60_000;
/** Between two requests for what the server is still fetching itself: at first, and at most, ms. */
const PENDING_PAUSE = 1_000;
const MAX_PENDING_PAUSE = 30_000;
/** From the first answer for a symbol until what can wait is requested, ms: the page is then loaded, and the reader still looks at it. */
export const SETTLING = 2_000;
/** The server is overloaded or restarting, or rate-limits. */
const BUSY = [202, 429, 503];
/** There is no history of such a symbol. */
const ABSENT = [400, 404, 410];

/**
 * Fetches the history that the view of one symbol lacks: never the same stretch twice, the newest first, one request at a time. The
 * candles go into the symbol's `CandleBook`; nothing is kept here.
 */
export class History {
  /** @type {Deps} */ #deps;
  /** @type {Timer} */ #deadline;
  /** @type {Timer} */ #pause;
  /** Until the next request for candles of a length that the server is still fetching. @type {Timers} */ #pending;
  /** The requests since it began to, by length of candles. @type {Map<number, number>} */ #pendingFor = new Map();
  /** @type {Archived | undefined} */ #live;
  /** What the views need now, the most important first. @type {readonly Want[]} */ #wants = [];
  /** The request under way. @type {Request | undefined} */ #request;
  /** Whether the request of the page's head was taken, or is not the one needed. */ #isFirstOver = false;
  #attempt = 0;
  /** Runs from the first answer for the symbol. @type {Timer} */ #settling;
  #isSettled = false;

  /** @param {Deps} deps */
  constructor(deps) {
    this.#deps = deps;
    this.#deadline = new Timer(deps.clock);
    this.#pause = new Timer(deps.clock);
    this.#settling = new Timer(deps.clock);
    this.#pending = new Timers(deps.clock);
  }

  /** Whether a request for the symbol has not been answered yet, or is repeated later. @param {Archived} live */
  isLoading(live) {
    return live === this.#live && !live.book.archive.isAbsent
      && (this.#request !== undefined || this.#pause.isRunning || this.#pending.names.length > 0);
  }

  /** Whether requests fail. */
  get hasFailed() { return this.#attempt > 0; }

  /** Another symbol is shown: what was being fetched is not needed any more. @param {Archived} live */
  show(live) {
    if (live === this.#live) return;
    this.#cancel();
    this.#live = live;
    this.#wants = [];
  }

  /**
   * Sets what the views need; the rest is not fetched, and a request under way that serves none of it is aborted.
   * @param {readonly Want[]} wants  the most important first
   */
  want(wants) {
    this.#wants = wants;
    if (this.#request && !wants.some((one) => one.interval === this.#request?.interval && this.#lacking(one))) this.#drop();
    this.#next();
  }

  /** There is a network again: what failed is requested at once. */
  retry() {
    if (!this.hasFailed || this.#request) return;
    this.#pause.cancel();
    this.#next();
  }

  stop() {
    this.#cancel();
    this.#live = undefined;
  }

  #cancel() {
    this.#drop();
    this.#pause.cancel();
    for (const name of this.#pending.names) this.#pending.cancel(name);
    this.#pendingFor.clear();
    this.#settling.cancel();
    this.#isSettled = false;
    this.#attempt = 0;
  }

  #drop() {
    this.#request?.abort.abort();
    this.#request = undefined;
    this.#deadline.cancel();
  }

  #next() {
    const live = this.#live;
    if (!live || !isWellFormed(live.symbol) || this.#request || this.#pause.isRunning) return;
    for (const want of this.#wants) {
      const isLater = this.#pending.has(String(want.interval)) || want.canWait && !this.#isSettled;
      const part = isLater ? undefined : this.#lacking(want);
      if (part) {
        this.#fetch(live, { ...part, interval: want.interval });
        return;
      }
    }
  }

  /** The part of what a view needs that was not fetched yet. @param {Want} want */
  #lacking(want) {
    return this.#live?.book.archive.lacking(want.interval, want, this.#deps.now());
  }

  /** @param {Archived} live @param {{ interval: number, from: number, to?: number }} part  without an end until now */
  async #fetch(live, { interval, from, to }) {
    const { now, changed } = this.#deps;
    const wanted = Math.max(0, Math.floor(from / interval) * interval);
    const first = to === undefined ? this.#takeFirst(live.symbol, interval, wanted) : undefined;
    const request = { interval, from: first?.from ?? wanted, to: to ?? now(), abort: first?.abort ?? new AbortController() };
    this.#request = request;
    this.#deadline.start(() => request.abort.abort(), DEADLINE);
    const answer = await read(first?.response ?? this.#send(live.symbol, request, to), request);
    // Another symbol is shown, or another range.
    if (this.#request !== request) return;
    this.#request = undefined;
    this.#deadline.cancel();
    this.#take(live, interval, answer);
    changed();
  }

  /** @param {string} symbol @param {Request} request @param {number} [to] */
  #send(symbol, { interval, from, abort }, to) {
    const query = new URLSearchParams({ symbol, interval: String(interval), from: String(from) });
    if (to !== undefined) query.set('to', String(to));
    return this.#deps.get(`${this.#deps.url}?${query}`, abort.signal);
  }

  /** The request of the page's head, if its answer will hold this; it can be taken once. @param {string} symbol @param {number} interval @param {number} from */
  #takeFirst(symbol, interval, from) {
    const first = this.#isFirstOver ? undefined : this.#deps.first?.();
    this.#isFirstOver = true;
    return first?.symbol === symbol && first.interval === interval && first.from <= from ? first : undefined;
  }

  /** @param {Archived} live @param {number} interval @param {Answer} answer */
  #take(live, interval, { page, isAbsent, pause }) {
    if (!page) {
      if (isAbsent) live.book.archive.onAbsent();
      this.#wait(pause, isAbsent);
      return;
    }
    this.#attempt = 0;
    live.onHistory(page);
    if (!this.#isSettled && !this.#settling.isRunning) this.#settling.start(() => this.#settle(), SETTLING);
    if (page.isPending) this.#waitForServer(interval);
    else this.#pendingFor.delete(interval);
    this.#next();
  }

  #settle() {
    this.#isSettled = true;
    this.#next();
  }

  /** @param {number} pause @param {boolean} isAbsent */
  #wait(pause, isAbsent) {
    this.#attempt = isAbsent ? 0 : this.#attempt + 1;
    const least = Math.min(MAX_PAUSE, pause);
    this.#pause.start(() => this.#next(), Math.max(least, isAbsent ? 0 : backoff(this.#attempt, this.#deps.random)));
  }

  /** The server is still fetching candles of a length; all others can be requested meanwhile. @param {number} interval */
  #waitForServer(interval) {
    const attempt = this.#pendingFor.get(interval) ?? 0;
    this.#pendingFor.set(interval, attempt + 1);
    const pause = Math.min(MAX_PENDING_PAUSE, PENDING_PAUSE * 2 ** Math.min(attempt, 10));
    // Up to a quarter more, so that pages opened together do not send requests together.
    this.#pending.start(String(interval), () => this.#next(), pause * (1 + this.#deps.random() / 4));
  }
}

/** @param {Promise<Response>} requested @param {Want} want @returns {Promise<Answer>} */
async function read(requested, { interval, from, to }) {
  const absent = { isAbsent: true, pause: ABSENT_PAUSE };
  try {
    const response = await requested;
    if (ABSENT.includes(response.status)) return absent;
    const pause = 1_000 * (Number(response.headers.get('Retry-After')) || 0);
    if (BUSY.includes(response.status)) return { isAbsent: false, pause: Math.max(1_000, pause) };
    if (!response.ok) return { isAbsent: false, pause: RETRY };
    const page = toHistoryPage(await response.json(), interval, { from, to });
    return page ? { page, isAbsent: false, pause: 0 } : absent;
  } catch {
    // No answer in time, or not JSON: the chart shows what it has.
    return { isAbsent: false, pause: RETRY };
  }
}

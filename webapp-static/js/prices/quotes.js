// @ts-check
import { Timer, backoff } from '../kit/timers.js';

/**
 * @typedef {object} Day  the figures of a trading day up to the time of its quote
 * @property {number} open
 * @property {number} high
 * @property {number} low
 * @property {number} [volume]  only if a source has counted all of the day
 * @property {number} time  ms
 * @typedef {{ close?: number, figures?: Day }} Quote
 * @typedef {Quote & { day: string, at: number }} Answer
 * @typedef {object} Deps
 * @property {string} url
 * @property {(url: string) => Promise<Response>} get
 * @property {import('../kit/timers.js').Clock} clock
 * @property {() => number} random
 * @property {() => string} today  identifies the trading day; when it changes, so does the previous close
 * @property {() => number} now  ms
 * @property {(symbol: string, previousClose: number) => void} onClose
 * @property {(symbol: string, day: Day) => void} onDay
 */

/** How often to check for a new trading day, ms. */
export const LOOK_PAUSE = 60_000;
/** Refresh interval of the day's figures of the most important symbol, ms. */
export const DAY_PAUSE = 5 * 60_000;
/** Answers kept, so that switching between symbols does not repeat requests. */
const MAX_ANSWERS = 100;
const MAX_PAUSE = 60 * 60_000;
/** The server is still fetching the quote, or rate-limits. */
const PENDING = [202, 503];
const NOT_FOUND = 404;

/**
 * Fetches the previous close of each wanted symbol once a day, and refreshes the day's figures of the most important one. One
 * request at a time, because these numbers have the lowest priority. A symbol without a quote is not requested again that day.
 */
export class Quotes {
  /** @type {Deps} */ #deps;
  /** @type {Timer} */ #timer;
  /** @type {readonly string[]} */ #wanted = [];
  /** @type {Map<string, Answer>} */ #answers = new Map();
  #isFetching = false;
  #isPaused = false;
  #attempt = 0;

  /** @param {Deps} deps */
  constructor(deps) {
    this.#deps = deps;
    this.#timer = new Timer(deps.clock);
  }

  /**
   * Sets the symbols to fetch quotes for; for a new one, a known answer is reported again.
   * @param {readonly string[]} symbols  the most important first
   */
  want(symbols) {
    const fresh = symbols.filter((symbol) => !this.#wanted.includes(symbol));
    this.#wanted = [...symbols];
    fresh.forEach((symbol) => this.#notify(symbol));
    this.#next();
  }

  /** @param {string} symbol */
  #notify(symbol) {
    const { close, figures } = this.#answers.get(symbol) ?? {};
    if (close !== undefined) this.#deps.onClose(symbol, close);
    if (figures) this.#deps.onDay(symbol, figures);
  }

  async #next() {
    if (this.#isFetching || this.#isPaused) return;
    const day = this.#deps.today();
    const symbol = this.#wanted.find((one, i) => this.#isDue(this.#answers.get(one), day, i === 0));
    if (symbol === undefined) {
      this.#timer.start(() => this.#next(), LOOK_PAUSE);
      return;
    }
    this.#isFetching = true;
    const { pause, ...quote } = await this.#fetch(symbol);
    this.#isFetching = false;
    if (pause !== undefined) this.#pause(pause);
    else {
      this.#attempt = 0;
      this.#keep(symbol, { ...quote, day, at: this.#deps.now() });
      this.#notify(symbol);
      this.#next();
    }
  }

  /**
   * A symbol without a quote is not requested again that day.
   * @param {Answer | undefined} answer
   * @param {string} day
   * @param {boolean} isMain
   */
  #isDue(answer, day, isMain) {
    if (answer?.day !== day) return true;
    const pause = answer.figures ? DAY_PAUSE : LOOK_PAUSE;
    return isMain && answer.close !== undefined && this.#deps.now() - answer.at >= pause;
  }

  /** @param {string} symbol @param {Answer} answer */
  #keep(symbol, answer) {
    this.#answers.delete(symbol);
    this.#answers.set(symbol, answer);
    if (this.#answers.size > MAX_ANSWERS) this.#answers.delete(this.#answers.keys().next().value ?? '');
  }

  /** @param {number} pause */
  #pause(pause) {
    this.#isPaused = true;
    this.#timer.start(() => {
      this.#isPaused = false;
      this.#next();
    }, Math.max(Math.min(pause, MAX_PAUSE), backoff(this.#attempt, this.#deps.random)));
    this.#attempt += 1;
  }

  /**
   * @param {string} symbol
   * @returns {Promise<Quote & { pause?: number }>}  the close, nothing, or how long to wait before the next request
   */
  async #fetch(symbol) {
    try {
      const response = await this.#deps.get(`${this.#deps.url}?symbol=${encodeURIComponent(symbol)}`);
      if (response.status === NOT_FOUND) return {};
      if (PENDING.includes(response.status)) return { pause: 1_000 * (Number(response.headers.get('Retry-After')) || 1) };
      if (!response.ok) return { pause: LOOK_PAUSE };
      return toQuote(await response.json());
    } catch {
      // No answer, or not JSON: until there is one, the change is relative to the first price.
      return { pause: LOOK_PAUSE };
    }
  }
}

/** @param {Record<string, unknown>} answer @returns {Quote} */
function toQuote({ previousClose, open, high, low, time }) {
  if (!isNumber(previousClose) || previousClose === 0) return {};
  const hasDay = isNumber(open) && isNumber(high) && isNumber(low) && isNumber(time);
  return { close: previousClose, figures: hasDay ? { open, high, low, time } : undefined };
}

/** @param {unknown} value @returns {value is number} */
function isNumber(value) {
  return typeof value === 'number' && Number.isFinite(value);
}

// @ts-check
import { Timer, backoff } from '../kit/timers.js';

/**
 * @typedef {object} Day  what a quote says of its trading day up to its time
 * @property {number} open
 * @property {number} high
 * @property {number} low
 * @property {number} time  ms
 * @typedef {{ close?: number, figures?: Day }} Quote
 * @typedef {Quote & { day: string, at: number }} Answer
 * @typedef {object} Deps
 * @property {string} url
 * @property {(url: string) => Promise<Response>} get
 * @property {import('../kit/timers.js').Clock} clock
 * @property {() => number} random
 * @property {() => string} today  a name of the trading day; another name, another close
 * @property {() => number} now  ms
 * @property {(symbol: string, previousClose: number) => void} onClose
 * @property {(symbol: string, day: Day) => void} onDay
 */

/** How often to see whether a new day has come. */
export const LOOK_PAUSE = 60_000;
/** After so long the day of the most important symbol has gone on: its figures are asked for again. */
export const DAY_PAUSE = 5 * 60_000;
/** Answers kept, so that whoever goes to and fro between symbols asks once. */
const MAX_ANSWERS = 100;
const MAX_PAUSE = 60 * 60_000;
/** It is being fetched, or has to wait. */
const PENDING = [202, 503];
const NOT_FOUND = 404;

/**
 * Fetches the previous close of each symbol wanted, once a day, and the figures of the day, of the most important one again and
 * again; one after another: a few numbers that nobody waits for must not stand in the way of anything. A server that has none
 * is believed.
 */
export class Quotes {
  /** @type {Deps} */ #deps;
  /** @type {Timer} */ #timer;
  /** @type {readonly string[]} */ #wanted = [];
  /** @type {Map<string, Answer>} */ #answers = new Map();
  #isAsking = false;
  #isPaused = false;
  #attempt = 0;

  /** @param {Deps} deps */
  constructor(deps) {
    this.#deps = deps;
    this.#timer = new Timer(deps.clock);
  }

  /**
   * Those to know the close of from now on; of a new one it is told again.
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
    if (this.#isAsking || this.#isPaused) return;
    const day = this.#deps.today();
    const symbol = this.#wanted.find((one, i) => this.#isDue(this.#answers.get(one), day, i === 0));
    if (symbol === undefined) {
      this.#timer.start(() => this.#next(), LOOK_PAUSE);
      return;
    }
    this.#isAsking = true;
    const { pause, ...quote } = await this.#ask(symbol);
    this.#isAsking = false;
    if (pause !== undefined) this.#pause(pause);
    else {
      this.#attempt = 0;
      this.#keep(symbol, { ...quote, day, at: this.#deps.now() });
      this.#notify(symbol);
      this.#next();
    }
  }

  /** A server without a quote is not asked again that day. @param {Answer | undefined} answer @param {string} day @param {boolean} isMain */
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
   * @returns {Promise<Quote & { pause?: number }>}  the close, none, or how long to wait before asking again
   */
  async #ask(symbol) {
    try {
      const response = await this.#deps.get(`${this.#deps.url}?symbol=${encodeURIComponent(symbol)}`);
      if (response.status === NOT_FOUND) return {};
      if (PENDING.includes(response.status)) return { pause: 1_000 * (Number(response.headers.get('Retry-After')) || 1) };
      if (!response.ok) return { pause: LOOK_PAUSE };
      return toQuote(await response.json());
    } catch {
      // No answer, or not JSON: the change is told since the first price meanwhile.
      return { pause: LOOK_PAUSE };
    }
  }
}

/** @param {Record<string, unknown>} answer @returns {Quote} */
function toQuote({ previousClose, open, high, low, time }) {
  if (!isNumber(previousClose) || previousClose === 0) return {};
  const isTold = isNumber(open) && isNumber(high) && isNumber(low) && isNumber(time);
  return { close: previousClose, figures: isTold ? { open, high, low, time } : undefined };
}

/** @param {unknown} value @returns {value is number} */
function isNumber(value) {
  return typeof value === 'number' && Number.isFinite(value);
}

// @ts-check
import { backoff } from './backoff.js';
import { Timer } from './timers.js';

/**
 * @typedef {{ day: string, close: number | undefined }} Answer
 * @typedef {object} Surroundings
 * @property {string} url
 * @property {(url: string) => Promise<Response>} get
 * @property {import('./timers.js').Clock} clock
 * @property {() => number} random
 * @property {() => string} today  a name of the trading day; another name, another close
 * @property {(symbol: string, previousClose: number) => void} onClose
 */

/** How often to see whether a new day has come. */
export const LOOK_PAUSE = 60_000;
/** Answers kept, so that whoever goes to and fro between symbols asks once. */
const MAX_ANSWERS = 100;
const MAX_PAUSE = 60 * 60_000;
/** It is being fetched, or has to wait. */
const LATER = [202, 503];
const NOT_FOUND = 404;

/**
 * Fetches the previous close of each symbol wanted, once a day, one after another: a few numbers
 * that nobody waits for must not stand in the way of anything. A server that has none is believed.
 */
export class Quotes {
  /** @type {Surroundings} */ #around;
  /** @type {Timer} */ #timer;
  /** @type {readonly string[]} */ #wanted = [];
  /** @type {Map<string, Answer>} */ #answers = new Map();
  #isAsking = false;
  #isPaused = false;
  #attempt = 0;

  /** @param {Surroundings} around */
  constructor(around) {
    this.#around = around;
    this.#timer = new Timer(around.clock);
  }

  /**
   * Those to know the close of from now on; of a new one it is told again.
   * @param {readonly string[]} symbols  the most important first
   */
  want(symbols) {
    const fresh = symbols.filter((symbol) => !this.#wanted.includes(symbol));
    this.#wanted = [...symbols];
    fresh.forEach((symbol) => this.#tell(symbol));
    this.#next();
  }

  /** @param {string} symbol */
  #tell(symbol) {
    const close = this.#answers.get(symbol)?.close;
    if (close !== undefined) this.#around.onClose(symbol, close);
  }

  async #next() {
    if (this.#isAsking || this.#isPaused) return;
    const day = this.#around.today();
    const symbol = this.#wanted.find((one) => this.#answers.get(one)?.day !== day);
    if (symbol === undefined) {
      this.#timer.start(() => this.#next(), LOOK_PAUSE);
      return;
    }
    this.#isAsking = true;
    const { close, pause } = await this.#ask(symbol);
    this.#isAsking = false;
    if (pause !== undefined) this.#rest(pause);
    else {
      this.#attempt = 0;
      this.#keep(symbol, { day, close });
      this.#tell(symbol);
      this.#next();
    }
  }

  /** @param {string} symbol @param {Answer} answer */
  #keep(symbol, answer) {
    this.#answers.delete(symbol);
    this.#answers.set(symbol, answer);
    if (this.#answers.size > MAX_ANSWERS) this.#answers.delete(this.#answers.keys().next().value ?? '');
  }

  /** @param {number} pause */
  #rest(pause) {
    this.#isPaused = true;
    this.#timer.start(() => {
      this.#isPaused = false;
      this.#next();
    }, Math.max(Math.min(pause, MAX_PAUSE), backoff(this.#attempt, this.#around.random)));
    this.#attempt += 1;
  }

  /**
   * @param {string} symbol
   * @returns {Promise<{ close?: number, pause?: number }>}  the close, none, or how long to wait before asking again
   */
  async #ask(symbol) {
    try {
      const response = await this.#around.get(`${this.#around.url}?symbol=${encodeURIComponent(symbol)}`);
      if (response.status === NOT_FOUND) return {};
      if (LATER.includes(response.status)) return { pause: 1_000 * (Number(response.headers.get('Retry-After')) || 1) };
      if (!response.ok) return { pause: LOOK_PAUSE };
      const { previousClose } = await response.json();
      return typeof previousClose === 'number' && previousClose !== 0 ? { close: previousClose } : {};
    } catch {
      // No answer, or not JSON: the change is told since the first price meanwhile.
      return { pause: LOOK_PAUSE };
    }
  }
}

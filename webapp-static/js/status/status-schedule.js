// @ts-check
import { Timer } from '../kit/timers.js';

/**
 * @typedef {object} Surroundings
 * @property {{ follow(everyMs: number): () => void }} server
 * @property {import('../kit/timers.js').Clock} clock
 * @property {() => number} random
 */

/** While somebody reads the answers. */
export const WATCHED_PAUSE = 2_000;
/** A few questions compare the clocks: one may meet a slow moment of the network. */
export const SAMPLES = 3;
export const SAMPLE_PAUSE = 500;
/** Clocks drift by seconds a day. */
export const CHECK_PAUSE = 30 * 60_000;
/** Browsers that come back together must not ask together. */
export const MAX_DELAY = 60_000;

/** When to ask the server how it is: every other second while its answers are shown, else only now and then for its clock. */
export class StatusSchedule {
  /** @type {Surroundings} */ #around;
  /** @type {Timer} */ #timer;
  #stopWatching = () => {};
  #stopSampling = () => {};
  #wasOpen = false;
  #left = 0;

  /** @param {Surroundings} around */
  constructor(around) {
    this.#around = around;
    this.#timer = new Timer(around.clock);
  }

  /** @param {boolean} isOpen  the price socket is */
  onConnection(isOpen) {
    this.#timer.cancel();
    if (!isOpen) return;
    this.#timer.start(() => this.#check(), this.#wasOpen ? this.#around.random() * MAX_DELAY : 0);
    this.#wasOpen = true;
  }

  /** @param {boolean} isWatched  the answers are on the screen */
  watch(isWatched) {
    this.#stopWatching();
    this.#stopWatching = isWatched ? this.#around.server.follow(WATCHED_PAUSE) : () => {};
  }

  /** An answer has come, or none. */
  onAnswer() {
    this.#left -= 1;
    if (this.#left === 0) this.#stopSampling();
  }

  #check() {
    this.#stopSampling();
    this.#left = SAMPLES;
    this.#stopSampling = this.#around.server.follow(SAMPLE_PAUSE);
    this.#timer.start(() => this.#check(), CHECK_PAUSE);
  }
}

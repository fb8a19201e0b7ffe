// @ts-check

const BASE = 1_000;
const CAP = 30_000;
const MAX_DOUBLINGS = 16;

/**
 * A timer with at most one pending action; starting it again replaces the action. The clock is injected, so tests need not wait.
 * @typedef {object} Clock
 * @property {(action: () => void, delay: number) => number} set
 * @property {(id: number) => void} clear
 */
export class Timer {
  /** @type {Clock} */ #clock;
  /** @type {number | undefined} */ #id;

  /** @param {Clock} clock */
  constructor(clock) {
    this.#clock = clock;
  }

  get isRunning() { return this.#id !== undefined; }

  /** @param {() => void} action @param {number} delay */
  start(action, delay) {
    this.cancel();
    this.#id = this.#clock.set(() => {
      this.#id = undefined;
      action();
    }, delay);
  }

  cancel() {
    if (this.#id !== undefined) this.#clock.clear(this.#id);
    this.#id = undefined;
  }
}

/** The browser's own clock. @param {Window} window @returns {Clock} */
export function clockOf(window) {
  return { set: (action, delay) => window.setTimeout(action, delay), clear: (id) => window.clearTimeout(id) };
}

/** Timers by name. */
export class Timers {
  /** @type {Clock} */ #clock;
  /** @type {Map<string, Timer>} */ #timers = new Map();

  /** @param {Clock} clock */
  constructor(clock) {
    this.#clock = clock;
  }

  get names() { return [...this.#timers.keys()]; }

  /** @param {string} name */
  has(name) {
    return this.#timers.has(name);
  }

  /** @param {string} name @param {() => void} action @param {number} delay */
  start(name, action, delay) {
    this.cancel(name);
    const timer = new Timer(this.#clock);
    this.#timers.set(name, timer);
    timer.start(() => {
      this.#timers.delete(name);
      action();
    }, delay);
  }

  /** @param {string} name */
  cancel(name) {
    this.#timers.get(name)?.cancel();
    this.#timers.delete(name);
  }
}

/**
 * Exponential back-off with full jitter: a random delay in ms between 0 and a bound that doubles with each attempt, so that clients
 * disconnected together do not reconnect together.
 * @param {number} attempt  0 for the first
 * @param {() => number} random  from 0 to 1
 */
export function backoff(attempt, random) {
  const doublings = Math.min(Math.max(0, attempt), MAX_DOUBLINGS);
  return random() * Math.min(CAP, BASE * 2 ** doublings);
}

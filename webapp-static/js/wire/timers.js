// @ts-check

/**
 * One pending action at most; asking again replaces it. Time is passed in, so tests need not wait.
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

// @ts-check

/** One action that is planned at most once at a time: asking again while it waits changes nothing. */
export class Throttle {
  /** @type {import('./frame.js').Deps['setTimer']} */ #setTimer;
  /** @type {() => void} */ #action;
  #isScheduled = false;

  /**
   * @param {import('./frame.js').Deps['setTimer']} setTimer
   * @param {() => void} action
   */
  constructor(setTimer, action) {
    this.#setTimer = setTimer;
    this.#action = action;
  }

  /** @param {number} wait  in ms */
  schedule(wait) {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#setTimer(() => {
      this.#isScheduled = false;
      this.#action();
    }, wait);
  }
}

// @ts-check

/** Runs an action after a delay; further calls while it is pending have no effect. */
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

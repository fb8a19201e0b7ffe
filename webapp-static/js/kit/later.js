// @ts-check

/** One action that is planned at most once at a time: asking again while it waits changes nothing. */
export class Later {
  /** @type {import('./frame.js').Surroundings['setTimer']} */ #setTimer;
  /** @type {() => void} */ #action;
  #isPlanned = false;

  /**
   * @param {import('./frame.js').Surroundings['setTimer']} setTimer
   * @param {() => void} action
   */
  constructor(setTimer, action) {
    this.#setTimer = setTimer;
    this.#action = action;
  }

  /** @param {number} wait  in ms */
  plan(wait) {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    this.#setTimer(() => {
      this.#isPlanned = false;
      this.#action();
    }, wait);
  }
}

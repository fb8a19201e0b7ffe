// @ts-check

/** Smaller differences between two clocks are normal drift; ms. */
const JUMP = 5_000;

/**
 * This device's time, counted on its monotonic clock, so that setting the clock does not change the age of a price. Sleep is
 * detected too, because not every monotonic clock continues meanwhile.
 */
export class DeviceClock {
  /** @type {() => number} */ #wall;
  /** @type {() => number} */ #steady;
  /** How far the time of day was ahead of the monotonic clock at the last check, ms. @type {number} */ #ahead;

  /** @param {() => number} wall  the time of day, ms @param {() => number} steady  the monotonic clock, ms */
  constructor(wall, steady) {
    this.#wall = wall;
    this.#steady = steady;
    this.#ahead = wall() - steady();
  }

  /** The time, ms. */
  get now() { return this.#steady() + this.#ahead; }

  /**
   * Detects a jump of the time of day, and follows it. A jump forward means a set clock or sleep, one back a set clock.
   * @returns {number} by how much, ms; 0 if it has not
   */
  check() {
    const ahead = this.#wall() - this.#steady();
    const jump = ahead - this.#ahead;
    this.#ahead = ahead;
    return Math.abs(jump) < JUMP ? 0 : jump;
  }
}

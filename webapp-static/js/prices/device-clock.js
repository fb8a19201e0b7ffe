// @ts-check

/** Less than this is how timers and clocks differ without anything having happened, ms. */
export const JUMP = 5_000;

/**
 * This device's time, counted on its monotonic clock: somebody who sets the clock makes no price older or younger. A device that
 * slept is noticed, because not every monotonic clock goes on meanwhile.
 */
export class DeviceClock {
  /** @type {() => number} */ #wall;
  /** @type {() => number} */ #steady;
  /** What the time of day was ahead of the monotonic clock when last looked at. @type {number} */ #ahead;

  /** @param {() => number} wall  the time of day, ms @param {() => number} steady  the monotonic clock, ms */
  constructor(wall, steady) {
    this.#wall = wall;
    this.#steady = steady;
    this.#ahead = wall() - steady();
  }

  /** The time, ms. */
  get now() { return this.#steady() + this.#ahead; }

  /**
   * Looks whether the time of day has jumped, and follows it. Forward it was set, or the device slept; back it was set.
   * @returns {number} by how much, ms; 0 if it has not
   */
  check() {
    const ahead = this.#wall() - this.#steady();
    const jump = ahead - this.#ahead;
    this.#ahead = ahead;
    return Math.abs(jump) < JUMP ? 0 : jump;
  }
}

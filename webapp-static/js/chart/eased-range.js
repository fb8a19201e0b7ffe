// @ts-check

/** @typedef {import('./chart-window.js').Range} Range */

const DURATION = 160;

/** @param {number} part  from 0 to 1 */
function easeOut(part) {
  return 1 - (1 - part) ** 3;
}

/** A range that glides to its new ends when they are far away, and follows at once when near. */
export class EasedRange {
  /** @type {Range | undefined} */ #from;
  /** @type {Range | undefined} */ #target;
  /** @type {Range | undefined} */ #current;
  #since = 0;
  isMoving = false;

  reset() {
    this.#from = undefined;
    this.#target = undefined;
    this.#current = undefined;
    this.isMoving = false;
  }

  /**
   * @param {Range} target
   * @param {number} near  a step up to this is not worth gliding
   * @param {number} now
   * @returns {Range}
   */
  toward(target, near, now) {
    const current = this.#current ?? target;
    if (!this.#target || target.min !== this.#target.min || target.max !== this.#target.max) {
      this.#target = target;
      this.#from = current;
      this.#since = now;
      const distance = Math.max(Math.abs(target.min - current.min), Math.abs(target.max - current.max));
      this.isMoving = distance > near;
    }
    const part = this.isMoving ? Math.min(1, (now - this.#since) / DURATION) : 1;
    if (part >= 1) this.isMoving = false;
    const from = this.#from ?? target;
    const eased = easeOut(part);
    this.#current = {
      min: from.min + (target.min - from.min) * eased,
      max: from.max + (target.max - from.max) * eased,
    };
    return this.#current;
  }
}

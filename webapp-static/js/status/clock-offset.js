// @ts-check

/**
 * One look at another clock.
 * @typedef {{ sentAt: number, receivedAt: number, now: number }} Sample  in ms: asked and answered by our clock, `now` by theirs
 */

/** Enough to meet a quiet moment of the network, few enough to follow a clock that is set. */
const KEPT = 8;

/** How far another clock is ahead of ours, from questions and answers; the quickest answer tells best. */
export class ClockOffset {
  /** @type {{ offset: number, error: number }[]} */ #samples = [];

  /** @param {Sample} sample */
  add({ sentAt, receivedAt, now }) {
    const error = (receivedAt - sentAt) / 2;
    // A clock set back in between tells nothing.
    if (error < 0) return;
    this.#samples.push({ offset: now + error - receivedAt, error });
    if (this.#samples.length > KEPT) this.#samples.shift();
  }

  /** Offset to add to our clock, and how wrong that may be at most, in ms; undefined while unknown. */
  get best() {
    if (this.#samples.length === 0) return undefined;
    return this.#samples.reduce((best, one) => (one.error <= best.error ? one : best));
  }
}

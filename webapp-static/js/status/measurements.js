// @ts-check

/** Trades of one frame that are kept; of a bigger flood those left out would say the same. */
const MAX_WAITING = 256;
const KEPT = 1_024;
/** How far back the figures look. */
export const WINDOW = 60_000;

/**
 * How long trades take to the screen. Taking one costs a write into a ring; percentiles are worked out
 * when asked for. Times are of this device's clock; the offset to the server's is added when reading.
 */
export class Latency {
  #waiting = new Float64Array(MAX_WAITING);
  #count = 0;
  #delays = new Float64Array(KEPT);
  #at = new Float64Array(KEPT);
  #next = 0;
  #filled = 0;

  /** A trade came and will be on the next frame. @param {number} time  of the trade, in ms */
  received(time) {
    if (this.#count < MAX_WAITING) this.#waiting[this.#count++] = time;
  }

  /** The frame that shows what came. @param {number} now  in ms */
  painted(now) {
    for (let i = 0; i < this.#count; i += 1) {
      this.#delays[this.#next] = now - this.#waiting[i];
      this.#at[this.#next] = now;
      this.#next = (this.#next + 1) % KEPT;
      this.#filled = Math.min(KEPT, this.#filled + 1);
    }
    this.#count = 0;
  }

  /** Another symbol is shown. */
  reset() {
    this.#count = 0;
    this.#filled = 0;
    this.#next = 0;
  }

  /**
   * Median and 99th percentile of the last minute in ms, never below nothing; undefined without a trade.
   * @param {number} now
   * @param {number} offset  of the server's clock to ours
   */
  figures(now, offset) {
    const recent = this.#delays.slice(0, this.#filled).filter((_, i) => now - this.#at[i] <= WINDOW).sort();
    if (recent.length === 0) return undefined;
    const at = (/** @type {number} */ share) => Math.max(0, recent[Math.ceil(share * recent.length) - 1] + offset);
    return { p50: at(0.5), p99: at(0.99) };
  }
}

const SECOND = 1_000;
/** Whole seconds that the figures look back. */
export const SECONDS = 5;
const SLOTS = SECONDS + 1;

/** Frames and bytes per second, over the last whole seconds. Counting one costs two additions. */
export class Rate {
  #seconds = new Float64Array(SLOTS).fill(-1);
  #frames = new Float64Array(SLOTS);
  #bytes = new Float64Array(SLOTS);

  /** @param {number} now  in ms @param {number} bytes */
  add(now, bytes) {
    const second = Math.floor(now / SECOND);
    const slot = second % SLOTS;
    if (this.#seconds[slot] !== second) {
      this.#seconds[slot] = second;
      this.#frames[slot] = 0;
      this.#bytes[slot] = 0;
    }
    this.#frames[slot] += 1;
    this.#bytes[slot] += bytes;
  }

  /** @param {number} now  in ms */
  perSecond(now) {
    const current = Math.floor(now / SECOND);
    let frames = 0;
    let bytes = 0;
    this.#seconds.forEach((second, slot) => {
      // The second that has not ended yet would make the figures too small.
      if (second >= current || second < current - SECONDS) return;
      frames += this.#frames[slot];
      bytes += this.#bytes[slot];
    });
    return { frames: frames / SECONDS, bytes: bytes / SECONDS };
  }
}

/**
 * One look at another clock.
 * @typedef {{ sentAt: number, receivedAt: number, now: number }} Sample  in ms: asked and answered by our clock, `now` by theirs
 */

/** Enough to meet a quiet moment of the network, few enough to follow a clock that is set. */
const KEPT_SAMPLES = 8;

/** How far another clock is ahead of ours, from questions and answers; the quickest answer tells best. */
export class ClockOffset {
  /** @type {{ offset: number, error: number }[]} */ #samples = [];

  /** @param {Sample} sample */
  add({ sentAt, receivedAt, now }) {
    const error = (receivedAt - sentAt) / 2;
    // A clock set back in between tells nothing.
    if (error < 0) return;
    this.#samples.push({ offset: now + error - receivedAt, error });
    if (this.#samples.length > KEPT_SAMPLES) this.#samples.shift();
  }

  /** Offset to add to our clock, and how wrong that may be at most, in ms; undefined while unknown. */
  get best() {
    if (this.#samples.length === 0) return undefined;
    return this.#samples.reduce((best, one) => (one.error <= best.error ? one : best));
  }
}

// @ts-check

/**
 * One reading of another clock.
 * @typedef {{ sentAt: number, receivedAt: number, now: number }} Sample  in ms: request and response by our clock, `now` by theirs
 */

/** Most trades of one frame that are measured; more would not change the figures. */
const MAX_WAITING = 256;
const RING_SIZE = 1_024;
/** Time that the figures cover, ms. */
export const WINDOW = 60_000;
const SECOND = 1_000;
/** Whole seconds that the figures cover. */
export const SECONDS = 5;
const SLOTS = SECONDS + 1;
/** Enough to catch a quiet moment of the network, few enough to follow a clock that is set. */
const MAX_SAMPLES = 8;

/**
 * The delay of trades to the screen. Recording one costs a write into a ring; percentiles are computed on demand. Times are of this
 * device's clock; the offset to the server's is added when reading.
 */
export class Latency {
  #waiting = new Float64Array(MAX_WAITING);
  #count = 0;
  #delays = new Float64Array(RING_SIZE);
  #at = new Float64Array(RING_SIZE);
  #next = 0;
  #filled = 0;

  /** A trade has arrived; the next frame will show it. @param {number} time  of the trade, in ms */
  received(time) {
    if (this.#count < MAX_WAITING) this.#waiting[this.#count++] = time;
  }

  /** The frame with the trades received was painted. @param {number} now  in ms */
  painted(now) {
    for (let i = 0; i < this.#count; i += 1) {
      this.#delays[this.#next] = now - this.#waiting[i];
      this.#at[this.#next] = now;
      this.#next = (this.#next + 1) % RING_SIZE;
      this.#filled = Math.min(RING_SIZE, this.#filled + 1);
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
   * Median and 99th percentile of the last minute in ms, at least 0; undefined without a trade.
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
      // The current second is incomplete and would make the figures too small.
      if (second >= current || second < current - SECONDS) return;
      frames += this.#frames[slot];
      bytes += this.#bytes[slot];
    });
    return { frames: frames / SECONDS, bytes: bytes / SECONDS };
  }
}

/** Estimates how far another clock is ahead of ours from round trips; the shortest one is the most accurate. */
export class ClockOffset {
  /** @type {{ offset: number, error: number }[]} */ #samples = [];

  /** @param {Sample} sample */
  add({ sentAt, receivedAt, now }) {
    const error = (receivedAt - sentAt) / 2;
    // A negative round trip: the clock was set back in between.
    if (error < 0) return;
    this.#samples.push({ offset: now + error - receivedAt, error });
    if (this.#samples.length > MAX_SAMPLES) this.#samples.shift();
  }

  /** Offset to add to our clock, and its largest possible error, in ms; undefined while unknown. */
  get best() {
    if (this.#samples.length === 0) return undefined;
    return this.#samples.reduce((best, one) => (one.error <= best.error ? one : best));
  }
}

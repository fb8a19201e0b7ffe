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

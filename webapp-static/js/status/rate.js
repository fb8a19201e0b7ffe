// @ts-check

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

// @ts-check
import { firstFrom } from '../kit/binary-search.js';

/**
 * @typedef {import('./protocol.js').Candle} Candle
 * @typedef {import('./protocol.js').Trade} Trade
 * @typedef {Candle & { first: number, last: number, isArchived?: boolean }} Growing  with the times of its first and last price,
 * and whether it was fetched as history
 */

/** Old candles are dropped in steps, because cutting moves the whole array. */
const CUT = 256;

/** One symbol's candles of one length, in order of time, only where there were prints; bounded. Owned by one `CandleBook`. */
export class CandleLog {
  /** @type {number} */ #interval;
  /** @type {number} */ #capacity;
  /** @type {Growing[]} */ #candles = [];

  /** @param {number} interval  ms @param {number} capacity  candles kept */
  constructor(interval, capacity) {
    this.#interval = interval;
    this.#capacity = capacity;
  }

  get interval() { return this.#interval; }

  /** Oldest first; read only. @returns {readonly Candle[]} */
  get candles() { return this.#candles; }

  /**
   * Replaces all candles from the first one the server sent on. Older ones stay, and so does history where the server sent none:
   * it fills times in which nothing was recorded.
   * @param {readonly Candle[]} candles
   */
  replace(candles) {
    if (candles.length === 0) return;
    const history = this.#candles.splice(firstFrom(this.#candles, candles[0].x)).filter(({ isArchived }) => isArchived);
    const newest = candles[candles.length - 1];
    // The server does not send the times inside a candle: only in the newest one can a later print still become the close.
    for (const one of candles) {
      this.#candles.push({ ...one, w: this.#interval, first: one.x, last: one === newest ? one.x : Infinity });
    }
    if (history.length > 0) this.merge(history, 0, false);
    this.#cut();
  }

  /** Adds a print to the candle that its time falls into. @param {Trade} trade */
  add({ price, time, volume }) {
    const x = Math.floor(time / this.#interval) * this.#interval;
    const candles = this.#candles;
    const newest = candles.at(-1);
    const i = !newest || x > newest.x ? candles.length : x === newest.x ? candles.length - 1 : firstFrom(candles, x);
    const known = candles[i];
    if (known?.x === x) grow(known, price, time, volume);
    else if (i > 0 || candles.length < this.#capacity) {
      candles.splice(i, 0, { x, w: this.#interval, o: price, h: price, l: price, c: price, v: volume, n: 1, first: time, last: time });
      this.#cut();
    }
  }

  /**
   * Merges history into the candles, which may then be more.
   * @param {readonly Candle[]} history  in order of time
   * @param {number} capacity
   * @param {boolean} isNewer  whether it replaces candles known for the same time
   * @returns {boolean} whether the oldest had no room
   */
  merge(history, capacity, isNewer) {
    this.#capacity = Math.max(this.#capacity, capacity);
    const known = this.#candles;
    /** @type {Growing[]} */
    const merged = [];
    let at = 0;
    for (const one of history) {
      while (at < known.length && known[at].x < one.x) merged.push(known[at++]);
      const own = known[at]?.x === one.x ? known[at++] : undefined;
      merged.push(own && !isNewer ? own : { ...one, w: this.#interval, first: one.x, last: Infinity, isArchived: true });
    }
    merged.push(...known.slice(at));
    const excess = Math.max(0, merged.length - this.#capacity);
    this.#candles = excess > 0 ? merged.slice(excess) : merged;
    return excess > 0;
  }

  #cut() {
    if (this.#candles.length > this.#capacity + CUT) this.#candles.splice(0, this.#candles.length - this.#capacity);
  }
}

/** @param {Growing} candle @param {number} price @param {number} time @param {number} volume */
function grow(candle, price, time, volume) {
  if (time < candle.first) {
    candle.first = time;
    candle.o = price;
  }
  if (time >= candle.last) {
    candle.last = time;
    candle.c = price;
  }
  candle.h = Math.max(candle.h, price);
  candle.l = Math.min(candle.l, price);
  candle.v += volume;
  candle.n += 1;
}

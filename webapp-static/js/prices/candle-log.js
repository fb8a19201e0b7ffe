// @ts-check
import { firstIndex } from '../kit/sorted.js';

/**
 * @typedef {object} Candle
 * @property {number} x  its start, ms
 * @property {number} w  how long it is, ms
 * @property {number} o  first price by time
 * @property {number} h
 * @property {number} l
 * @property {number} c  last price by time
 * @property {number} v  volume; price updates without a trade add nothing
 * @property {number} n  prints, price updates included
 * @typedef {{ price: number, time: number, volume: number, seq: number }} Trade
 * @typedef {Candle & { first: number, last: number }} Growing  with the times of its first and last price
 */

/** Room is made in steps, because cutting moves the whole array. */
const CUT = 256;

/**
 * Index of the first candle that starts at or after a time.
 * @param {readonly Candle[]} candles
 * @param {number} time
 */
export function firstFrom(candles, time) {
  return firstIndex(candles, (candle) => candle.x >= time);
}

/** One symbol's candles of one length, in order, only where there were prints; bounded. Owned by its candle book. */
export class CandleLog {
  /** @type {number} */ #interval;
  /** @type {number} */ #most;
  /** @type {Growing[]} */ #candles = [];

  /** @param {number} interval  ms @param {number} most  candles kept */
  constructor(interval, most) {
    this.#interval = interval;
    this.#most = most;
  }

  /** Oldest first; read only. @returns {readonly Candle[]} */
  get candles() { return this.#candles; }

  /**
   * Takes what the server built; candles of our own from its first one on give way, older ones stay.
   * @param {readonly Candle[]} candles
   */
  replace(candles) {
    if (candles.length === 0) return;
    this.#candles.length = firstFrom(this.#candles, candles[0].x);
    const newest = candles[candles.length - 1];
    // The times inside are the server's secret: only in the newest candle may a price still be the last one.
    for (const one of candles) {
      this.#candles.push({ ...one, w: this.#interval, first: one.x, last: one === newest ? one.x : Infinity });
    }
    this.#cut();
  }

  /** Adds a print to the candle of its own time. @param {Trade} trade */
  add({ price, time, volume }) {
    const x = Math.floor(time / this.#interval) * this.#interval;
    const candles = this.#candles;
    const newest = candles.at(-1);
    const i = !newest || x > newest.x ? candles.length : x === newest.x ? candles.length - 1 : firstFrom(candles, x);
    const known = candles[i];
    if (known?.x === x) grow(known, price, time, volume);
    else if (i > 0 || candles.length < this.#most) {
      candles.splice(i, 0, { x, w: this.#interval, o: price, h: price, l: price, c: price, v: volume, n: 1, first: time, last: time });
      this.#cut();
    }
  }

  #cut() {
    if (this.#candles.length > this.#most + CUT) this.#candles.splice(0, this.#candles.length - this.#most);
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

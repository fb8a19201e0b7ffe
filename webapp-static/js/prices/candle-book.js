// @ts-check
import { firstFrom } from '../kit/binary-search.js';

/**
 * @typedef {import('./protocol.js').Candle} Candle
 * @typedef {import('./protocol.js').CandleBatch} CandleBatch
 * @typedef {import('./protocol.js').Cause} Cause
 * @typedef {import('./protocol.js').Gap} Gap
 * @typedef {import('./protocol.js').Trade} Trade
 * @typedef {Candle & { first: number, last: number }} Growing  with the times of its first and last price
 */

/** Room is made in steps, because cutting moves the whole array. */
const CUT = 256;

/** One symbol's candles of one length, in order, only where there were prints; bounded. Owned by its candle book. */
export class CandleLog {
  /** @type {number} */ #interval;
  /** @type {number} */ #capacity;
  /** @type {Growing[]} */ #candles = [];

  /** @param {number} interval  ms @param {number} capacity  candles kept */
  constructor(interval, capacity) {
    this.#interval = interval;
    this.#capacity = capacity;
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
    else if (i > 0 || candles.length < this.#capacity) {
      candles.splice(i, 0, { x, w: this.#interval, o: price, h: price, l: price, c: price, v: volume, n: 1, first: time, last: time });
      this.#cut();
    }
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

export const SECOND = 1_000;
export const MINUTE = 60_000;
/** Twice what the server keeps: a page that stays open knows more. */
const CAPACITY = new Map([[SECOND, 7_200], [MINUTE, 2_880]]);
const MAX_GAPS = 512;
/** Late prints change candles as old as this. */
const OVERLAP = 2 * MINUTE;

/**
 * What is known of one symbol beyond its latest trades: candles of a second and of a minute, and when nobody recorded.
 * The server's candles come with the snapshot; the trades after it are added here. Owned by one live symbol.
 */
export class CandleBook {
  #seconds = new CandleLog(SECOND, CAPACITY.get(SECOND) ?? 0);
  #minutes = new CandleLog(MINUTE, CAPACITY.get(MINUTE) ?? 0);
  /** Last trade in each log, by interval. @type {Map<number, { epoch: number, seq: number }>} */ #cursors = new Map();
  /** Those intervals the server has sent. @type {Set<number>} */ #served = new Set();
  /** @type {Gap[]} */ #gaps = [];

  /** Oldest first; read only. @returns {readonly Candle[]} */
  get seconds() { return this.#seconds.candles; }

  /** Oldest first; read only. @returns {readonly Candle[]} */
  get minutes() { return this.#minutes.candles; }

  /** When nobody recorded, oldest first; read only. @returns {readonly Gap[]} */
  get gaps() { return this.#gaps; }

  /** From when to when anything is known; undefined while nothing is. */
  get span() {
    const minute = this.minutes[0];
    const second = this.seconds[0];
    const last = this.seconds.at(-1) ?? this.minutes.at(-1);
    if (!minute || !last) return undefined;
    // A first minute may have begun long before its first trade.
    return { from: second && second.x < minute.x + minute.w ? second.x : minute.x, to: last.x + last.w };
  }

  /** Whether the server has sent its seconds. */
  get hasSeconds() { return this.#served.has(SECOND); }

  /**
   * The candles to ask the server for: all at first, later those that may have changed.
   * @param {boolean} isMain  whether seconds are needed too
   */
  candleRequests(isMain) {
    return (isMain ? [SECOND, MINUTE] : [MINUTE]).map((interval) => {
      const newest = this.#served.has(interval) ? this.#log(interval)?.candles.at(-1) : undefined;
      return newest ? { interval, from: Math.max(0, newest.x - OVERLAP) } : { interval };
    });
  }

  /** @param {CandleBatch} batch */
  onCandles({ epoch, seq, interval, candles, gaps }) {
    const log = this.#log(interval);
    if (!log) return;
    log.replace(candles);
    this.#served.add(interval);
    this.#cursors.set(interval, { epoch, seq });
    this.#mergeGaps(gaps);
  }

  /** Trades that are new to this page. @param {number} epoch @param {readonly Trade[]} trades */
  add(epoch, trades) {
    for (const interval of CAPACITY.keys()) {
      const cursor = this.#cursors.get(interval);
      for (const trade of trades) {
        if (cursor?.epoch === epoch && trade.seq <= cursor.seq) continue;
        this.#log(interval)?.add(trade);
      }
      const last = trades.at(-1);
      if (last) this.#cursors.set(interval, { epoch, seq: Math.max(last.seq, cursor?.epoch === epoch ? cursor.seq : 0) });
    }
  }

  /**
   * The server says how its source is doing now: what it does not record is a gap from then on.
   * @param {Cause | undefined} cause  undefined while it records
   * @param {number} since  ms by the server's clock
   */
  onRecording(cause, since) {
    const open = this.#gaps.at(-1);
    if (open && open.to === undefined) {
      if (open.cause === cause) return;
      open.to = Math.max(open.from, since);
    }
    // What began before the last gap was over is told by that one.
    if (cause) this.#gaps.push({ from: Math.max(since, this.#gaps.at(-1)?.to ?? since), to: undefined, cause });
    this.#cutGaps();
  }

  /**
   * Another run of the server knows nothing of what lies before it.
   * @param {number} from  of the last thing known, ms
   * @param {number} to  of the first thing told
   */
  onRestart(from, to) {
    const open = this.#gaps.at(-1);
    if (open && open.to === undefined) open.to = Math.max(open.from, from);
    if (to > from) this.#gaps.push({ from, to, cause: 'unrecorded' });
    this.#cutGaps();
  }

  /** @param {number} interval */
  #log(interval) {
    return interval === SECOND ? this.#seconds : interval === MINUTE ? this.#minutes : undefined;
  }

  /**
   * The server's list wins from its first gap on; each message carries all it knows, in the order in which they happened, which
   * need not be that of their times when its clock was set.
   * @param {Gap[]} gaps
   */
  #mergeGaps(gaps) {
    const first = gaps.reduce((earliest, { from }) => Math.min(earliest, from), Infinity);
    const own = this.#gaps.filter((gap) => gap.from < first && gap.to !== undefined);
    this.#gaps = [...own, ...gaps];
    this.#cutGaps();
  }

  #cutGaps() {
    if (this.#gaps.length > MAX_GAPS) this.#gaps.splice(0, this.#gaps.length - MAX_GAPS);
  }
}

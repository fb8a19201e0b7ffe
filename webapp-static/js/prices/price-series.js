// @ts-check
import { widened } from '../kit/format.js';
import { breaksOf, firstAfter, goesOn } from './points.js';
import { LastTrade, MAX_AHEAD, isPlausible } from './trade-time.js';

/**
 * @typedef {import('./points.js').Point} Point
 * @typedef {{ price: number, time: number, volume: number, seq: number }} Trade
 * @typedef {{ epoch: number, seq: number }} Cursor
 * @typedef {{ epoch: number, seq: number, trades: Trade[], complete?: boolean, missed?: number }} Batch
 */

/** As many as the server's own tape holds by default; a screen shows fewer. */
export const MAX_POINTS = 4_096;
/** Points are cut off in steps, because cutting moves the whole array. */
const CUT = 256;
const MIN_DECIMALS = 2;
const NOT_RECORDED = 'not recorded';

/** The recent trades of one symbol in the order of their time, bounded; owned by one live symbol. */
export class PriceSeries {
  /** @type {Point[]} */ #points = [];
  /** @type {LastTrade<Point>} */ #last = new LastTrade();
  /** @type {Cursor | undefined} */ #cursor;
  /** Cause of the break that the next newer trade comes after. @type {string | undefined} */ #pending;
  /** @type {Point | undefined} */ #first;
  #isCut = false;
  #gaps = 0;
  #trades = 0;
  #volume = 0;
  #high = -Infinity;
  #low = Infinity;
  #decimals = MIN_DECIMALS;

  /** Trades and breaks, oldest first; read only. @returns {readonly Point[]} */
  get points() { return this.#points; }

  /** Number of trades on the line. */
  get count() { return this.#points.length - this.#gaps; }

  get gaps() { return this.#gaps; }

  /** Where the line is broken, each from the last trade before to the first after it. */
  get breaks() { return this.#gaps === 0 ? [] : breaksOf(this.#points); }

  /** Decimals to write this symbol's prices with: never fewer than were sent. */
  get decimals() { return this.#decimals; }

  /** Where to go on from after a lost connection. */
  get cursor() { return this.#cursor; }

  /** The trade the chart began with. */
  get first() { return this.#first; }

  /** The trade that arrived last. */
  get last() { return this.#last.trade; }

  /** When that was traded, at most when it arrived, ms; minus infinity without one. */
  get lastTime() { return this.#last.time; }

  /** The trade with the newest time. */
  get newest() { return this.#points.at(-1); }

  /** Figures over everything seen since the chart began. */
  get totals() {
    return { trades: this.#trades, volume: this.#volume, high: this.#high, low: this.#low };
  }

  /**
   * Takes trades, from a snapshot or live. What goes on from the last number known is appended;
   * otherwise the older points stay, the line breaks, and nothing is shown twice. Those whose time cannot be right are left out.
   * @param {Batch} batch
   * @param {number} [now]  ms by the server's clock; all times are believed unless given
   * @param {number} [slack]  how far that may be behind, ms
   * @returns {Trade[]} those that were not known before
   */
  add(batch, now, slack = 0) {
    const trades = now === undefined ? batch.trades : batch.trades.filter(({ time }) => isPlausible(time, now + slack));
    const cursor = this.#cursor;
    const isSameEpoch = cursor?.epoch === batch.epoch;
    if (cursor && !isSameEpoch) this.#dropFrom(trades);
    if (cursor && !(isSameEpoch && goesOn(batch, cursor.seq))) this.breakLine(NOT_RECORDED);
    const known = isSameEpoch && cursor ? cursor.seq : -1;
    const fresh = trades.filter((trade) => trade.seq > known);
    for (const trade of fresh) this.#insert(trade, now);
    this.#cursor = { epoch: batch.epoch, seq: Math.max(known, batch.seq) };
    this.#cut();
    return fresh;
  }

  /**
   * Says that trades may be missing from now on: the next newer trade starts a new line.
   * @param {string} cause
   */
  breakLine(cause) {
    if (this.count > 0) this.#pending ??= cause;
  }

  /**
   * The server's clock has become known: what came before was judged by this device's.
   * @param {number} now  ms
   * @param {number} shift  what it is ahead of this device's, ms
   * @returns {boolean} whether all is as if it had been known from the first
   */
  onClock(now, shift) {
    this.#last.onClock(now, shift);
    return (this.newest?.x ?? -Infinity) - now <= MAX_AHEAD;
  }

  /** A price of this symbol that is going to be written, though it is not one of these trades. @param {number} price */
  knowPrice(price) {
    this.#decimals = widened(this.#decimals, price);
  }

  /**
   * Numbers of another epoch cannot be compared, so what overlaps in time goes.
   * @param {Trade[]} news
   */
  #dropFrom(news) {
    const start = news.reduce((oldest, trade) => Math.min(oldest, trade.time), Infinity);
    while (this.#points.length > 0 && this.#points[this.#points.length - 1].x >= start) this.#removeLast();
    while (this.newest?.cause !== undefined) this.#removeLast();
    this.#last.restart(this.newest);
    if (this.#points.length > 0) return;
    this.#first = undefined;
    this.#isCut = false;
  }

  /** @param {Trade} trade @param {number} [now] */
  #insert(trade, now) {
    const point = { x: trade.time, y: trade.price, v: trade.volume };
    const { newest } = this;
    if (this.#isCut && point.x < this.#points[0].x) return;
    if (newest && point.x < newest.x) {
      this.#points.splice(firstAfter(this.#points, point.x), 0, point);
    } else {
      if (newest && this.#pending) {
        this.#points.push({ x: (newest.x + point.x) / 2, y: Number.NaN, v: 0, cause: this.#pending });
        this.#gaps += 1;
      }
      this.#pending = undefined;
      this.#points.push(point);
    }
    if (!this.#isCut) this.#first = this.#points[0];
    this.#last.add(point, now);
    this.#count(point);
  }

  /** @param {Point} point */
  #count(point) {
    this.#trades += 1;
    this.#volume += point.v;
    this.#high = Math.max(this.#high, point.y);
    this.#low = Math.min(this.#low, point.y);
    this.knowPrice(point.y);
  }

  #removeLast() {
    const point = this.#points.pop();
    if (point?.cause !== undefined) this.#gaps -= 1;
    else if (point) {
      this.#trades -= 1;
      this.#volume -= point.v;
    }
  }

  #cut() {
    const points = this.#points;
    if (points.length <= MAX_POINTS) return;
    let cut = points.length - MAX_POINTS + CUT;
    while (points[cut]?.cause !== undefined) cut += 1;
    this.#isCut = true;
    this.#gaps -= points.splice(0, cut).filter((point) => point.cause !== undefined).length;
  }
}

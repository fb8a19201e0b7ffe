// @ts-check
import { firstAfter } from '../kit/binary-search.js';
import { widenDecimals } from '../kit/format.js';

/**
 * @typedef {import('./protocol.js').Batch} Batch
 * @typedef {import('./protocol.js').Cursor} Cursor
 * @typedef {import('./protocol.js').Trade} Trade
 * @typedef {object} Point  a trade on the line, or, with `cause`, a break in it (`y` is NaN)
 * @property {number} x  time in ms
 * @property {number} y  price
 * @property {number} v  volume
 * @property {number} [w]  length of the candle in ms that the price is of; a trade has none
 * @property {import('./protocol.js').Candle} [candle]  that candle, where its other prices are drawn too
 * @property {string} [cause]
 */

/** As many as the server's own tape holds by default; a screen shows fewer. */
export const MAX_POINTS = 4_096;
/** Points are cut off in steps, because cutting moves the whole array. */
const CUT = 256;
const MIN_DECIMALS = 2;
const NOT_RECORDED = 'not recorded';
/** How far a trade may lie ahead of its arrival and behind it, ms. The server has the same rule in `TradeTime`. */
const MAX_AHEAD = 60_000;
const MAX_BEHIND = 3_650 * 24 * 60 * 60_000;

/** The recent trades of one symbol in the order of their time, bounded; owned by one live symbol. */
export class PriceSeries {
  /** @type {Point[]} */ #points = [];
  #last = new LastTrade();
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
    if (cursor && !(isSameEpoch && isContiguous(batch, cursor.seq))) this.breakLine(NOT_RECORDED);
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
    this.#decimals = widenDecimals(this.#decimals, price);
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

/**
 * Whether the time of a trade can be believed. It comes from outside and is data: it neither orders trades nor tells their age.
 * @param {number} time  of the trade, ms
 * @param {number} arrived  ms by the server's clock; no later than that for what was known before the page came
 */
export function isPlausible(time, arrived) {
  return time - arrived <= MAX_AHEAD && arrived - time <= MAX_BEHIND;
}

/**
 * Which of a symbol's trades is the last one: the one that arrived last. Only a late report, older than the last trade by more
 * than a minute and within a minute after it, goes to its own time and changes no price.
 */
class LastTrade {
  /** @type {Point | undefined} */ #trade;
  /** When it arrived, ms. */ #arrived = -Infinity;
  /** The newest time of a trade that was not ahead of its arrival, ms. */ #newest = -Infinity;

  get trade() { return this.#trade; }

  /** When it was traded, at most when it arrived, ms: what its age counts from. */
  get time() { return Math.min(this.#trade?.x ?? -Infinity, this.#arrived); }

  /** @param {Point} trade  that arrives now @param {number} [now]  ms by the server's clock; the trade's own time unless given */
  add(trade, now = trade.x) {
    const isReport = trade.x < this.#newest - MAX_AHEAD && now - this.#arrived < MAX_AHEAD;
    if (trade.x <= now) this.#newest = Math.max(this.#newest, trade.x);
    if (this.#trade && isReport) return;
    this.#trade = trade;
    this.#arrived = now;
  }

  /** The clock was found to be another one. @param {number} now @param {number} shift  what it is ahead of the one before, ms */
  onClock(now, shift) {
    this.#arrived += shift;
    this.#newest = Math.min(this.#newest, now);
  }

  /** Trades from another source follow. @param {Point} [trade]  the last one that stays */
  restart(trade) {
    this.#trade = trade;
    this.#arrived = trade?.x ?? -Infinity;
    this.#newest = -Infinity;
  }
}

/**
 * The breaks among points, each from the last trade before it to the first after it.
 * @param {readonly Point[]} points
 */
function breaksOf(points) {
  /** @type {{ from: number, to: number, cause: string }[]} */
  const breaks = [];
  points.forEach(({ cause }, i) => {
    if (cause === undefined || i === 0 || i === points.length - 1) return;
    breaks.push({ from: points[i - 1].x, to: points[i + 1].x, cause });
  });
  return breaks;
}

/**
 * Whether a batch follows without a hole on what is known.
 * @param {Batch} batch
 * @param {number} known  the last number known of the same epoch
 */
function isContiguous(batch, known) {
  if (batch.complete === undefined) return !batch.missed;
  return batch.complete || (batch.trades[0]?.seq ?? batch.seq + 1) <= known + 1;
}

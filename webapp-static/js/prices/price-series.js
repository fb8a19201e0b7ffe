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
/** How far a trade may lie ahead of its arrival and behind it, ms. The server has the same rule in `Trade.isPlausible`. */
const MAX_AHEAD = 60_000;
const MAX_BEHIND = 3_650 * 24 * 60 * 60_000;

/** The recent trades of one symbol in the order of their time, bounded; owned by one live symbol. */
export class PriceSeries {
  /** @type {Point[]} */ #points = [];
  #last = new LastTrade();
  /** @type {Cursor | undefined} */ #cursor;
  /** Cause of the break to insert before the next newer trade. @type {string | undefined} */ #pending;
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

  /** The breaks of the line, each from the last trade before it to the first after it. */
  get breaks() { return this.#gaps === 0 ? [] : breaksOf(this.#points); }

  /** Decimals to format this symbol's prices with: never fewer than were sent. */
  get decimals() { return this.#decimals; }

  /** Where to resume after a lost connection. */
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
   * Adds trades of a snapshot or of a live message. If they continue from the last number known they are appended; otherwise the
   * older points stay and the line breaks. Known trades and those with an implausible time are skipped.
   * @param {Batch} batch
   * @param {number} [now]  ms by the server's clock; without it all times are accepted
   * @param {number} [slack]  how far that may be behind, ms
   * @returns {Trade[]} the new ones
   */
  add(batch, now, slack = 0) {
    const trades = now === undefined ? batch.trades : batch.trades.filter(({ time }) => isPlausible(time, now + slack));
    const cursor = this.#cursor;
    const isSameEpoch = cursor?.epoch === batch.epoch;
    if (cursor && !isSameEpoch) this.#dropFrom(trades);
    if (cursor && !(isSameEpoch && isContiguous(batch, cursor.seq))) this.breakLine(NOT_RECORDED);
    const known = isSameEpoch && cursor ? cursor.seq : -1;
    const fresh = trades.filter((trade) => trade.seq > known);
    for (const trade of fresh) this.#insert(trade, now, trade.seq === batch.seq ? batch.arrived : undefined);
    this.#cursor = { epoch: batch.epoch, seq: Math.max(known, batch.seq) };
    this.#cut();
    return fresh;
  }

  /**
   * Marks that trades may be missing from now on: the next newer trade starts a new line.
   * @param {string} cause
   */
  breakLine(cause) {
    if (this.count > 0) this.#pending ??= cause;
  }

  /**
   * The server's clock was measured; earlier trades were judged by this device's clock.
   * @param {number} now  ms
   * @param {number} shift  how far it is ahead of this device's, ms
   * @returns {boolean} whether all trades are plausible by the server's clock too
   */
  onClock(now, shift) {
    this.#last.onClock(now, shift);
    return (this.newest?.x ?? -Infinity) - now <= MAX_AHEAD;
  }

  /** Notes a price of this symbol that will be shown without being one of these trades. @param {number} price */
  notePrice(price) {
    this.#decimals = widenDecimals(this.#decimals, price);
  }

  /**
   * Sequence numbers of another epoch cannot be compared, so points that overlap in time are removed.
   * @param {Trade[]} trades
   */
  #dropFrom(trades) {
    const start = trades.reduce((oldest, trade) => Math.min(oldest, trade.time), Infinity);
    while (this.#points.length > 0 && this.#points[this.#points.length - 1].x >= start) this.#removeLast();
    while (this.newest?.cause !== undefined) this.#removeLast();
    this.#last.restart(this.newest);
    if (this.#points.length > 0) return;
    this.#first = undefined;
    this.#isCut = false;
  }

  /** @param {Trade} trade @param {number} [now] @param {number} [arrived]  at the server, if the server has sent that */
  #insert(trade, now, arrived) {
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
    this.#last.add(point, now, arrived);
    this.#count(point);
  }

  /** @param {Point} point */
  #count(point) {
    this.#trades += 1;
    this.#volume += point.v;
    this.#high = Math.max(this.#high, point.y);
    this.#low = Math.min(this.#low, point.y);
    this.notePrice(point.y);
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
 * Whether the time of a trade is plausible. It comes from outside and is data: neither the order nor the age of trades depends on
 * it.
 * @param {number} time  of the trade, ms
 * @param {number} arrived  ms by the server's clock; for trades of a snapshot the time of its arrival
 */
export function isPlausible(time, arrived) {
  return time - arrived <= MAX_AHEAD && arrived - time <= MAX_BEHIND;
}

/**
 * Determines a symbol's last trade: the one that arrived last. A late report (older than the last trade by more than a minute, and
 * received within a minute after it) is only drawn at its own time and does not become the last price.
 */
class LastTrade {
  /** @type {Point | undefined} */ #trade;
  /** When it arrived, ms. */ #arrived = -Infinity;
  /** When it arrived at the server, ms by the server's clock; infinite if that is not known. */ #serverArrival = Infinity;
  /** The newest time of a trade that was not ahead of its arrival, ms. */ #newest = -Infinity;

  get trade() { return this.#trade; }

  /** When it was traded, but not later than it arrived, ms: its age counts from there. */
  get time() { return Math.min(this.#trade?.x ?? -Infinity, this.#arrived, this.#serverArrival); }

  /**
   * @param {Point} trade  arriving now
   * @param {number} [now]  ms by the server's clock; the trade's own time unless given
   * @param {number} [serverArrival]  when it arrived at the server, if that is known
   */
  add(trade, now = trade.x, serverArrival = Infinity) {
    const isReport = trade.x < this.#newest - MAX_AHEAD && now - this.#arrived < MAX_AHEAD;
    if (trade.x <= now) this.#newest = Math.max(this.#newest, trade.x);
    if (this.#trade && isReport) return;
    this.#trade = trade;
    this.#arrived = now;
    this.#serverArrival = serverArrival;
  }

  /**
   * The server's clock was measured.
   * @param {number} now
   * @param {number} shift  how far it is ahead of the clock assumed before, ms
   */
  onClock(now, shift) {
    this.#arrived += shift;
    this.#newest = Math.min(this.#newest, now);
  }

  /** Starts over for trades of another epoch. @param {Point} [trade]  the last of those that stay */
  restart(trade) {
    this.#trade = trade;
    this.#arrived = trade?.x ?? -Infinity;
    this.#serverArrival = Infinity;
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
 * Whether a batch continues the known trades without a gap.
 * @param {Batch} batch
 * @param {number} known  the last number known of the same epoch
 */
function isContiguous(batch, known) {
  if (batch.complete === undefined) return !batch.missed;
  return batch.complete || (batch.trades[0]?.seq ?? batch.seq + 1) <= known + 1;
}

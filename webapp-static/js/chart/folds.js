// @ts-check
import { firstFrom, firstIndex } from '../kit/binary-search.js';
import { DAY, HOUR } from '../prices/candle-book.js';
import { sessionsIn } from '../prices/trading-hours.js';
import { TimeAxis } from './time-axis.js';

/**
 * @typedef {import('../prices/candle-book.js').Candle} Candle
 * @typedef {import('../prices/candle-book.js').CandleBook} CandleBook
 * @typedef {import('./scene.js').Stretch} Stretch
 * @typedef {object} Hours  what is known of the hours of a symbol's market
 * @property {import('../prices/trading-hours.js').Calendar | undefined} calendar  undefined if it never closes
 * @property {import('../prices/market-hours.js').Market | undefined} market
 * @property {boolean} isSure  whether it keeps them: simulated symbols may trade at any time
 */

/** Longer times without a trade are not closed days, whatever the reason. */
const MOST_DAYS = 5;
/** Folded before anything of it is known, ms. */
const LEAST_SPAN = 120 * DAY;
const SATURDAY = 6;
const SUNDAY = 0;

/** Both axes of a symbol, computed again only when history or the market's hours have changed, and once an hour. */
export class Folding {
  /** @type {import('./resolution.js').Axes} */ #axes = { sessions: new TimeAxis(), dates: new TimeAxis() };
  #key = '';
  /** @type {unknown[]} */ #of = [];

  /**
   * @param {CandleBook} book
   * @param {Hours} hours
   * @param {number} now  ms by the server's clock
   */
  axes(book, hours, now) {
    const key = [book.archive.version, hours.calendar, hours.isSure, Math.floor(now / HOUR), book.gaps.length, book.minutes[0]?.x].join(' ');
    if (key === this.#key && this.#of[0] === book && this.#of[1] === hours.market) return this.#axes;
    this.#key = key;
    this.#of = [book, hours.market];
    const from = Math.min(book.minutes[0]?.x ?? Infinity, book.hours[0]?.x ?? Infinity, now - LEAST_SPAN);
    const folds = sessionFolds(book, hours, { from, to: now });
    this.#axes = { sessions: new TimeAxis(folds), dates: new TimeAxis(dateFolds(book, hours)) };
    return this.#axes;
  }
}

/**
 * The times to fold in a view of hours or minutes: between the sessions in which something was traded. Where trades are known, or
 * where something may be missing, nothing is folded.
 * @param {CandleBook} book
 * @param {Hours} hours
 * @param {Stretch} stretch
 * @returns {Stretch[]}
 */
export function sessionFolds(book, { calendar, market, isSure }, stretch) {
  if (!calendar) return [];
  const { minutes, hours: long, gaps } = book;
  const known = Math.min(minutes[0]?.x ?? Infinity, long[0]?.x ?? Infinity);
  const newest = Math.max(...[minutes, long].map((candles) => endOf(candles.at(-1))));
  const isTraded = (/** @type {Stretch} */ one) => hasInside(minutes, one) || hasInside(long, one);
  const isMissing = (/** @type {Stretch} */ one) => gaps.some(({ from, to = Infinity }) => from < one.to && to > one.from);
  const isOpen = (/** @type {Stretch} */ one) => one.from < known || one.to > newest || isTraded(one) || isMissing(one);
  /** @type {Stretch[]} */
  const folds = [];
  let before;
  for (const session of sessionsIn(calendar, stretch, market)) {
    if (!isOpen(session)) continue;
    const closed = { from: before?.to ?? session.from, to: session.from };
    const isFolded = closed.to > closed.from && !isTraded(closed) && (isSure || closed.from >= known);
    if (isFolded) folds.push(closed);
    before = session;
  }
  return folds;
}

/**
 * The times to fold in a view of days: dates without a candle between two that have one, unless they may be missing.
 * @param {CandleBook} book
 * @param {Hours} hours
 * @returns {Stretch[]}
 */
export function dateFolds({ days, gaps }, { calendar }) {
  if (!calendar) return [];
  const isMissing = (/** @type {number} */ date) => gaps.some(({ from, to = Infinity }) => from <= date + DAY / 2 && to >= date + DAY / 2);
  /** @type {Stretch[]} */
  const folds = [];
  for (let i = 1; i < days.length; i += 1) {
    const idle = { from: days[i - 1].x + DAY, to: days[i].x };
    const isLong = idle.to - idle.from > MOST_DAYS * DAY;
    for (let date = idle.from; date < idle.to; date += DAY) {
      if (!isWeekend(date) && (isLong || isMissing(date))) continue;
      const last = folds.at(-1);
      if (last?.to === date) last.to += DAY;
      else folds.push({ from: date, to: date + DAY });
    }
  }
  return folds;
}

/** @param {number} date */
function isWeekend(date) {
  return [SATURDAY, SUNDAY].includes(new Date(date).getUTCDay());
}

/** @param {Candle | undefined} candle */
const endOf = (candle) => (candle ? candle.x + candle.w : -Infinity);

/** Whether a candle lies inside a stretch. @param {readonly Candle[]} candles @param {Stretch} stretch */
export function hasInside(candles, { from, to }) {
  const i = firstFrom(candles, from);
  return i < firstIndex(candles, ({ x, w }) => x + w > to);
}

// @ts-check
import { firstAfter, firstFrom, firstIndex } from '../kit/binary-search.js';
import { RECORDED } from '../prices/sources.js';

/**
 * @typedef {import('../prices/quotes.js').Day} Day
 * @typedef {import('../prices/market-hours.js').Stretch} Stretch
 */

const DAY = 24 * 60 * 60_000;
const REGULAR = 'regular';

/**
 * The figures of the newest day of trades from its candle, with what the minutes have brought since; undefined if that was recorded
 * here only: then it has what was seen, which may be a part of the day.
 * @param {import('../prices/live-symbol.js').LiveSymbol} live
 * @returns {Day | undefined}
 */
export function dayFromHistory({ book }) {
  const { days, minutes, archive } = book;
  const candle = days.at(-1);
  const newest = minutes.at(-1);
  if (!candle || !newest || book.dayOf(newest.x) !== candle.x) return undefined;
  const run = archive.runAt(candle.w, candle.x);
  if (!run || run.id === RECORDED) return undefined;
  const own = minutes.slice(firstIndex(minutes, ({ x }) => book.dayOf(x) >= candle.x));
  const volume = Math.max(candle.v, own.reduce((sum, { v }) => sum + v, 0));
  return {
    open: candle.o, high: Math.max(candle.h, ...own.map(({ h }) => h)), low: Math.min(candle.l, ...own.map(({ l }) => l)),
    time: newest.x + newest.w, volume: run.isWithoutVolume || volume === 0 ? undefined : volume,
  };
}

/**
 * The session that a day's figures cover, and until when they are current: the regular session, or from midnight to midnight UTC
 * for what is traded round the clock. Undefined if the hours are not known.
 * @param {number} time  of the quote, ms
 * @param {boolean} hasHours
 * @param {import('../prices/market-hours.js').Market | undefined} market
 * @returns {(Stretch & { until: number }) | undefined}
 */
export function dayAround(time, hasHours, market) {
  if (!hasHours) {
    const from = Math.floor(time / DAY) * DAY;
    return { from, to: from + DAY, until: from + DAY };
  }
  const sessions = (market?.sessions ?? []).filter(({ session }) => session === REGULAR);
  const next = sessions.findIndex(({ from }) => from > time);
  const own = sessions[(next < 0 ? sessions.length : next) - 1];
  return own && { from: own.from, to: own.to, until: sessions[next]?.from ?? Infinity };
}

/**
 * A day's figures, updated with the trades since the quote; undefined when the day is over.
 * @param {import('../prices/live-symbol.js').LiveSymbol} live
 * @param {(Stretch & { until: number }) | undefined} session
 * @param {number} now  by the server's clock, ms
 * @returns {Day | undefined}
 */
export function dayFigures({ day, series: { points }, book }, session, now) {
  if (!day || (session && now >= session.until)) return undefined;
  const figures = { ...day };
  /** @param {number} time @param {number} low @param {number} high */
  const take = (time, low, high) => {
    if (!session || time < session.from || time >= session.to) return;
    figures.low = Math.min(figures.low, low);
    figures.high = Math.max(figures.high, high);
  };
  for (let i = firstAfter(points, day.time); i < points.length; i += 1) {
    if (points[i].cause === undefined) take(points[i].x, points[i].y, points[i].y);
  }
  for (const candles of [book.seconds, book.minutes]) {
    for (let i = firstFrom(candles, day.time); i < candles.length; i += 1) take(candles[i].x, candles[i].l, candles[i].h);
  }
  return figures;
}

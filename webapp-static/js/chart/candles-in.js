// @ts-check
import { firstFrom, firstIndex } from '../kit/binary-search.js';
import { DAY, HOUR, MINUTE } from '../prices/candle-book.js';

/**
 * @typedef {import('../prices/candle-book.js').Candle} Candle
 * @typedef {import('../prices/candle-book.js').CandleBook} CandleBook
 */

/** 5 January 1970: weeks begin on Mondays. */
const FIRST_MONDAY = 4 * DAY;

/**
 * Candles of any interval in a range. Where candles of a second are no longer known, those of a minute replace shorter ones; no
 * print is counted twice.
 * @param {CandleBook} book
 * @param {number} interval  ms; a multiple of a second, or from a minute on of a minute
 * @param {number} from
 * @param {number} to
 * @returns {Candle[]}
 */
export function candlesIn(book, interval, from, to) {
  if (interval >= HOUR) return longCandlesOf(book, interval, from, to);
  const start = Math.floor(from / interval) * interval;
  if (interval >= MINUTE) return gather(book.minutes, interval, start, to);
  const border = borderOf(book);
  const older = start < border ? gather(book.minutes, MINUTE, Math.floor(start / MINUTE) * MINUTE, Math.min(to, border - 1)) : [];
  return [...older, ...gather(book.seconds, interval, Math.max(start, border), to)];
}

/**
 * Candles of some hours, days or weeks.
 * @param {CandleBook} book
 * @param {number} interval  a multiple of an hour up to a day, or of a week, ms
 * @param {number} from
 * @param {number} to
 */
function longCandlesOf(book, interval, from, to) {
  const base = interval >= DAY ? DAY : HOUR;
  if (interval === base) return longCandlesIn(book, base, from, to);
  // Some hours are counted from midnight, so that a session is not cut at other hours in summer than in winter.
  const startOf = (/** @type {number} */ time) => {
    const phase = interval > DAY ? FIRST_MONDAY : book.midnightOf(time);
    return Math.floor((time - phase) / interval) * interval + phase;
  };
  return gather(longCandlesIn(book, base, startOf(from), to), interval, startOf(from), to, startOf);
}

/**
 * Candles of hours or days: those fetched, and from the newest of them on what the minutes have brought since.
 * @param {CandleBook} book
 * @param {number} interval  an hour or a day, ms
 * @param {number} from
 * @param {number} to
 */
function longCandlesIn(book, interval, from, to) {
  const isDaily = interval >= DAY;
  const fetched = isDaily ? book.days : book.hours;
  const newest = fetched.at(-1);
  const startOf = (/** @type {number} */ time) => (isDaily ? book.dayOf(time) : Math.floor(time / interval) * interval);
  const candles = gather(fetched, interval, startOf(from), to);
  if (newest && newest.x > to) return candles;
  const begin = Math.max(newest?.x ?? -Infinity, startOf(from));
  const first = book.minutes[firstIndex(book.minutes, ({ x }) => startOf(x) >= begin)];
  const [next, ...later] = first ? gather(book.minutes, interval, first.x, to, startOf) : [];
  if (!next) return candles;
  const last = candles.at(-1);
  if (last?.x === next.x) candles[candles.length - 1] = continued(last, next);
  else candles.push(next);
  return [...candles, ...later];
}

/**
 * A candle that still ran when it was fetched, with its minutes, of which some may be in it.
 * @param {Candle} fetched
 * @param {Candle} minutes
 */
function continued(fetched, minutes) {
  return {
    ...fetched, h: Math.max(fetched.h, minutes.h), l: Math.min(fetched.l, minutes.l), c: minutes.c,
    v: Math.max(fetched.v, minutes.v), n: Math.max(fetched.n, minutes.n),
  };
}

/**
 * The interval with which a range can be drawn from end to end: at least a minute if the candles of a second do not reach back far
 * enough.
 * @param {CandleBook} book
 * @param {number} interval  wanted, ms
 * @param {number} from
 */
export function uniformInterval(book, interval, from) {
  if (interval >= MINUTE) return interval;
  const border = borderOf(book);
  const older = book.minutes[firstIndex(book.minutes, ({ x, w }) => x + w > from)];
  return older !== undefined && older.x < border && !(border <= from) ? MINUTE : interval;
}

/**
 * Candles of one interval in a range, and one more before it.
 * @param {CandleBook} book
 * @param {number} interval  for which the whole range is known
 * @param {number} from
 * @param {number} to
 */
export function candlesAround(book, interval, from, to) {
  const candles = interval >= MINUTE ? book.minutes : book.seconds;
  const before = candles[firstFrom(candles, Math.floor(from / interval) * interval) - 1];
  return gather(candles, interval, before ? Math.floor(before.x / interval) * interval : from, to);
}

/** The time from which the candles of a second are complete. @param {CandleBook} book */
function borderOf({ seconds, minutes }) {
  const first = seconds[0];
  if (!first) return Infinity;
  const minute = Math.floor(first.x / MINUTE) * MINUTE;
  const whole = minutes[firstFrom(minutes, minute)];
  if (whole?.x !== minute) return minute;
  let prints = 0;
  for (let i = 0; i < seconds.length && seconds[i].x < minute + MINUTE; i += 1) prints += seconds[i].n;
  return prints >= whole.n ? minute : minute + MINUTE;
}

/**
 * @param {readonly Candle[]} candles  as long or shorter
 * @param {number} interval
 * @param {number} from
 * @param {number} to
 * @param {(time: number) => number} [startOf]  the start of the longer candle that a time falls into
 */
function gather(candles, interval, from, to, startOf = (time) => Math.floor(time / interval) * interval) {
  /** @type {Candle[]} */
  const gathered = [];
  for (let i = firstFrom(candles, from); i < candles.length && candles[i].x <= to; i += 1) {
    const { x, o, h, l, c, v, n } = candles[i];
    const start = startOf(x);
    const last = gathered.at(-1);
    if (last?.x === start) {
      last.h = Math.max(last.h, h);
      last.l = Math.min(last.l, l);
      last.c = c;
      last.v += v;
      last.n += n;
    } else gathered.push({ x: start, w: interval, o, h, l, c, v, n });
  }
  return gathered;
}

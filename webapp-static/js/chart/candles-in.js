// @ts-check
import { firstFrom, firstIndex } from '../kit/binary-search.js';
import { MINUTE } from '../prices/candle-book.js';

/**
 * @typedef {import('../prices/candle-book.js').Candle} Candle
 * @typedef {import('../prices/candle-book.js').CandleBook} CandleBook
 */

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
  const start = Math.floor(from / interval) * interval;
  if (interval >= MINUTE) return gather(book.minutes, interval, start, to);
  const border = borderOf(book);
  const older = start < border ? gather(book.minutes, MINUTE, Math.floor(start / MINUTE) * MINUTE, Math.min(to, border - 1)) : [];
  return [...older, ...gather(book.seconds, interval, Math.max(start, border), to)];
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
 */
function gather(candles, interval, from, to) {
  /** @type {Candle[]} */
  const gathered = [];
  for (let i = firstFrom(candles, from); i < candles.length && candles[i].x <= to; i += 1) {
    const { x, o, h, l, c, v, n } = candles[i];
    const start = Math.floor(x / interval) * interval;
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

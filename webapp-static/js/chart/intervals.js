// @ts-check

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How much time the chart shows, by the word in the page's address; `all` is everything known. */
export const RANGES = new Map([
  ['1m', MINUTE], ['5m', 5 * MINUTE], ['15m', 15 * MINUTE], ['1h', HOUR], ['all', Infinity],
]);

/** How much time a candle holds, by the word in the page's address. */
export const INTERVALS = new Map([
  ['1s', SECOND], ['5s', 5 * SECOND], ['15s', 15 * SECOND], ['1m', MINUTE], ['5m', 5 * MINUTE],
]);

/** As few as can be told apart at a glance, as many as a screen has room for. */
const MOST_CANDLES = 120;

/**
 * The length of a candle that suits a stretch of time, when the reader has chosen none.
 * @param {number} span  ms
 */
export function suitableInterval(span) {
  const lengths = [...INTERVALS.values()];
  return lengths.find((length) => span / length <= MOST_CANDLES) ?? lengths[lengths.length - 1];
}

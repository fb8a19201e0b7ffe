// @ts-check

/**
 * @typedef {import('../prices/live-symbol.js').LiveSymbol} LiveSymbol
 * @typedef {{ from: number, to: number }} Stretch  ms
 * @typedef {Stretch & { cause: string, isOpen?: boolean }} Band  time without knowledge and why; open while it goes on
 */

const WORDS = { down: 'feed down', refused: 'key refused', unrecorded: 'not recorded' };
const CLOSED = 'market closed';
/** What the page alone could not know; the server's candles fill it. */
const FILLED_BY_SERVER = 'not recorded';

/** @param {Stretch} one @param {Stretch} other */
const overlap = (one, other) => one.from < other.to && other.from < one.to;

/**
 * The times in which nobody recorded, or there was nothing to record: never to be drawn as a line.
 * @param {LiveSymbol} live
 * @param {readonly Stretch[]} closed  when its market was closed
 * @param {Stretch} shown
 * @param {number} now  by the server's clock
 * @returns {Band[]}
 */
export function bandsIn(live, closed, shown, now) {
  const pauses = closed.filter((one) => overlap(one, shown) && !hasTrades(live, one));
  /** @type {Band[]} */
  const bands = [];
  for (const { from, to, cause } of live.book.gaps) {
    // Where the market was closed there was nothing to miss.
    for (const part of without({ from, to: to ?? Math.max(now, from) }, pauses)) {
      bands.push({ ...part, cause: WORDS[cause], isOpen: to === undefined });
    }
  }
  for (const one of live.series.breaks) {
    const isFilled = one.cause === FILLED_BY_SERVER && live.isBackedUp;
    if (!isFilled && ![...bands, ...pauses].some((band) => overlap(band, one))) bands.push(one);
  }
  for (const pause of pauses) bands.push({ ...pause, cause: CLOSED });
  return bands.filter((band) => overlap(band, shown)).sort((a, b) => a.from - b.from);
}

/** @param {LiveSymbol} live @param {Stretch} stretch */
function hasTrades({ book, series }, { from, to }) {
  return book.minutes.some((candle) => candle.x > from && candle.x + candle.w < to)
    || series.points.some((point) => point.cause === undefined && point.x > from && point.x < to);
}

/** @param {Stretch} whole @param {readonly Stretch[]} parts  in order */
function without(whole, parts) {
  /** @type {Stretch[]} */
  const rest = [];
  let from = whole.from;
  for (const part of parts) {
    if (!overlap({ from, to: whole.to }, part)) continue;
    if (part.from > from) rest.push({ from, to: part.from });
    from = Math.max(from, part.to);
  }
  if (from < whole.to) rest.push({ from, to: whole.to });
  return rest;
}

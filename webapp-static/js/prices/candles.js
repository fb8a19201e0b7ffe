// @ts-check

/**
 * How the `candles` message is spelled.
 * @typedef {{ x: number, w: number, o: number, h: number, l: number, c: number, v: number, n: number }} Candle
 * @typedef {'down' | 'refused' | 'unrecorded'} Cause
 * @typedef {{ from: number, to: number | undefined, cause: Cause }} Gap
 * @typedef {{ epoch: number, seq: number, interval: number, candles: Candle[], gaps: Gap[] }} CandleBatch
 * @typedef {{ kind: 'candles', symbol: string, batch: CandleBatch }} Candles
 * @typedef {{ interval: number, from?: number }} CandleAsk  candles of this length, from a time on
 */

const CAUSES = ['down', 'refused', 'unrecorded'];
const COLUMNS = 7;

/**
 * Reads the message; undefined if it is not well-formed. A row that cannot be read is left out.
 * @param {Record<string, unknown>} fields
 * @returns {Candles | undefined}
 */
export function toCandles({ symbol, epoch, seq, interval, candles, gaps }) {
  if (typeof symbol !== 'string' || !isNumber(epoch) || !isNumber(seq) || !isNumber(interval) || !Array.isArray(candles)) return undefined;
  const batch = {
    epoch, seq, interval,
    candles: candles.flatMap((row) => toCandle(row, interval)),
    gaps: Array.isArray(gaps) ? gaps.flatMap(toGap) : [],
  };
  return { kind: 'candles', symbol, batch };
}

/** @param {unknown} row @param {number} w @returns {Candle[]} */
function toCandle(row, w) {
  if (!Array.isArray(row) || row.length < COLUMNS || !row.every(isNumber)) return [];
  const [x, o, h, l, c, v, n] = row;
  return [{ x, w, o, h, l, c, v, n }];
}

/** @param {unknown} value @returns {Gap[]} */
function toGap(value) {
  const { from, to, cause } = /** @type {Record<string, unknown>} */ (value ?? {});
  if (!isNumber(from) || typeof cause !== 'string' || !CAUSES.includes(cause)) return [];
  return [{ from, to: isNumber(to) ? to : undefined, cause: /** @type {Cause} */ (cause) }];
}

/** @param {unknown} value @returns {value is number} */
function isNumber(value) {
  return typeof value === 'number' && Number.isFinite(value);
}

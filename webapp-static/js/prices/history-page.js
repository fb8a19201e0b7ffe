// @ts-check
import { toCandle, toGap } from './protocol.js';
import { RECORDED } from './sources.js';

/** The server's word for what it has recorded itself. */
const OWN = 'own';
/** Place of the volume in a row; the number of trades follows. */
const VOLUME = 5;

/**
 * Reads an answer of `api/candles`; undefined if it is not well-formed. A row that cannot be read is skipped.
 * @param {unknown} body
 * @param {number} interval  requested, ms
 * @param {import('./archive.js').Stretch} stretch  requested
 * @returns {import('./archive.js').HistoryPage | undefined}
 */
export function toHistoryPage(body, interval, stretch) {
  const { candles, gaps, sources, splits, pending, next } = /** @type {Record<string, unknown>} */ (body ?? {});
  if (!Array.isArray(candles)) return undefined;
  return {
    interval,
    stretch,
    candles: candles.flatMap((row) => toCandle(withNumbers(row), interval)),
    gaps: Array.isArray(gaps) ? gaps.flatMap(toGap) : [],
    sources: Array.isArray(sources) ? sources.flatMap(toRun) : [],
    splits: Array.isArray(splits) ? splits.flatMap(toSplit) : [],
    isPending: pending === true,
    // One that does not lead back would be requested again and again.
    next: typeof next === 'number' && next < stretch.to ? next : undefined,
  };
}

/** Some sources have neither volume nor number of trades. @param {unknown} row */
function withNumbers(row) {
  return Array.isArray(row) ? row.map((value, i) => (i >= VOLUME ? value ?? 0 : value)) : row;
}

/** @param {unknown} value @returns {import('./archive.js').Run[]} */
function toRun(value) {
  const { from, id, adjusted, volume } = /** @type {Record<string, unknown>} */ (value ?? {});
  if (typeof from !== 'number' || !Number.isFinite(from) || typeof id !== 'string') return [];
  return [{
    from, id: id === OWN ? RECORDED : id, ...(adjusted === true ? { isAdjusted: true } : {}), ...(volume === false ? { isWithoutVolume: true } : {}),
  }];
}

/** @param {unknown} value @returns {import('./archive.js').Split[]} */
function toSplit(value) {
  const { at, ratio } = /** @type {Record<string, unknown>} */ (value ?? {});
  if (typeof at !== 'number' || !Number.isFinite(at) || typeof ratio !== 'number' || !(ratio > 0) || !Number.isFinite(ratio)) return [];
  return [{ at, ratio }];
}

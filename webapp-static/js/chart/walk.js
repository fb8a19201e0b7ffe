// @ts-check
import { firstIndex } from '../kit/binary-search.js';

/**
 * @typedef {import('./scene.js').Scene} Scene
 * @typedef {import('../prices/candle-book.js').Candle} Candle
 * @typedef {import('../prices/price-series.js').Point} Point
 * @typedef {{ time: number, point?: Point, candle?: Candle }} Stop  something to look at: a price, or a candle
 */

/**
 * All there is to look at in a scene, oldest first.
 * @param {Scene} scene
 * @param {'line' | 'candles'} kind
 * @returns {Stop[]}
 */
export function stopsOf({ line, candles, shown }, kind) {
  const stops = kind === 'candles'
    ? candles.map((candle) => ({ time: candle.x + candle.w / 2, candle }))
    : line.flatMap((point, i) => stopAt(point, line[i - 1]));
  return stops.filter(({ time }) => time >= shown.min && time <= shown.max + (kind === 'candles' ? candles.at(-1)?.w ?? 0 : 0));
}

/** A candle is one stop, however many of its prices are drawn. @param {Point} point @param {Point} [before] @returns {Stop[]} */
function stopAt(point, before) {
  const { candle, cause, x } = point;
  if (cause !== undefined || (candle && candle === before?.candle)) return [];
  return [candle ? { time: candle.x + candle.w / 2, candle } : { time: x, point }];
}

/**
 * Index of the stop nearest to a time; -1 when there is none.
 * @param {readonly Stop[]} stops
 * @param {number} time
 */
export function nearest(stops, time) {
  const next = firstIndex(stops, (stop) => stop.time >= time);
  const isBeforeNearer = next === stops.length || (next > 0 && time - stops[next - 1].time <= stops[next].time - time);
  return isBeforeNearer ? next - 1 : next;
}

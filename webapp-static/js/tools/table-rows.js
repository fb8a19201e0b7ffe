// @ts-check
import { bandLabel } from '../chart/band-labels.js';
import { candlesIn } from '../chart/candles-in.js';
import { sourceInterval } from '../chart/resolution.js';
import { CLOSED, bandsIn, knownTimes } from '../chart/scene.js';
import { pricesIn } from '../chart/series.js';
import { sourceText, splitText } from '../prices/sources.js';
import { DAY, HOUR, MINUTE, SECOND } from '../prices/candle-book.js';

/**
 * @typedef {import('../prices/live-symbol.js').LiveSymbol} LiveSymbol
 * @typedef {import('../chart/scene.js').Band} Band
 * @typedef {import('../chart/scene.js').Stretch} Stretch
 * @typedef {'second' | 'trade' | 'candle'} Step  how much time a row covers; `candle`: as much as one of the chart's
 * @typedef {object} PriceRow
 * @property {number} time  its start, in ms
 * @property {number} length  duration it covers, in ms; 0 for a trade
 * @property {number} price  the last one of its duration
 * @property {number} volume
 * @property {{ o: number, h: number, l: number }} [others]  open, high and low; only of a row that is a candle of the chart
 * @property {string} [split]  the ratio, if it looks like the first day after a split
 * @property {number | undefined} before  the previous price; undefined if unknown
 * @property {string} [source]  where the price comes from; undefined if the server has no history
 * @typedef {PriceRow | Band} Row  of the table: a price, or a time of which nothing is known
 */

/**
 * All data in rows, newest first: prices, and between them the times of which nothing is known, across which no change is computed.
 * Where single trades or candles of a second are not known, candles of a second or a minute replace them.
 * @param {LiveSymbol} live
 * @param {{ closed: readonly Stretch[], now: number, interval?: number }} context  with the length of the chart's candles, ms
 * @param {Step} step
 * @param {number} limit  of prices
 * @returns {{ rows: Row[], hasMore: boolean }}
 */
export function tableRows(live, { closed, now, interval = SECOND }, step, limit) {
  if (!live.hasPrices) return { rows: [], hasMore: false };
  const shown = knownStretch(live, now);
  const length = step === 'candle' ? interval : SECOND;
  const prices = pricesBy(step, live, shown, length);
  const { archive } = live.book;
  const bands = bandsIn(live, closed, shown, now).filter((band) => step !== 'candle' || isBetween(band, length));
  const end = Math.max(0, prices.length - limit);
  /** @type {Row[]} */
  const rows = [];
  for (let i = prices.length - 1; i >= end; i -= 1) {
    const price = prices[i];
    while (bands.length > 0 && isNewer(bands[bands.length - 1], price)) rows.push(/** @type {Band} */ (bands.pop()));
    const before = prices[i - 1];
    const band = bands.at(-1);
    const run = archive.runAt(Math.max(MINUTE, sourceInterval(price.length)), price.time);
    rows.push({
      ...price, before: before && !(band && isNewer(band, before)) ? before.price : undefined, source: run && sourceText(run, live.symbol),
      split: splitOf(archive, price),
    });
  }
  return { rows: end === 0 ? [...rows, ...bands.reverse()] : rows, hasMore: end > 0 };
}

/** The time range with data; up to now while a gap is open. @param {LiveSymbol} live @param {number} now @returns {Stretch} */
function knownStretch(live, now) {
  const { from, to } = knownTimes(live, 0, now);
  const last = live.book.gaps.at(-1);
  return { from, to: last && last.to === undefined ? Math.max(to, now) : to };
}

/** @param {import('../prices/archive.js').Archive} archive @param {{ time: number, length: number }} row */
function splitOf(archive, { time, length }) {
  const [split] = length >= DAY ? archive.splitsIn({ from: time, to: time + length }) : [];
  return split && splitText(split.ratio);
}

/** @param {Step} step @param {LiveSymbol} live @param {Stretch} shown @param {number} length  of a row, ms; oldest first */
function pricesBy(step, live, shown, length) {
  return step !== 'trade'
    ? candlesIn(live.book, length, shown.from, shown.to)
      .map(({ x, w, o, h, l, c, v }) => ({ time: x, length: w, price: c, volume: v, others: step === 'candle' ? { o, h, l } : undefined }))
    : pricesIn(live, shown, SECOND).map(({ x, y, v, w = 0 }) => ({ time: x - w / 2, length: w, price: y, volume: v }));
}

/**
 * Whether a band lies between candles: a shorter one is within a candle, and between long ones closed hours are usual.
 * @param {Band} band
 * @param {number} length  of a candle, ms
 */
function isBetween({ from, to, cause }, length) {
  return to - from >= length && (cause !== CLOSED || length < HOUR);
}

/**
 * A band that lasts beyond a price is newer than it; one that ends within its duration came before its last trade.
 * @param {Band} band
 * @param {{ time: number, length: number }} price
 */
function isNewer({ to }, { time, length }) {
  return to > time + length;
}

/**
 * The texts of a row's cells; a single text for a time of which nothing is known.
 * @param {Row} row
 * @param {number} usual  the usual duration of a row, which is not shown, ms
 * @param {number} decimals
 * @param {import('../kit/format.js').Format} format
 * @param {number} now
 * @returns {string[]}  the last one only if its source is known
 */
export function cellsOf(row, usual, decimals, format, now) {
  if ('cause' in row) return [`Nothing known: ${bandLabel(row, format)}`];
  const { time, length, price, volume, others, before, source, split } = row;
  const moment = length >= DAY ? format.start(time, length, now) : format.moment(time, now);
  const notes = [...(length > usual ? [format.duration(length)] : []), ...(split === undefined ? [] : [`${split} split?`])];
  const prices = others ? [others.o, others.h, others.l, price] : [price];
  return [notes.length > 0 ? `${moment} (${notes.join(', ')})` : moment, ...prices.map((one) => format.price(one, decimals)),
    changeText(before, price, decimals, format), volume > 0 ? format.amount(volume) : '–', ...(source === undefined ? [] : [source])];
}

/**
 * @param {number | undefined} from
 * @param {number} to
 * @param {number} decimals
 * @param {import('../kit/format.js').Format} format
 */
function changeText(from, to, decimals, format) {
  if (from === undefined) return '–';
  const difference = Math.round((to - from) * 10 ** decimals) / 10 ** decimals;
  if (difference === 0) return 'unchanged';
  return `${difference > 0 ? '▲ +' : '▼ −'}${format.price(Math.abs(difference), decimals)}`;
}

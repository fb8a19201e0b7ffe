// @ts-check
import { beforeEach, describe, expect, it } from 'vitest';
import { LiveSymbol } from '../../js/prices/live-symbol.js';
import { Format } from '../../js/kit/format.js';
import { cellsOf, tableRows } from '../../js/tools/table-rows.js';

const NOW = 900_000;
/** @type {LiveSymbol} */ let live;
/** @type {number} */ let seq;

beforeEach(() => {
  live = new LiveSymbol('AAPL');
  live.onSubscribed({ epoch: 1, seq: 0, complete: true, trades: [] });
  seq = 0;
});

/** @param {...[number, number]} rows  time and price */
function trades(...rows) {
  for (const [time, price] of rows) {
    seq += 1;
    live.onTrades({ epoch: 1, seq, trades: [{ time, price, volume: 5, seq }] });
  }
}
/** @param {number} x @param {number} w @param {number} c */
const candle = (x, w, c) => ({ x, w, o: c, h: c, l: c, c, v: 5, n: 1 });
/** @param {number} interval @param {import('../../js/prices/candle-book.js').Gap[]} gaps @param {...import('../../js/prices/candle-book.js').Candle} candles */
const fromServer = (interval, gaps, ...candles) => live.onCandles({ epoch: 1, seq, interval, gaps, candles });
/** Price and the one before of each row, or its cause. @param {'second' | 'trade'} step @param {number} [limit] @param {{ from: number, to: number }[]} [closed] */
const rows = (step, limit = 9, closed = []) => tableRows(live, { closed, now: NOW }, step, limit).rows
  .map((row) => ('cause' in row ? row.cause : [row.price, row.before]));

describe('tableRows', () => {
  it('has one row for each second, or for each trade, newest first', () => {
    trades([1_000, 1], [1_900, 2], [2_000, 4]);
    expect(rows('second')).toEqual([[4, 2], [2, undefined]]);
    expect(rows('trade')).toEqual([[4, 2], [2, 1], [1, undefined]]);
    expect(tableRows(live, { closed: [], now: NOW }, 'second', 9).rows[1]).toMatchObject({ time: 1_000, length: 1_000, volume: 10 });
  });

  it('has none before there is a price', () => {
    expect(rows('second')).toEqual([]);
  });

  it('reports that there are more rows than its limit', () => {
    trades([0, 0], [1_000, 1], [2_000, 2], [3_000, 3], [4_000, 4]);
    expect(tableRows(live, { closed: [], now: NOW }, 'second', 5).hasMore).toBe(false);
    expect(tableRows(live, { closed: [], now: NOW }, 'second', 4).hasMore).toBe(true);
    expect(rows('second', 4).at(-1)).toEqual([1, 0]);
  });

  it.each(/** @type {const} */ (['second', 'trade']))('never compares across a gap of the server, by %s', (step) => {
    trades([100_000, 1], [101_000, 2], [131_000, 5], [132_000, 6]);
    fromServer(1_000, [{ from: 101_500, to: 130_500, cause: 'down' }]);
    expect(rows(step)).toEqual([[6, 5], [5, undefined], 'feed down', [2, 1], [1, undefined]]);
  });

  it('puts a gap that ends within a second before the price of that second', () => {
    trades([100_000, 1], [101_900, 2]);
    fromServer(1_000, [{ from: 101_200, to: 101_500, cause: 'down' }]);
    expect(rows('second')).toEqual([[2, undefined], 'feed down', [1, undefined]]);
  });

  it('begins with an open gap, and ends with the one before all prices', () => {
    trades([100_500, 1]);
    fromServer(1_000, [{ from: 90_000, to: 100_700, cause: 'unrecorded' }], candle(100_000, 1_000, 1));
    live.onFeed('refused', 300_000);
    expect(rows('second')).toEqual(['key refused', [1, undefined], 'not recorded']);
  });

  it('states when the market was closed', () => {
    trades([100_000, 1], [400_000, 2]);
    expect(rows('trade', 9, [{ from: 150_000, to: 300_000 }])).toEqual([[2, undefined], 'market closed', [1, undefined]]);
  });

  it.each(/** @type {const} */ (['second', 'trade']))('continues into the past with the server’s candles, by %s', (step) => {
    trades([200_000, 9]);
    fromServer(1_000, [], candle(180_000, 1_000, 8), candle(200_000, 1_000, 9));
    fromServer(60_000, [{ from: 62_000, to: 178_000, cause: 'down' }], candle(0, 60_000, 7), candle(180_000, 60_000, 9));
    expect(rows(step)).toEqual([[9, 8], [8, undefined], 'feed down', [7, undefined]]);
  });

  it('fills a gap of this page only', () => {
    trades([100_000, 1]);
    seq += 9;
    live.onTrades({ epoch: 1, seq, missed: 8, trades: [{ time: 103_000, price: 3, volume: 5, seq }] });
    expect(rows('second')).toEqual([[3, undefined], 'not recorded', [1, undefined]]);
    fromServer(1_000, [], candle(100_000, 1_000, 1), candle(101_000, 1_000, 2), candle(103_000, 1_000, 3));
    expect(rows('second')).toEqual([[3, 2], [2, 1], [1, undefined]]);
    expect(rows('trade')).toEqual([[3, 2], [2, 1], [1, undefined]]);
  });
});

it('has the candles of the chart with their source, if there is history', () => {
  const day = 86_400_000;
  live.onHistory({
    interval: day, gaps: [], stretch: { from: 0, to: 3 * day }, sources: [{ from: 0, id: 'finnhub', isAdjusted: true }, { from: day, id: 'recorded' }],
    splits: [{ at: day, ratio: 4 }], candles: [1, 2].map((i) => ({ x: (i - 1) * day, w: day, o: i, h: i, l: i, c: i, v: 0, n: 1 })),
  });
  const format = new Format('en-GB', 'UTC');
  const { rows: all } = tableRows(live, { closed: [], now: 3 * day, interval: day }, 'candle', 9);
  expect(all.map((row) => cellsOf(row, day, 2, format, 3 * day))).toEqual([
    ['Fri 2 Jan (4:1 split?)', '2.00', '2.00', '2.00', '2.00', '▲ +1.00', '–', 'recorded here'],
    ['Thu 1 Jan', '1.00', '1.00', '1.00', '1.00', '–', '–', 'Finnhub (adjusted for splits)'],
  ]);
});

it('has no gap within a candle, and no closed hours between long ones', () => {
  const hour = 3_600_000;
  const gaps = [{ from: hour, to: hour + 60_000, cause: /** @type {const} */ ('down') }, { from: 4 * hour, to: 6 * hour, cause: /** @type {const} */ ('down') }];
  live.onHistory({
    interval: hour, gaps, stretch: { from: 0, to: 20 * hour }, sources: [{ from: 0, id: 'recorded' }],
    candles: [0, 1, 2, 3, 6, 15].map((i) => ({ x: i * hour, w: hour, o: i, h: i, l: i, c: i, v: 0, n: 1 })),
  });
  const closed = [{ from: 7 * hour, to: 15 * hour }];
  const { rows: all } = tableRows(live, { closed, now: 20 * hour, interval: hour }, 'candle', 9);
  expect(all.map((row) => ('cause' in row ? row.cause : row.price))).toEqual([15, 6, 'feed down', 3, 2, 1, 0]);
});

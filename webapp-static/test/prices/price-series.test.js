// @ts-check
import { describe, expect, it } from 'vitest';
import { MAX_POINTS, PriceSeries } from '../../js/prices/price-series.js';

/**
 * Trades numbered up to `seq`, given as [time, price] pairs.
 * @param {number} seq
 * @param {...[number, number]} rows
 */
const trades = (seq, ...rows) => rows.map(([time, price], i) => ({ time, price, volume: 1, seq: seq - (rows.length - 1 - i) }));
/** @param {PriceSeries} series */
const line = (series) => series.points.map((point) => (point.cause === undefined ? point.y : '|'));
/** A series with numbers 1 to 3 of epoch 1, at times 10, 20, 30. */
const started = () => {
  const series = new PriceSeries();
  series.add({ epoch: 1, seq: 3, complete: false, trades: trades(3, [10, 1], [20, 2], [30, 3]) });
  return series;
};

describe('PriceSeries', () => {
  it('begins without a break, whatever the snapshot states', () => {
    const series = started();
    expect(line(series)).toEqual([1, 2, 3]);
    expect([series.gaps, series.count, series.last?.y, series.first?.y]).toEqual([0, 3, 3, 1]);
    expect(series.cursor).toEqual({ epoch: 1, seq: 3 });
  });

  it('inserts a late trade at its own time, and has the last price from the trade that arrived last', () => {
    const series = started();
    series.add({ epoch: 1, seq: 4, missed: 0, trades: trades(4, [25, 9]) });
    expect(line(series)).toEqual([1, 2, 9, 3]);
    expect([series.last?.y, series.newest?.y]).toEqual([9, 3]);
  });

  it('puts a trade of an equal time after the others of that time', () => {
    const series = started();
    series.add({ epoch: 1, seq: 5, trades: trades(5, [20, 7], [30, 8]) });
    expect(line(series)).toEqual([1, 2, 7, 3, 8]);
    expect(series.last?.y).toBe(8);
  });

  it('skips trades whose numbers it has', () => {
    const series = started();
    series.add({ epoch: 1, seq: 4, trades: trades(4, [20, 2], [30, 3], [40, 4]) });
    series.add({ epoch: 1, seq: 4, trades: trades(4, [40, 4]) });
    expect(line(series)).toEqual([1, 2, 3, 4]);
    expect(series.totals).toEqual({ trades: 4, volume: 4, high: 4, low: 1 });
  });

  it('continues without a break when the server had all trades', () => {
    const series = started();
    series.add({ epoch: 1, seq: 5, complete: true, trades: trades(5, [40, 4], [50, 5]) });
    expect(line(series)).toEqual([1, 2, 3, 4, 5]);
  });

  it('breaks when the server had dropped some trades', () => {
    const series = started();
    series.add({ epoch: 1, seq: 9, complete: false, trades: trades(9, [80, 8], [90, 9]) });
    expect(line(series)).toEqual([1, 2, 3, '|', 8, 9]);
    expect([series.gaps, series.count]).toEqual([1, 5]);
  });

  it('duplicates nothing when a full snapshot overlaps, and does not break', () => {
    const series = started();
    series.add({ epoch: 1, seq: 4, complete: false, trades: trades(4, [20, 2], [30, 3], [40, 4]) });
    expect(line(series)).toEqual([1, 2, 3, 4]);
  });

  it('drops what overlaps in time when the numbers are of another epoch', () => {
    const series = started();
    series.add({ epoch: 2, seq: 2, complete: false, trades: trades(2, [20, 2], [40, 4]) });
    expect(line(series)).toEqual([1, '|', 2, 4]);
    expect(series.cursor).toEqual({ epoch: 2, seq: 2 });
    expect(series.totals.trades).toBe(3);
  });

  it('starts over when another epoch covers all its trades', () => {
    const series = started();
    series.add({ epoch: 2, seq: 9, complete: false, trades: trades(9, [5, 5], [40, 4]) });
    expect(line(series)).toEqual([5, 4]);
    expect([series.gaps, series.first?.y]).toEqual([0, 5]);
  });

  it('breaks at the first trade after an empty answer of another epoch', () => {
    const series = started();
    series.add({ epoch: 2, seq: 0, complete: false, trades: [] });
    expect(series.gaps).toBe(0);
    series.add({ epoch: 2, seq: 1, trades: trades(1, [40, 4]) });
    expect(line(series)).toEqual([1, 2, 3, '|', 4]);
  });

  it('breaks where live trades were left out, and where the feed was down', () => {
    const series = started();
    series.add({ epoch: 1, seq: 8, missed: 4, trades: trades(8, [80, 8]) });
    series.breakLine('feed down');
    series.breakLine('feed down');
    series.add({ epoch: 1, seq: 9, trades: trades(9, [90, 9]) });
    series.add({ epoch: 1, seq: 10, trades: trades(10, [95, 7]) });
    expect(line(series)).toEqual([1, 2, 3, '|', 8, '|', 9, 7]);
    expect(series.points.flatMap((point) => point.cause ?? [])).toEqual(['not recorded', 'feed down']);
  });

  it('stays bounded and keeps the first trade of the chart', () => {
    const series = new PriceSeries();
    for (let i = 1; i <= MAX_POINTS * 2; i += 1) series.add({ epoch: 1, seq: i, trades: trades(i, [i, i]) });
    expect(series.points.length).toBeLessThanOrEqual(MAX_POINTS);
    expect(series.points.length).toBeGreaterThan(MAX_POINTS / 2);
    expect([series.first?.y, series.last?.y]).toEqual([1, MAX_POINTS * 2]);
    const before = series.points.length;
    series.add({ epoch: 1, seq: MAX_POINTS * 2 + 1, trades: trades(MAX_POINTS * 2 + 1, [2, 2]) });
    expect(series.points.length).toBe(before);
  });

  it('shows as many decimals as were sent, two at least, never fewer again', () => {
    const series = started();
    expect(series.decimals).toBe(2);
    series.add({ epoch: 1, seq: 4, trades: trades(4, [40, 1.08465]) });
    series.add({ epoch: 1, seq: 5, trades: trades(5, [50, 1.1]) });
    expect(series.decimals).toBe(5);
    series.add({ epoch: 1, seq: 6, trades: trades(6, [60, 1.2e-7]) });
    expect(series.decimals).toBe(8);
    series.add({ epoch: 1, seq: 7, trades: trades(7, [70, 1.65e-9]) });
    expect(series.decimals).toBe(11);
  });

  it('accepts prices of zero and less', () => {
    const series = started();
    series.add({ epoch: 1, seq: 5, trades: trades(5, [40, 0], [50, -37.63]) });
    expect(series.last?.y).toBe(-37.63);
    expect(series.totals).toMatchObject({ high: 3, low: -37.63 });
  });
});

// @ts-check
import { describe, expect, it } from 'vitest';
import { LiveSymbol } from '../../js/prices/live-symbol.js';
import { recentPrices, sparkLine } from '../../js/watchlist/spark-line.js';

/** @param {...[number, number]} pairs */
const points = (...pairs) => pairs.map(([x, y]) => (Number.isNaN(y) ? { x, y, v: 0, cause: 'feed down' } : { x, y, v: 1 }));

describe('sparkLine', () => {
  it('runs from the first price to the last, with high prices on top', () => {
    expect(sparkLine(points([0, 1], [50, 3], [100, 2]), 10, 20)).toBe('M0 18L5 2L10 10');
  });

  it('keeps the lowest and the highest price of each column', () => {
    expect(sparkLine(points([0, 2], [1, 9], [2, 1], [3, 3], [100, 1]), 10, 20)).toBe('M0 16L0 2L0 18L0 14L10 18');
  });

  it('has a gap where no prices are known', () => {
    expect(sparkLine(points([0, 1], [20, 2], [40, Number.NaN], [60, 2], [100, 1]), 10, 20)).toBe('M0 18L2 2M6 2L10 18');
  });

  it('is in the middle while the price does not change', () => expect(sparkLine(points([0, 7], [9, 7]), 10, 20)).toBe('M0 10L10 10'));

  it('shows the last quarter of an hour only', () => {
    expect(sparkLine(points([0, 99], [1_000_000, 1], [2_000_000, 2]), 10, 20)).toBe('M0 18L10 2');
  });

  it.each([[points()], [points([5, 1])], [points([5, 1], [5, 2])]])('is empty before there is a line', (few) => {
    expect(sparkLine(few, 10, 20)).toBe('');
  });
});

describe('recentPrices', () => {
  const MINUTE = 60_000;
  /** @param {number} x @param {number} c */
  const minute = (x, c) => ({ x: x * MINUTE, w: MINUTE, o: c, h: c, l: c, c, v: 1, n: 1 });
  /** A symbol whose newest trade, of 20 minutes after the epoch, is the only one known by itself. */
  const known = () => {
    const live = new LiveSymbol('AAPL');
    live.onSubscribed({ epoch: 1, seq: 9, complete: false, trades: [{ price: 5, time: 20 * MINUTE, volume: 1, seq: 9 }] });
    return live;
  };
  /** @param {LiveSymbol} live */
  const prices = (live) => recentPrices(live, 20 * MINUTE).map(({ y }) => y);

  it('come from candles before the first trade known', () => {
    const live = known();
    expect(prices(live)).toEqual([5]);
    live.onCandles({ epoch: 1, seq: 9, interval: MINUTE, gaps: [], candles: [minute(10, 2), { ...minute(12, 3), l: 1, h: 9, n: 7 }] });
    expect(prices(live)).toEqual([2, 3, 1, 9, 3, 5]);
  });

  it('have a gap where nothing was recorded', () => {
    const live = known();
    live.onCandles({
      epoch: 1, seq: 9, interval: MINUTE, candles: [minute(10, 2), minute(12, 3)],
      gaps: [{ from: 11 * MINUTE, to: 11.5 * MINUTE, cause: 'down' }],
    });
    expect(prices(live)).toEqual([2, Number.NaN, 3, 5]);
  });

  it('begin after a long gap', () => {
    const live = known();
    const gaps = [{ from: 11 * MINUTE, to: 18 * MINUTE, cause: /** @type {const} */ ('unrecorded') }];
    live.onCandles({ epoch: 1, seq: 9, interval: MINUTE, gaps, candles: [minute(10, 2), minute(18, 3), minute(19, 4)] });
    expect(prices(live)).toEqual([3, 4, 5]);
  });

  it('have no gap where another source has filled it', () => {
    const live = known();
    const gap = { from: 11.2 * MINUTE, to: 12.9 * MINUTE, cause: /** @type {const} */ ('unrecorded') };
    live.onCandles({ epoch: 1, seq: 9, interval: MINUTE, candles: [minute(10, 2), minute(11, 9), minute(13, 3)], gaps: [gap] });
    expect(prices(live)).toEqual([2, 9, Number.NaN, 3, 5]);
    const page = {
      interval: MINUTE, stretch: { from: 0, to: 21 * MINUTE }, gaps: [gap], splits: [], isPending: false, next: undefined,
      candles: [minute(10, 2), minute(11, 2.5), minute(12, 2.7), minute(13, 8)],
      sources: [{ from: 0, id: 'recorded' }, { from: 11 * MINUTE, id: 'finnhub' }, { from: 13 * MINUTE, id: 'recorded' }],
    };
    live.onRecent(page);
    expect(prices(live).some(Number.isNaN)).toBe(true);
    live.onRecent({ ...page, gaps: [] });
    expect(prices(live)).toEqual([2, 2.5, 2.7, 3, 5]);
    expect(live.book.archive.hasAny).toBe(false);
  });

  it.each([[11, 20.9, 0], [11, 14, 12]])('keep a gap from %d to %d that reaches out of what was fetched', (from, to, fetched) => {
    const live = known();
    live.onCandles({
      epoch: 1, seq: 9, interval: MINUTE, candles: [minute(10, 2)], gaps: [{ from: from * MINUTE, to: to * MINUTE, cause: 'down' }],
    });
    live.onRecent({ interval: MINUTE, stretch: { from: fetched * MINUTE, to: 21 * MINUTE }, gaps: [], candles: [minute(10, 2)], sources: [] });
    expect(live.book.gaps).toHaveLength(1);
  });

  it('are empty for a symbol without a trade', () => expect(recentPrices(new LiveSymbol('AAPL'), 0)).toEqual([]));
});

// @ts-check
import { beforeEach, describe, expect, it } from 'vitest';
import { PageState } from '../../js/app/page-state.js';
import { bandsIn, stopsOf } from '../../js/chart/scene.js';
import { lineIn } from '../../js/chart/series.js';
import { Format } from '../../js/kit/format.js';
import { LiveSymbol } from '../../js/prices/live-symbol.js';
import { closedTimes, marketAt } from '../../js/prices/market-hours.js';
import { freshnessOf, freshnessText } from '../../js/quote/freshness.js';
import { tableRows } from '../../js/tools/table-rows.js';
import { recentPrices, sparkLine } from '../../js/watchlist/spark-line.js';
import { WholeCatalogue } from '../search/whole-catalogue.js';

/** @param {number} seq @param {...[number, number]} rows  time and price */
const batch = (seq, ...rows) => ({
  epoch: 1, seq, complete: true, trades: rows.map(([time, price], i) => ({ time, price, volume: 1, seq: seq - (rows.length - 1 - i) })),
});
const SHOWN = { from: 0, to: 1_000_000 };
/** @type {LiveSymbol} */ let live;
/** @param {import('../../js/chart/scene.js').Stretch[]} closed */
const bands = (closed = []) => bandsIn(live, closed, SHOWN, 900_000).map(({ from, to, cause }) => [from, to, cause]);

beforeEach(() => {
  live = new LiveSymbol('AAPL');
  live.onSubscribed(batch(2, [100_000, 1], [101_000, 2]));
});

describe('bandsIn', () => {
  it('has the cause, and is open while it lasts', () => {
    live.onFeed('down', 102_000);
    expect(bands()).toEqual([[102_000, 900_000, 'feed down']]);
    live.onFeed('live', 130_000);
    live.onTrades(batch(3, [131_000, 3]));
    expect(bands()).toEqual([[102_000, 130_000, 'feed down']]);
  });

  it('has the cause of a closed market, not of missed trades', () => {
    live.onFeed('down', 102_000);
    live.onFeed('live', 600_000);
    expect(bands([{ from: 200_000, to: 500_000 }]))
      .toEqual([[102_000, 200_000, 'feed down'], [200_000, 500_000, 'market closed'], [500_000, 600_000, 'feed down']]);
  });

  it('does not have the cause of a closed market while there are trades', () => {
    expect(bands([{ from: 90_000, to: 110_000 }])).toEqual([]);
  });

  it('shows a gap of this page only until the server’s candles fill it', () => {
    live.onTrades({ ...batch(9, [200_000, 5]), complete: undefined, missed: 6 });
    expect(bands()).toEqual([[101_000, 200_000, 'not recorded']]);
    live.onCandles({ epoch: 1, seq: 9, interval: 1_000, gaps: [], candles: [{ x: 150_000, w: 1_000, o: 4, h: 4, l: 4, c: 4, v: 1, n: 6 }] });
    expect(bands()).toEqual([]);
    expect(lineIn(live, SHOWN, []).map(({ y }) => y)).toEqual([1, 2, 4, 4, 4, 4, 5]);
  });
});

describe('lineIn', () => {
  it('breaks at times without data and nowhere else', () => {
    live.onFeed('down', 102_000);
    live.onFeed('live', 130_000);
    live.onTrades(batch(4, [131_000, 3], [132_000, 4]));
    const line = lineIn(live, SHOWN, bandsIn(live, [], SHOWN, 900_000));
    expect(line.map(({ y }) => y)).toEqual([1, 2, Number.NaN, 3, 4]);
  });

  it('uses candles of one length if the trades, or the seconds, do not reach back to its beginning', () => {
    const candle = (/** @type {number} */ x, /** @type {number} */ w, /** @type {number} */ c) => ({ x, w, o: c, h: c, l: c, c, v: 1, n: 1 });
    live.onCandles({ epoch: 1, seq: 2, interval: 1_000, gaps: [], candles: [candle(90_000, 1_000, 8), candle(100_000, 1_000, 1), candle(101_000, 1_000, 2)] });
    live.onCandles({ epoch: 1, seq: 2, interval: 60_000, gaps: [], candles: [candle(0, 60_000, 7), candle(60_000, 60_000, 2)] });
    expect(lineIn(live, { from: 0, to: 200_000 }, []).map(({ y, w }) => [y, w])).toEqual([[7, 60_000], [2, 60_000]]);
    expect(lineIn(live, { from: 90_000, to: 200_000 }, []).map(({ y, w }) => [y, w])).toEqual([[8, 1_000], [1, 1_000], [2, 1_000]]);
    expect(lineIn(live, { from: 99_000, to: 200_000 }, []).map(({ y, w }) => [y, w])).toEqual([[1, undefined], [2, undefined]]);
  });

  it('holds the highest and the lowest price of its candles', () => {
    const candle = (/** @type {number} */ x, /** @type {number} */ o, /** @type {number} */ c) => ({ x, w: 60_000, o, h: 90 + x / 60_000, l: 1, c, v: 1, n: 9 });
    live.onCandles({ epoch: 1, seq: 2, interval: 60_000, gaps: [], candles: [candle(-60_000, 5, 6), candle(0, 7, 5)] });
    const line = lineIn(live, SHOWN, []);
    expect(line.slice(0, 8).map(({ y }) => y)).toEqual([5, 1, 89, 6, 7, 90, 1, 5]);
    expect(line.map(({ x }) => x)).toEqual(line.map(({ x }) => x).sort((a, b) => a - b));
    expect(stopsOf({ line, candles: [], shown: { min: 0, max: 1_000_000 } }, 'line')[0])
      .toEqual({ time: 30_000, candle: expect.objectContaining({ o: 7, h: 90, l: 1, c: 5 }) });
  });

  it('draws no part of a candle into a gap', () => {
    const candle = (/** @type {number} */ x) => ({ x, w: 60_000, o: 5, h: 9, l: 1, c: 6, v: 1, n: 9 });
    const gaps = [{ from: 20_000, to: 500_000, cause: /** @type {const} */ ('down') }];
    live = new LiveSymbol('MSFT');
    live.onSubscribed(batch(1, [530_000, 6]));
    live.onCandles({ epoch: 1, seq: 1, interval: 60_000, gaps, candles: [candle(0), candle(480_000)] });
    const line = lineIn(live, SHOWN, bandsIn(live, [], SHOWN, 900_000));
    expect(line.filter(({ x, cause }) => cause === undefined && x > 20_000 && x < 500_000)).toEqual([]);
    expect(line.filter(({ y }) => Number.isNaN(y)).length).toBe(1);
    expect(line.at(-1)).toMatchObject({ x: 530_000, y: 6 });
  });
});

describe('freshness', () => {
  const MARKET = { now: 0, holiday: null, sessions: [{ from: 0, to: 50_000, session: 'pre-market' }, { from: 50_000, to: 200_000, session: 'regular' }, { from: 900_000, to: 990_000, session: 'regular' }] };
  const format = new Format('en-GB', 'UTC');
  /** @type {PageState} */ let state;
  /** @param {number} now */
  const words = (now) => freshnessText(freshnessOf(state, now), format, now);

  beforeEach(() => {
    state = new PageState();
    state.choose('AAPL');
    state.onConnection('open');
    state.onStatus({ feed: 'live', simulated: false, since: 1 });
    state.live.onSubscribed(batch(2, [100_000, 1], [101_000, 2]), 101_000);
  });

  it('has the age, and one cause if the price is not live', () => {
    expect(words(102_000)).toBe('Last trade now');
    expect(words(110_000)).toBe('Last trade 9 s ago');
    expect(words(161_000)).toBe('Last trade 60 s ago · nothing traded since');
    state.onStatus({ feed: 'down', simulated: false, since: 120_000 });
    expect(words(161_000)).toBe('Last trade 60 s ago · feed down');
    state.onConnection('waiting');
    expect(words(161_000)).toContain('connection lost');
    state.isOnline = false;
    expect(words(161_000)).toContain('offline');
  });

  it('uses market hours for stocks, not for currencies or the simulator', () => {
    state.market = MARKET;
    expect(words(400_000)).toContain('nothing traded');
    state.catalogue = new WholeCatalogue([{ symbol: 'AAPL', type: 'Common Stock' }]);
    expect(words(400_000)).toBe('Last trade 5 min ago · market closed, opens 00:15:00');
    state.simulated = true;
    expect(words(400_000)).toContain('nothing traded');
  });

  it('has the cause "uncovered" for a symbol that is silent for long while its market is open', () => {
    state.symbols.clear();
    state.syncSymbols();
    expect(words(1)).toBe('No trade yet');
    state.live.onSubscribed(batch(0), 100_000);
    expect(words(100_001)).toBe('No trade yet');
    expect(words(800_000)).toBe('Possibly not covered by this feed');
  });

  it('reads sessions', () => {
    expect(closedTimes(MARKET)).toEqual([{ from: 200_000, to: 900_000 }]);
    expect(marketAt(MARKET, 60_000)).toEqual({ isOpen: true, opens: undefined });
    expect(marketAt(MARKET, 300_000)).toEqual({ isOpen: false, opens: 900_000 });
    expect(marketAt(MARKET, 990_000)).toBeUndefined();
    expect(marketAt(undefined, 0)).toBeUndefined();
  });
});

describe('another run of the server', () => {
  /** @type {PageState} */ let state;
  beforeEach(() => {
    state = new PageState(() => 160_000);
    state.choose('AAPL');
    state.onConnection('open');
    state.onStatus({ feed: 'live', simulated: false, since: 1 });
    live = state.live;
    live.onSubscribed(batch(2, [100_000, 1], [101_000, 2]));
    state.lastMessageAt = 110_000;
    state.onConnection('waiting');
    state.onConnection('open');
  });
  const line = () => lineIn(live, SHOWN, bandsIn(live, [], SHOWN, 900_000)).map(({ y }) => y);

  it('leaves a gap from the last data of this page, and no line leads over it', () => {
    live.onSubscribed({ epoch: 2, seq: 0, complete: false, trades: [] }, 160_000);
    live.onCandles({ epoch: 2, seq: 0, interval: 60_000, gaps: [], candles: [] });
    expect(bands()).toEqual([[110_000, 160_000, 'not recorded']]);
    live.onTrades({ epoch: 2, seq: 1, trades: [{ price: 5, time: 170_000, volume: 1, seq: 1 }] }, 170_000);
    expect(bands()).toEqual([[110_000, 160_000, 'not recorded']]);
    expect(line()).toEqual([1, 2, Number.NaN, 5]);
    expect(tableRows(live, { closed: [], now: 170_000 }, 'trade', 10).rows.map((row) => ('cause' in row ? row.cause : row.price)))
      .toEqual([5, 'not recorded', 2, 1]);
    expect(sparkLine(recentPrices(live, 170_000), 64, 24).match(/M/g)).toHaveLength(2);
  });

  it('has recorded since its first trade, or since the time of its epoch', () => {
    live.onSubscribed({ ...batch(1, [150_000, 5]), epoch: 2, complete: false }, 160_000);
    expect(bands()).toEqual([[110_000, 150_000, 'not recorded']]);
    state.lastMessageAt = 155_000;
    state.onConnection('waiting');
    live.onSubscribed({ ...batch(1, [159_000, 5]), epoch: 157_000, complete: false }, 160_000);
    expect(bands().at(-1)).toEqual([155_000, 157_000, 'not recorded']);
  });

  it('may begin while its feed is down, which is the cause from then on', () => {
    state.onStatus({ feed: 'connecting', simulated: false, since: 120_000 });
    live.onSubscribed({ epoch: 2, seq: 0, complete: false, trades: [] }, 160_000);
    live.onCandles({ epoch: 2, seq: 0, interval: 60_000, gaps: [{ from: 160_000, to: undefined, cause: 'down' }], candles: [] });
    expect(bands()).toEqual([[110_000, 160_000, 'not recorded'], [160_000, 900_000, 'feed down']]);
  });
});

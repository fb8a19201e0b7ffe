// @ts-check
import { describe, expect, it } from 'vitest';
import { candlesIn } from '../../js/chart/candles-in.js';
import { CandleBook, DAY, HOUR, MINUTE, SECOND } from '../../js/prices/candle-book.js';
import { CandleLog } from '../../js/prices/candle-log.js';
import { LiveSymbol, figuresOf } from '../../js/prices/live-symbol.js';

/** @param {number} seq @param {number} time @param {number} price @param {number} [volume] */
const trade = (seq, time, price, volume = 1) => ({ seq, time, price, volume });
/** @param {number} x @param {number} w @param {number[]} values  o, h, l, c, v, n */
const candle = (x, w, [o, h, l, c, v, n]) => ({ x, w, o, h, l, c, v, n });
/** @param {readonly import('../../js/prices/candle-book.js').Candle[]} candles */
const rows = (candles) => candles.map(({ x, o, h, l, c, v, n }) => [x, o, h, l, c, v, n]);

describe('CandleLog', () => {
  it('takes open and close by the time of the trades, in whatever order they arrive', () => {
    const log = new CandleLog(SECOND, 100);
    log.add(trade(1, 1_500, 10));
    log.add(trade(2, 1_900, 12, 0));
    log.add(trade(3, 1_100, 8));
    log.add(trade(4, 3_000, 9));
    log.add(trade(5, 2_000, 7));
    expect(rows(log.candles)).toEqual([[1_000, 8, 12, 8, 12, 2, 3], [2_000, 7, 7, 7, 7, 1, 1], [3_000, 9, 9, 9, 9, 1, 1]]);
  });

  it('continues the server’s candles: the newest closes with the next trade, an older one keeps open and close', () => {
    const log = new CandleLog(SECOND, 100);
    log.add(trade(1, 0, 99));
    log.add(trade(2, 5_000, 99));
    log.replace([candle(5_000, SECOND, [1, 3, 1, 2, 4, 4]), candle(6_000, SECOND, [2, 2, 2, 2, 1, 1])]);
    log.add(trade(9, 6_500, 5));
    log.add(trade(10, 5_999, 9));
    expect(rows(log.candles)).toEqual([[0, 99, 99, 99, 99, 1, 1], [5_000, 1, 9, 1, 2, 5, 5], [6_000, 2, 5, 2, 5, 2, 2]]);
  });

  it('is bounded, and ignores trades older than its first candle', () => {
    const log = new CandleLog(SECOND, 10);
    for (let i = 0; i < 1_000; i += 1) log.add(trade(i, i * SECOND, 1));
    expect(log.candles.length).toBeLessThanOrEqual(10 + 256);
    log.add(trade(1_000, 0, 5));
    expect(log.candles[0].x).toBeGreaterThan(0);
  });
});

describe('CandleBook', () => {
  it('counts no trade twice that the server has counted', () => {
    const book = new CandleBook();
    book.add(1, [trade(1, 1_000, 5), trade(2, 1_500, 6)]);
    book.onCandles({ epoch: 1, seq: 4, interval: SECOND, candles: [candle(1_000, SECOND, [5, 8, 5, 8, 4, 4])], gaps: [] });
    book.add(1, [trade(3, 1_600, 7), trade(4, 1_700, 8), trade(5, 1_800, 9)]);
    expect(rows(book.seconds)).toEqual([[1_000, 5, 9, 5, 9, 5, 5]]);
    expect(rows(book.minutes)).toEqual([[0, 5, 9, 5, 9, 5, 5]]);
  });

  it('requests all candles at first and then those that may have changed; seconds only for the chart', () => {
    const book = new CandleBook();
    expect(book.candleRequests(true)).toEqual([{ interval: SECOND }, { interval: MINUTE }]);
    expect(book.candleRequests(false)).toEqual([{ interval: MINUTE }]);
    book.onCandles({ epoch: 1, seq: 1, interval: MINUTE, candles: [candle(600_000, MINUTE, [1, 1, 1, 1, 1, 1])], gaps: [] });
    expect(book.candleRequests(false)).toEqual([{ interval: MINUTE, from: 480_000 }]);
  });

  it('marks the time before another run of the server as a gap', () => {
    const book = new CandleBook();
    book.onRecording('down', 2_000);
    book.onRestart(3_000, 60_000);
    book.onRecording('down', 50_000);
    expect(book.gaps).toEqual([
      { from: 2_000, to: 3_000, cause: 'down' }, { from: 3_000, to: 60_000, cause: 'unrecorded' }, { from: 60_000, to: undefined, cause: 'down' },
    ]);
    book.onRestart(70_000, 70_000);
    expect(book.gaps.at(-1)).toEqual({ from: 60_000, to: 70_000, cause: 'down' });
  });

  it('moves its gaps with the server\'s clock', () => {
    const book = new CandleBook();
    book.onRecording('down', 1_000);
    book.onRecording(undefined, 2_000);
    book.onRecording('down', 3_000);
    book.onClockSet(-500);
    expect(book.gaps).toEqual([{ from: 500, to: 1_500, cause: 'down' }, { from: 2_500, to: undefined, cause: 'down' }]);
    book.onRecording(undefined, 2_700);
    expect(book.gaps.at(-1)).toEqual({ from: 2_500, to: 2_700, cause: 'down' });
  });

  it('opens and closes a gap when the feed is lost and restored', () => {
    const book = new CandleBook();
    book.onRecording('down', 1_000);
    book.onRecording('down', 1_500);
    expect(book.gaps).toEqual([{ from: 1_000, to: undefined, cause: 'down' }]);
    book.onRecording(undefined, 4_000);
    book.onRecording('refused', 5_000);
    expect(book.gaps.map(({ from, to }) => [from, to])).toEqual([[1_000, 4_000], [5_000, undefined]]);
  });
});

describe('candlesIn', () => {
  /** Four minutes of a trade a second, of which only the last two are known by the second. */
  const known = () => {
    const book = new CandleBook();
    const all = new CandleBook();
    for (let i = 0; i < 240; i += 1) all.add(1, [trade(i + 1, i * SECOND, i, 2)]);
    book.onCandles({ epoch: 1, seq: 240, interval: SECOND, candles: all.seconds.slice(110), gaps: [] });
    book.onCandles({ epoch: 1, seq: 240, interval: MINUTE, candles: [...all.minutes], gaps: [] });
    return book;
  };

  it('merges shorter candles into longer ones', () => {
    const [first, second] = candlesIn(known(), 5 * SECOND, 120_000, 129_999);
    expect(rows([first, second])).toEqual([[120_000, 120, 124, 120, 124, 10, 5], [125_000, 125, 129, 125, 129, 10, 5]]);
    expect(rows(candlesIn(known(), 5 * MINUTE, 0, 300_000))).toEqual([[0, 0, 239, 0, 239, 480, 240]]);
  });

  it('replaces unknown seconds by minutes, and counts nothing twice', () => {
    const all = candlesIn(known(), 15 * SECOND, 0, 240_000);
    expect(all.map(({ x, w }) => [x, w]).slice(0, 4)).toEqual([[0, MINUTE], [60_000, MINUTE], [120_000, 15_000], [135_000, 15_000]]);
    expect(all.reduce((sum, { n }) => sum + n, 0)).toBe(240);
  });
});

describe('history', () => {
  const NOON = 20_000 * DAY + 12 * HOUR;
  /** @param {number} interval @param {[number, number[]][]} list  start, and o, h, l, c, v, n @param {Partial<import('../../js/prices/archive.js').HistoryPage>} [parts] */
  const page = (interval, list, parts = {}) => ({
    interval, candles: list.map(([x, values]) => candle(x, interval, values)), gaps: [], sources: [], stretch: { from: list[0][0], to: NOON + 10 * MINUTE }, ...parts,
  });
  const flat = (/** @type {number} */ price) => [price, price, price, price, 1, 1];

  it('is put before and between the minutes of the socket, which stay', () => {
    const book = new CandleBook();
    book.onCandles({ epoch: 1, seq: 1, interval: MINUTE, candles: [candle(NOON, MINUTE, flat(5)), candle(NOON + 3 * MINUTE, MINUTE, flat(6))], gaps: [] });
    book.onHistory(page(MINUTE, [[NOON - MINUTE, flat(1)], [NOON, flat(2)], [NOON + MINUTE, flat(3)], [NOON + 10 * MINUTE, flat(4)]]));
    const closes = () => book.minutes.map(({ x, c }) => [(x - NOON) / MINUTE, c]);
    expect(closes()).toEqual([[-1, 1], [0, 5], [1, 3], [3, 6]]);
    book.onCandles({ epoch: 2, seq: 1, interval: MINUTE, candles: [candle(NOON, MINUTE, flat(7)), candle(NOON + 4 * MINUTE, MINUTE, flat(8))], gaps: [] });
    expect(closes()).toEqual([[-1, 1], [0, 7], [1, 3], [4, 8]]);
  });

  it('adds its gaps to those that are known', () => {
    const book = new CandleBook();
    book.onCandles({ epoch: 1, seq: 1, interval: MINUTE, candles: [candle(NOON, MINUTE, flat(5))], gaps: [{ from: NOON, to: NOON + 50, cause: 'down' }] });
    const gaps = [{ from: NOON - 100, to: NOON - 50, cause: /** @type {const} */ ('unrecorded') }, { from: NOON + 10, to: NOON + 60, cause: /** @type {const} */ ('down') }];
    book.onHistory(page(MINUTE, [[NOON - MINUTE, flat(1)]], { gaps }));
    expect(book.gaps.map(({ from }) => from - NOON)).toEqual([-100, 0]);
  });

  it('is continued with the minutes: the running hour and day, and those after them', () => {
    const book = new CandleBook();
    book.onHistory(page(HOUR, [[NOON - HOUR, [1, 9, 1, 2, 50, 5]], [NOON, [2, 3, 2, 3, 30, 3]]]));
    book.onHistory(page(DAY, [[NOON - 12 * HOUR, [1, 9, 1, 3, 80, 8]]]));
    book.onCandles({
      epoch: 1, seq: 1, interval: MINUTE, gaps: [],
      candles: [[-30, [9, 9, 9, 9, 9, 9]], [9, [3, 4, 3, 4, 20, 2]], [30, [4, 12, 4, 6, 20, 2]], [61, [7, 8, 7, 8, 4, 1]], [725, flat(5)]]
        .map(([minute, values]) => candle(NOON + Number(minute) * MINUTE, MINUTE, /** @type {number[]} */ (values))),
    });
    expect(rows(candlesIn(book, HOUR, NOON - HOUR, NOON + 2 * HOUR)).map(([x, ...values]) => [(x - NOON) / HOUR, ...values]))
      .toEqual([[-1, 1, 9, 1, 2, 50, 5], [0, 2, 12, 2, 6, 40, 4], [1, 7, 8, 7, 8, 4, 1]]);
    expect(rows(candlesIn(book, DAY, NOON - DAY, NOON + DAY)).map(([x, ...values]) => [(x - NOON) / HOUR, ...values]))
      .toEqual([[-12, 1, 12, 1, 8, 80, 14], [12, 5, 5, 5, 5, 1, 1]]);
    expect(candlesIn(book, HOUR, NOON - 2 * HOUR, NOON - 1)).toHaveLength(1);
  });

  it('is folded into candles of some hours and of weeks, which begin on Mondays, with what the minutes have brought since', () => {
    const book = new CandleBook();
    const monday = Date.UTC(2026, 0, 5);
    book.onHistory(page(HOUR, [[monday + 3 * HOUR, [1, 2, 1, 2, 10, 1]], [monday + 4 * HOUR, [2, 9, 2, 3, 10, 1]], [monday + 5 * HOUR, [3, 3, 1, 2, 10, 1]]]));
    book.onHistory(page(DAY, [[monday - 3 * DAY, [1, 2, 1, 2, 9, 9]], [monday, [2, 4, 2, 3, 5, 5]]]));
    book.onCandles({
      epoch: 1, seq: 1, interval: MINUTE, gaps: [],
      candles: [5.5, 26].map((hour) => candle(monday + hour * HOUR, MINUTE, [4, 20, 4, 5, 50, 2])),
    });
    expect(rows(candlesIn(book, 4 * HOUR, monday + 3.5 * HOUR, monday + 6 * HOUR)).map(([x, ...values]) => [(x - monday) / HOUR, ...values]))
      .toEqual([[0, 1, 2, 1, 2, 10, 1], [4, 2, 20, 1, 5, 60, 3]]);
    expect(candlesIn(book, 7 * DAY, monday - 2 * DAY, monday + 2 * DAY).map(({ x, w, o, h, c, v }) => [(x - monday) / DAY, w / DAY, o, h, c, v]))
      .toEqual([[-7, 7, 1, 2, 2, 9], [0, 7, 2, 20, 5, 100]]);
  });

  it('reaches as far back as its first candle, unless that begins before what shorter ones show', () => {
    const book = new CandleBook();
    book.onHistory(page(DAY, [[NOON - 12 * HOUR, flat(1)]]));
    book.onHistory(page(HOUR, [[NOON, flat(1)]]));
    book.onHistory(page(MINUTE, [[NOON + 5 * MINUTE, flat(1)], [NOON + 6 * MINUTE, flat(1)]]));
    expect(book.reach).toEqual({ from: NOON + 5 * MINUTE, to: NOON + 7 * MINUTE });
    book.onHistory(page(HOUR, [[NOON - 2 * HOUR, flat(1)]]));
    expect(book.reach?.from).toBe(NOON - 2 * HOUR);
    book.onHistory(page(DAY, [[NOON - 60 * HOUR, flat(1)]]));
    expect(book.reach?.from).toBe(NOON - 60 * HOUR);
  });

  it('counts a minute to the day of its market', () => {
    const book = new CandleBook();
    book.calendar = 'stocks';
    const midnight = 20_001 * DAY;
    book.onHistory(page(DAY, [[20_000 * DAY, [1, 2, 1, 2, 9, 9]]]));
    book.onCandles({ epoch: 1, seq: 1, interval: MINUTE, gaps: [], candles: [candle(midnight + 30 * MINUTE, MINUTE, flat(3)), candle(midnight + 10 * HOUR, MINUTE, flat(4))] });
    expect(candlesIn(book, DAY, 20_000 * DAY, 20_002 * DAY).map(({ x, c }) => [x / DAY, c])).toEqual([[20_000, 3], [20_001, 4]]);
  });

  it('replaces a candle that had not ended when it was fetched', () => {
    const book = new CandleBook();
    book.onHistory(page(HOUR, [[NOON, flat(2)]]));
    book.onHistory(page(HOUR, [[NOON, [2, 9, 2, 5, 7, 7]], [NOON + HOUR, flat(5)]]));
    expect(rows(book.hours)).toEqual([[NOON, 2, 9, 2, 5, 7, 7], [NOON + HOUR, 5, 5, 5, 5, 1, 1]]);
  });

  it('is no part of the figures of what was recorded, but prices have its decimals', () => {
    const live = new LiveSymbol('AAPL');
    live.onSubscribed({ epoch: 1, seq: 1, complete: true, trades: [trade(1, NOON, 5)] });
    live.onCandles({ epoch: 1, seq: 1, interval: MINUTE, gaps: [], candles: [candle(NOON - MINUTE, MINUTE, flat(4)), candle(NOON, MINUTE, flat(5))] });
    live.onHistory(page(MINUTE, [[NOON - HOUR, flat(1.2345)]]));
    expect(figuresOf(live)).toMatchObject({ first: { time: NOON - MINUTE }, low: 4, high: 5, volume: 2 });
    expect([live.series.decimals, live.book.minutes.length]).toEqual([4, 3]);
    live.onHistory(page(DAY, [[NOON, flat(0.123456)]]));
    expect(live.series.decimals).toBe(4);
  });
});

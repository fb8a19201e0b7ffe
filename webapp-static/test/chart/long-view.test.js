// @ts-check
import { beforeEach, describe, expect, it } from 'vitest';
import { ChartChoice, fits } from '../../js/chart/chart-choice.js';
import { resolutionOf } from '../../js/chart/resolution.js';
import { sceneOf } from '../../js/chart/scene.js';
import { decimate } from '../../js/chart/series.js';
import { TimeAxis } from '../../js/chart/time-axis.js';
import { TimeView } from '../../js/chart/time-view.js';
import { DAY, HOUR, MINUTE } from '../../js/prices/candle-book.js';
import { LiveSymbol } from '../../js/prices/live-symbol.js';

const NOW = Date.UTC(2026, 1, 10, 18);
/** @type {LiveSymbol} */ let live;
/** @type {ChartChoice} */ let choice;
/** What was wanted of the history last. @type {readonly import('../../js/prices/history.js').Want[]} */ let wants;
let isLoading = false;
/** @type {TimeView} */ let view;

/** @param {number} interval @param {number} count  up to now @param {Partial<import('../../js/prices/archive.js').HistoryPage>} [parts] */
function fetched(interval, count, parts = {}) {
  const end = Math.floor(NOW / interval) * interval;
  const candles = Array.from({ length: count }, (_, i) => ({ x: end - (count - 1 - i) * interval, w: interval, o: 10, h: 12, l: 9, c: 11, v: 5, n: 2 }));
  live.onHistory({ interval, candles, gaps: [], sources: [{ from: candles[0].x, id: 'binance' }], stretch: { from: candles[0].x, to: NOW }, ...parts });
}
const trade = () => live.onSubscribed({ epoch: 1, seq: 1, complete: true, trades: [{ price: 11, time: NOW - 1_000, volume: 1, seq: 1 }] });
const state = () => /** @type {import('../../js/chart/chart.js').ChartState} */ (/** @type {unknown} */ ({
  live, choice, closedTimes: [], now: NOW, hours: { calendar: undefined, market: undefined, isSure: true },
  history: { want: (/** @type {typeof wants} */ list) => { wants = list; }, isLoading: () => isLoading },
}));
/** @param {number} [time]  ms of the animation frames */
const update = (time = 10_000) => view.update(state(), time);
const length = () => { const { range } = update(); return range.max - range.min; };

beforeEach(() => {
  live = new LiveSymbol('BINANCE:BTCUSDT');
  choice = new ChartChoice();
  view = new TimeView();
  view.startOver(0);
  isLoading = false;
});

describe('resolutionOf', () => {
  const axes = { sessions: new TimeAxis(), dates: new TimeAxis([{ from: 0, to: 1 }]) };
  /** @param {number} span @param {string} kind @param {string} [interval] */
  const of = (span, kind, interval = '') => {
    choice.set({ kind, interval });
    return resolutionOf({ min: NOW - span, max: NOW }, axes, choice, live.book.archive);
  };

  it.each([
    [DAY, MINUTE, 15 * MINUTE], [5 * DAY, 5 * MINUTE, 30 * MINUTE], [30.4 * DAY, HOUR, 4 * HOUR], [182.6 * DAY, DAY, DAY],
    [1_800 * DAY, DAY, 7 * DAY], [4_000 * DAY, 7 * DAY, 28 * DAY],
  ])(
    'draws %i ms in candles of %i ms, or of %i ms', (span, line, candles) => {
      fetched(MINUTE, 10);
      expect([of(span, 'line'), of(span, 'candles')].map(({ want }) => want.interval))
        .toEqual([line, candles].map((interval) => (interval >= DAY ? DAY : interval >= HOUR ? HOUR : MINUTE)));
      for (const interval of [MINUTE, HOUR, DAY]) fetched(interval, 10, { stretch: { from: 0, to: NOW } });
      expect([of(span, 'line').interval, of(span, 'candles').interval]).toEqual([line, candles]);
      expect(of(span, 'line').axis === axes.dates).toBe(line >= DAY);
    });

  it('draws candles that are not narrower than three pixels, and a year by days where weekends are folded', () => {
    for (const interval of [MINUTE, HOUR, DAY]) fetched(interval, 10, { stretch: { from: 0, to: NOW } });
    const weekends = new TimeAxis(Array.from({ length: 52 }, (_, i) => ({ from: NOW - (7 * i + 3) * DAY, to: NOW - (7 * i + 1) * DAY })).reverse());
    choice.set({ kind: 'candles', interval: '' });
    const at = (/** @type {number} */ span, /** @type {number} */ width) =>
      resolutionOf({ min: NOW - span, max: NOW }, { ...axes, dates: weekends }, choice, live.book.archive, width).interval;
    expect([365 * DAY, DAY].map((span) => [360, 860, 1_500].map((width) => at(span, width))))
      .toEqual([[7 * DAY, DAY, DAY], [15 * MINUTE, 15 * MINUTE, 5 * MINUTE]]);
  });

  it('takes coarser candles while the finer ones are not known, or not kept any more', () => {
    fetched(HOUR, 24 * 40);
    expect(of(5 * DAY, 'line').interval).toBe(HOUR);
    expect(of(5 * DAY, 'line').want).toMatchObject({ interval: MINUTE, from: NOW - 5 * DAY });
    fetched(MINUTE, 1_440 * 5 + 10);
    expect(of(5 * DAY, 'line').interval).toBe(5 * MINUTE);
  });

  it('draws a short range, and one without any history, as if there was none', () => {
    expect(of(5 * DAY, 'line').interval).toBeUndefined();
    fetched(MINUTE, 10);
    expect(of(HOUR, 'line').interval).toBeUndefined();
  });

  it('draws the interval chosen where it fits', () => {
    fetched(HOUR, 24 * 40);
    fetched(DAY, 300);
    expect([of(30.4 * DAY, 'candles', '1h').interval, of(182.6 * DAY, 'candles', '1m').interval]).toEqual([HOUR, DAY]);
  });
});

it('offers only intervals that are possible', () => {
  const all = ['', '1s', '5s', '15s', '1m', '5m', '15m', '30m', '1h', '4h', '1d', '1w'];
  const offered = (/** @type {number} */ span) => all.filter((word) => fits(word, span)).join(' ');
  expect([5 * MINUTE, HOUR, DAY, 30 * DAY, 365 * DAY, 3_000 * DAY].map(offered)).toEqual([
    ' 1s 5s 15s 1m 5m', ' 1s 5s 15s 1m 5m 15m 30m', ' 1m 5m 15m 30m 1h 4h', ' 1h 4h 1d 1w', ' 1d 1w', ' 1w',
  ]);
});

describe('TimeView', () => {
  it('shows a day by default if there is one, even before a trade', () => {
    expect([length(), wants]).toEqual([20_000, [{ interval: MINUTE, from: NOW - DAY, to: NOW }]]);
    fetched(MINUTE, 1_440);
    expect(view.update(state(), 500).isOther).toBe(true);
    expect([length(), view.rangeWord(state())]).toEqual([DAY, '1d']);
    trade();
    expect(length()).toBe(DAY);
  });

  it('leaves the range alone if only minutes are known, or if they come late', () => {
    trade();
    fetched(MINUTE, 30);
    view.update(state(), 500);
    expect(view.rangeWord(state())).toBe('5m');
    view.update(state(), 5_000);
    fetched(MINUTE, 1_440);
    view.update(state(), 5_100);
    expect(view.rangeWord(state())).toBe('5m');
  });

  it('draws nothing before the first history, for a moment', () => {
    trade();
    isLoading = true;
    expect([100, 399, 401].map((time) => view.update(state(), time).isBlank)).toEqual([true, true, false]);
  });

  it('keeps what it shows until the range chosen has come, for a second at most', () => {
    trade();
    fetched(MINUTE, 1_440);
    view.update(state(), 500);
    choice.set({ range: '1y' });
    isLoading = true;
    const { isWaiting, range } = view.update(state(), 9_000);
    expect([isWaiting, range.max - range.min, wants[0]]).toEqual([true, DAY, { interval: DAY, from: NOW - 1_000 - 365.25 * DAY, to: NOW - 1_000 }]);
    fetched(DAY, 400);
    expect(view.update(state(), 9_400)).toMatchObject({ isWaiting: false, isOther: true });
    expect(length()).toBe(365.25 * DAY);
    choice.set({ range: '1mo' });
    view.update(state(), 20_000);
    expect(view.update(state(), 20_900).isWaiting).toBe(true);
    expect(view.update(state(), 21_100)).toMatchObject({ isWaiting: false, isMissing: true });
  });

  it('leaves what is not known empty', () => {
    trade();
    fetched(DAY, 20);
    choice.set({ range: '1y' });
    expect(length()).toBe(365.25 * DAY);
    choice.set({ range: 'all' });
    expect(update().range.min).toBe(live.book.days[0].x);
    expect(wants[0]).toMatchObject({ interval: DAY, from: 0 });
  });

  it('gives the first trades of all that is known room to grow into', () => {
    choice.set({ range: 'all' });
    live.onSubscribed({ epoch: 1, seq: 1, complete: true, trades: [{ price: 11, time: NOW, volume: 1, seq: 1 }] });
    live.onHistory({ interval: MINUTE, candles: [], gaps: [], sources: [], stretch: { from: NOW - DAY, to: NOW } });
    expect([length(), update().resolution.interval]).toEqual([20_000, undefined]);
  });

  it('loads older data while one pans and zooms, as long as there may be some', () => {
    trade();
    fetched(MINUTE, 1_440);
    view.update(state(), 500);
    view.pan(-DAY);
    expect(length()).toBe(DAY);
    expect(wants[0]).toMatchObject({ interval: MINUTE, from: NOW - 1_000 - 2.5 * DAY });
    fetched(MINUTE, 3 * 1_440, { stretch: { from: 0, to: NOW } });
    update();
    view.goLive();
    update();
    for (let i = 0; i < 4; i += 1) {
      view.zoom(2, NOW);
      update();
    }
    expect(length()).toBe(16 * DAY);
    expect(wants[0].interval).toBe(HOUR);
  });

  it('ends where the server has nothing older', () => {
    trade();
    fetched(MINUTE, 1_440);
    live.onHistory({ interval: MINUTE, candles: [], gaps: [], sources: [], stretch: { from: 0, to: NOW - DAY } });
    update();
    for (let i = 0; i < 9; i += 1) {
      view.pan(-DAY);
      update();
    }
    expect(update().range.max).toBeGreaterThan(live.book.minutes[0].x);
  });
});

describe('a long scene', () => {
  const gap = { from: NOW - 5 * HOUR, to: NOW - 3 * HOUR, cause: /** @type {const} */ ('unrecorded') };
  const folds = [{ from: NOW - 12 * HOUR, to: NOW - 10 * HOUR }];
  /** @param {number} interval */
  const scene = (interval) => sceneOf(live, { min: NOW - DAY, max: NOW }, choice, { closed: [], now: NOW }, {
    axis: new TimeAxis(folds), interval, volume: 15 * MINUTE, want: { interval, from: 0, to: NOW },
  });

  it('breaks the line where nothing is known and where the market was closed, and names seams', () => {
    const isIn = (/** @type {number} */ x, /** @type {{ from: number, to: number }} */ one) => x >= one.from && x < one.to;
    fetched(MINUTE, 1_440);
    const candles = live.book.minutes.filter(({ x }) => !isIn(x, gap) && !isIn(x, folds[0]));
    live = new LiveSymbol('AAPL');
    fetched(MINUTE, 1_440, { candles: [...candles], gaps: [gap], sources: [{ from: NOW - DAY, id: 'finnhub' }, { from: NOW - 6 * HOUR, id: 'recorded' }] });
    const { line, bands, seams, folds: seen } = scene(MINUTE);
    expect(line.filter(({ cause }) => cause !== undefined)).toHaveLength(2);
    expect(bands).toMatchObject([{ ...gap, cause: 'not recorded' }]);
    expect([seen, seams]).toEqual([folds, [{ time: NOW - 6 * HOUR, before: 'finnhub', after: 'recorded' }]]);
  });

  it('has no gap where history fills it, nor one shorter than a candle', () => {
    fetched(MINUTE, 1_440, { gaps: [gap, { from: NOW - 30_000, to: NOW - 20_000, cause: 'down' }] });
    expect(scene(MINUTE).bands).toEqual([]);
  });

  it('draws the highest and the lowest price of many candles, but only the close of a few', () => {
    fetched(MINUTE, 1_440);
    fetched(HOUR, 24);
    expect(scene(MINUTE).extent).toEqual({ min: 9, max: 12 });
    expect(scene(HOUR).extent).toEqual({ min: 11, max: 11 });
    expect(scene(HOUR).line[1].candle).toMatchObject({ h: 12, l: 9 });
  });

  it('ends with the newest trade', () => {
    fetched(HOUR, 24);
    trade();
    expect(scene(HOUR).line.at(-1)).toMatchObject({ x: NOW - 1_000, y: 11 });
    expect(scene(HOUR).line.at(-2)?.x).toBe(NOW - HOUR / 2);
  });

  it('is thinned by the columns of its axis', () => {
    const axis = new TimeAxis([{ from: 100, to: 1_000 }]);
    const line = [90, 95, 1_000, 1_004, 1_015].map((x) => ({ x, y: x, v: 1 }));
    expect(decimate(line, 90, 10, (time) => axis.at(time)).map(({ x }) => x)).toEqual([90, 95, 1_000, 1_004, 1_015]);
    expect(decimate(line, 90, 20, (time) => axis.at(time)).map(({ x }) => x)).toEqual([90, 1_004, 1_015]);
  });
});

// @ts-check
import { beforeEach, describe, expect, it } from 'vitest';
import { Folding, dateFolds, sessionFolds } from '../../js/chart/folds.js';
import { CandleBook, DAY, HOUR, MINUTE } from '../../js/prices/candle-book.js';

/** 10:00 in New York on a Monday, in winter. */
const MONDAY = Date.UTC(2026, 1, 9, 15);
const at = (/** @type {number} */ day, /** @type {number} */ hour) => Date.UTC(2026, 1, day, hour + 5);
const STOCKS = { calendar: /** @type {const} */ ('stocks'), market: undefined, isSure: true };
/** @type {CandleBook} */ let book;
/** @param {number} interval @param {number[]} starts @param {import('../../js/prices/candle-book.js').Gap[]} [gaps] */
const fetched = (interval, starts, gaps = []) => book.onHistory({
  interval, gaps, sources: [], stretch: { from: starts[0], to: starts[starts.length - 1] + interval },
  candles: starts.map((x) => ({ x, w: interval, o: 1, h: 1, l: 1, c: 1, v: 1, n: 1 })),
});
/** Hours of trading on days of February, in New York. @param {number[]} days @param {number} from @param {number} to */
const hours = (days, from, to) => days.flatMap((day) => Array.from({ length: to - from }, (_, i) => at(day, from + i)));
const folds = (hoursOf = STOCKS) => sessionFolds(book, hoursOf, { from: at(4, 0), to: MONDAY })
  .map(({ from, to }) => [from, to].map((time) => (time - at(4, 0)) / HOUR));

beforeEach(() => { book = new CandleBook(); });

describe('sessionFolds', () => {
  it('folds nights and weekends', () => {
    fetched(HOUR, hours([4, 5, 6, 9], 4, 20).filter((x) => x < MONDAY));
    expect(folds()).toEqual([[20, 28], [44, 52], [68, 124]]);
  });

  it('folds a session without trades, and a day without any', () => {
    fetched(HOUR, [...hours([4, 6], 9, 16), ...hours([9], 9, 10)]);
    expect(folds()).toEqual([[16, 57.5], [64, 129.5]]);
  });

  it('folds nothing in which something was traded, or may have been', () => {
    fetched(HOUR, [...hours([4], 9, 24), ...hours([5, 6, 9], 9, 16)].filter((x) => x < MONDAY), [{ from: at(5, 17), to: at(5, 18), cause: 'down' }]);
    expect(folds()).toEqual([[44, 57.5], [64, 129.5]]);
  });

  it('folds by the usual hours what is not known yet, unless they may not be kept', () => {
    fetched(HOUR, hours([6], 4, 20));
    expect(folds().length).toBe(3);
    expect(folds({ ...STOCKS, isSure: false })).toEqual([[68, 124]]);
  });

  it('never folds what is traded round the clock', () => {
    fetched(HOUR, hours([4, 5, 6, 9], 4, 20));
    expect(sessionFolds(book, { ...STOCKS, calendar: undefined }, { from: at(4, 0), to: MONDAY })).toEqual([]);
    expect(dateFolds(book, { ...STOCKS, calendar: undefined })).toEqual([]);
  });
});

describe('dateFolds', () => {
  const date = (/** @type {number} */ day) => Date.UTC(2026, 1, day);
  const dates = () => dateFolds(book, STOCKS).map(({ from, to }) => [from, to].map((time) => new Date(time).getUTCDate()));

  it('folds weekends and holidays, but no day that was not recorded', () => {
    fetched(DAY, [5, 6, 9, 10, 12, 13, 17, 18, 20].map(date), [{ from: date(11), to: date(12), cause: 'unrecorded' }]);
    expect(dates()).toEqual([[7, 9], [14, 17], [19, 20]]);
  });

  it('folds only the weekends of a long silence', () => {
    fetched(DAY, [2, 19].map(date));
    expect(dates()).toEqual([[7, 9], [14, 16]]);
  });
});

describe('Folding', () => {
  it('computes again when history has come', () => {
    const folding = new Folding();
    fetched(MINUTE, [at(9, 9)]);
    const { dates } = folding.axes(book, STOCKS, MONDAY);
    expect(folding.axes(book, STOCKS, MONDAY + 1_000).dates).toBe(dates);
    fetched(DAY, [at(6, -5), at(9, -5)]);
    expect(folding.axes(book, STOCKS, MONDAY + 2_000).dates.folds).toHaveLength(1);
  });
});

// @ts-check
// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import page from '../../index.html?raw';
import { PageState } from '../../js/app/page-state.js';
import { Format } from '../../js/kit/format.js';
import { LiveSymbol } from '../../js/prices/live-symbol.js';
import { dayAround, dayFigures, dayFromHistory } from '../../js/quote/day-figures.js';
import { Figures } from '../../js/quote/figures.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MONDAY = Date.UTC(2026, 0, 5);
const session = (/** @type {number} */ day, /** @type {number} */ from, /** @type {number} */ to, word = 'regular') =>
  ({ from: MONDAY + day * DAY + from * HOUR, to: MONDAY + day * DAY + to * HOUR, session: word });
const MARKET = { holiday: null, sessions: [session(0, 9, 14.5, 'pre-market'), session(0, 14.5, 21), session(0, 21, 25, 'post-market'), session(1, 14.5, 21)] };
const QUOTE = { open: 10, high: 12, low: 9, time: MONDAY + 15 * HOUR };
/** @type {LiveSymbol} */ let live;
/** @param {...[number, number]} rows  time and price */
const trade = (...rows) => {
  const seq = live.series.cursor?.seq ?? 0;
  const batch = { epoch: 1, seq: seq + rows.length, trades: rows.map(([time, price], i) => ({ time, price, volume: 1, seq: seq + i + 1 })) };
  if (live.phase === 'live') live.onTrades(batch);
  else live.onSubscribed({ ...batch, complete: true });
};
const range = (hasHours = false, now = QUOTE.time + 1) => {
  const day = dayFigures(live, dayAround(QUOTE.time, hasHours, MARKET), now);
  return day && [day.low, day.high];
};

beforeEach(() => { live = new LiveSymbol('AAPL'); });

describe('the figures of a day from its candle', () => {
  /** @param {string} id @param {object} [more] @param {number} [day] */
  const history = (id, more = {}, day = 0) => {
    const page = (/** @type {number} */ interval, /** @type {number[][]} */ rows) => live.onHistory({
      interval, gaps: [], stretch: { from: 0, to: MONDAY + 16 * HOUR }, sources: [{ from: 0, id, ...more }],
      candles: rows.map(([x, o, h, l, c, v]) => ({ x, w: interval, o, h, l, c, v, n: 1 })),
    });
    page(DAY, [[MONDAY + day * DAY, 10, 12, 9, 11, 500]]);
    page(60_000, [[MONDAY - DAY, 50, 50, 1, 50, 900], [MONDAY + 14 * HOUR, 11, 12.5, 11, 12, 300], [MONDAY + 15 * HOUR, 12, 12, 9.5, 11, 250]]);
  };

  it('combine what was fetched and what came since', () => {
    history('finnhub');
    expect(dayFromHistory(live)).toEqual({ open: 10, high: 12.5, low: 9, time: MONDAY + 15 * HOUR + 60_000, volume: 550 });
  });

  it('have no volume of a source that counts none', () => {
    history('ecb', { isWithoutVolume: true });
    expect(dayFromHistory(live)).toMatchObject({ high: 12.5, volume: undefined });
  });

  it('are not those of what was seen here, nor of another day', () => {
    expect(dayFromHistory(live)).toBeUndefined();
    history('recorded');
    expect(dayFromHistory(live)).toBeUndefined();
    live = new LiveSymbol('AAPL');
    history('finnhub', {}, -1);
    expect(dayFromHistory(live)).toBeUndefined();
  });

  it('are shown without the time since which this page has seen prices', () => {
    document.body.innerHTML = new DOMParser().parseFromString(page, 'text/html').body.innerHTML;
    const state = new PageState(() => MONDAY + 16 * HOUR);
    state.onConnection('open');
    state.choose('AAPL');
    ({ live } = state);
    const figures = new Figures(new Format('en', 'UTC'));
    const text = (/** @type {string} */ id) => document.getElementById(id)?.parentElement?.textContent?.replace(/\s+/g, ' ');
    trade([MONDAY + 15.5 * HOUR, 11]);
    figures.render(state);
    expect([text('volume'), document.getElementById('day-figure')?.hidden]).toEqual(['Volume since 15:301', true]);
    history('finnhub');
    figures.render(state);
    expect([text('volume'), text('day-range'), text('trades')]).toEqual(['Volume 551', 'Day range9.00 – 12.50', 'Trades since 15:301']);
  });
});

describe('the figures of a day', () => {
  it('are undefined before there is a quote', () => expect(range()).toBeUndefined());

  it('combine the quote and the trades after it', () => {
    live.onDay(QUOTE);
    trade([QUOTE.time - HOUR, 99], [QUOTE.time - 1, 1]);
    expect(range()).toEqual([9, 12]);
    trade([QUOTE.time + 1_000, 12.5]);
    expect(range()).toEqual([9, 12.5]);
    trade([QUOTE.time + 2_000, 8.5]);
    expect(range()).toEqual([8.5, 12.5]);
  });

  it('include trades known only from the server’s candles', () => {
    live.onDay(QUOTE);
    trade([QUOTE.time + 9 * 60_000, 10]);
    const candle = (/** @type {number} */ x, /** @type {number} */ h) => ({ x, w: 60_000, o: 10, h, l: 10, c: 10, v: 1, n: 2 });
    live.onCandles({ epoch: 1, seq: 1, interval: 60_000, gaps: [], candles: [candle(QUOTE.time - 60_000, 50), candle(QUOTE.time + 60_000, 13)] });
    expect(range()).toEqual([9, 13]);
  });

  it('exclude trades after the day, and end with it', () => {
    live.onDay(QUOTE);
    trade([MONDAY + 20 * HOUR, 11], [MONDAY + 22 * HOUR, 70]);
    expect(range(true, MONDAY + 23 * HOUR)).toEqual([9, 12]);
    expect(range(false, MONDAY + 23 * HOUR)).toEqual([9, 70]);
    expect(range(false, MONDAY + DAY)).toBeUndefined();
    expect(range(true, MONDAY + DAY + 14.4 * HOUR)).toEqual([9, 12]);
    expect(range(true, MONDAY + DAY + 14.5 * HOUR)).toBeUndefined();
  });

  it('are those of the quote if the hours are unknown', () => {
    live.onDay(QUOTE);
    trade([QUOTE.time + 1_000, 70]);
    expect(dayAround(QUOTE.time, true, undefined)).toBeUndefined();
    expect(dayFigures(live, undefined, QUOTE.time + DAY)).toEqual(QUOTE);
  });
});

describe('the figures below the chart', () => {
  const text = (/** @type {string} */ id) => document.getElementById(id)?.parentElement;

  it('are labelled by what they cover', () => {
    document.body.innerHTML = '<p id="last-trade"></p><dl id="figures">'
      + '<div id="day-figure" hidden><dt>Day range</dt><dd id="day-range"></dd></div>'
      + ['high', 'low', 'volume', 'trades'].map((id) => `<div><dt><span class="recorded"></span></dt><dd id="${id}"></dd></div>`).join('') + '</dl>';
    const state = new PageState();
    state.choose('AAPL');
    live = state.live;
    trade([Date.now() - 1_000, 10], [Date.now(), 11]);
    const figures = new Figures(new Format('en-GB', 'UTC'));
    figures.render(state);
    expect(text('high')?.textContent).toMatch(/^since \d\d:\d\d11\.00$/);
    expect([text('day-range')?.hidden, text('high')?.hidden, text('low')?.hidden]).toEqual([true, false, false]);
    live.onDay({ open: 10, high: 12, low: 9, time: Date.now() - 500 });
    figures.render(state);
    expect([text('day-range')?.textContent, text('day-range')?.hidden, text('high')?.hidden, text('low')?.hidden])
      .toEqual(['Day range9.00 – 12.00', false, true, true]);
    expect(text('trades')?.textContent).toMatch(/^since \d\d:\d\d2$/);
  });
});

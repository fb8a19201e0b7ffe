// @ts-check
// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ChartChoice } from '../../js/chart/chart-choice.js';
import { TimeView } from '../../js/chart/time-view.js';
import { LiveSymbol } from '../../js/prices/live-symbol.js';
import { calendarOf } from '../../js/symbols/kinds.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const page = /** @type {Window & { firstHistory?: import('../../js/prices/history.js').First, firstStart?: Promise<unknown> }} */ (window);

const taken = () => page.firstHistory;

/** Runs the script of the page's head. @param {string} symbol @param {number} now @param {string} [address] */
async function open(symbol, now, address = '/') {
  delete page.firstHistory;
  document.documentElement.dataset.opening = symbol;
  window.history.replaceState(null, '', address);
  vi.setSystemTime(now);
  vi.resetModules();
  await import('../../js/first-history.js?' + Math.random());
  return taken();
}

/** What the page's first view needs then, with trades up to a time. @param {string} symbol @param {number} now @param {number} [newest] */
function wanted(symbol, now, newest) {
  const live = new LiveSymbol(symbol);
  live.book.calendar = calendarOf(symbol);
  if (newest !== undefined) live.onSubscribed({ epoch: 1, seq: 1, complete: true, trades: [{ price: 1, time: newest, volume: 1, seq: 1 }] });
  const view = new TimeView();
  view.startOver(0);
  /** @type {readonly import('../../js/prices/history.js').Want[]} */ let wants = [];
  view.update(/** @type {import('../../js/chart/chart.js').ChartState} */ (/** @type {unknown} */ ({
    live, choice: new ChartChoice(), closedTimes: [], now, hours: { calendar: live.book.calendar, market: undefined, isSure: true },
    history: { want: (/** @type {typeof wants} */ list) => { wants = list; }, isLoading: () => true },
  })), 10);
  return wants[0];
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.stubGlobal('fetch', vi.fn(() => Promise.reject(new TypeError('no network'))));
  localStorage.clear();
  delete page.firstStart;
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the first request for history', () => {
  const MONDAY = Date.UTC(2026, 0, 5);

  it.each(['AAPL', 'OANDA:EUR_USD', 'BINANCE:BTCUSDT'])('holds what the first view of %s needs, at any hour of the week', async (symbol) => {
    for (let hour = 0; hour < 7 * 24; hour += 1) {
      const now = MONDAY + hour * HOUR + 30_000;
      const day = new Date(now).getUTCDay();
      const first = await open(symbol, now);
      expect(first?.interval).toBe(60_000);
      expect(first?.from).toBeLessThanOrEqual(wanted(symbol, now).from);
      // Nothing was traded since Friday, 20:00 in New York, until Monday, 4:00.
      const isWeekend = day === 6 || day === 0 || (day === 1 && hour < 9);
      if (symbol === 'AAPL' && isWeekend) expect(first?.from).toBeLessThanOrEqual(wanted(symbol, now, now - (now % DAY) - [1, 2, 0, 0, 0, 0, 0][day] * DAY + HOUR).from);
    }
  });

  it('is for days where these were chosen, in the address or before', async () => {
    expect(await open('AAPL', MONDAY, '/?symbol=AAPL&range=1y')).toMatchObject({ interval: DAY, from: 0 });
    localStorage.setItem('stock-chart.view', 'range=all');
    expect(await open('AAPL', MONDAY)).toMatchObject({ interval: DAY, from: 0 });
    expect(await open('AAPL', MONDAY, '/?symbol=AAPL')).toMatchObject({ interval: 60_000 });
    expect(fetch).toHaveBeenLastCalledWith(`http://localhost:3000/api/candles?symbol=AAPL&interval=60000&from=${MONDAY - 3 * DAY - 9 * HOUR}`, expect.anything());
  });

  it('is for the first symbol that the server names on a first visit', async () => {
    page.firstStart = Promise.resolve({ symbols: ['BINANCE:BTCUSDT', 'AAPL'] });
    await open('', MONDAY);
    await page.firstStart;
    expect(taken()).toMatchObject({ symbol: 'BINANCE:BTCUSDT', interval: 60_000, from: MONDAY - DAY });
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it.each([undefined, null, {}, { symbols: 'AAPL' }, { symbols: [] }, { symbols: [7] }])('is not sent where a first visit gets %j', async (answer) => {
    page.firstStart = Promise.resolve(answer);
    await open('', MONDAY);
    await page.firstStart;
    expect(fetch).not.toHaveBeenCalled();
  });

  it('is not sent for what is no symbol, and its failure is no error of the page', async () => {
    expect(await open('apple inc', MONDAY)).toBeUndefined();
    expect(await open('', MONDAY)).toBeUndefined();
    expect(fetch).not.toHaveBeenCalled();
    await expect((await open('AAPL', MONDAY))?.response).rejects.toThrow('no network');
  });
});

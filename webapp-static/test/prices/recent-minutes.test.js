// @ts-check
import { beforeEach, describe, expect, it } from 'vitest';
import { AGAIN, RecentMinutes, SETTLING } from '../../js/prices/recent-minutes.js';
import { ManualClock } from '../manual-clock.js';

const MINUTE = 60_000;
const NOW = 100 * MINUTE + 30_000;

/** @type {ManualClock} */ let clock;
/** @type {string[]} */ let requested;
/** @type {string[]} */ let pages;
/** @type {(answer: Response | undefined) => void} */ let answer;
/** @type {RecentMinutes} */ let recent;

const settled = () => new Promise((resolve) => { setTimeout(resolve, 0); });
/** @param {unknown} body @param {number} [status] */
const reply = async (body, status = 200) => {
  answer(new Response(JSON.stringify(body), { status }));
  await settled();
};

beforeEach(() => {
  clock = new ManualClock();
  requested = [];
  pages = [];
  recent = new RecentMinutes({
    url: 'http://here/api/candles',
    get: (url) => {
      requested.push(new URL(url).search);
      return new Promise((resolve, reject) => {
        answer = (response) => (response ? resolve(response) : reject(new TypeError('no network')));
      });
    },
    clock, now: () => NOW,
    onPage: (symbol, { interval, candles, stretch }) => pages.push([symbol, interval, candles.length, stretch.from, stretch.to].join(' ')),
  });
});

describe('RecentMinutes', () => {
  const FROM = 84 * MINUTE;

  it('requests the last quarter of an hour of each symbol, one after another, a while after the connection has begun', async () => {
    recent.onConnection(true);
    recent.want(['AAPL', 'MSFT']);
    expect(requested).toEqual([]);
    clock.advance(SETTLING);
    expect(requested).toEqual([`?symbol=AAPL&interval=60000&from=${FROM}`]);
    await reply({ candles: [[FROM, 1, 1, 1, 1, 1, 1]], sources: [], gaps: [] });
    expect(requested[1]).toBe(`?symbol=MSFT&interval=60000&from=${FROM}`);
    expect(pages).toEqual([`AAPL 60000 1 ${FROM} ${NOW}`]);
    recent.want(['MSFT', 'AAPL', 'SPY']);
    expect(requested).toHaveLength(2);
  });

  it.each([[{ error: 'none' }, 404], [{}, 503], [{ candles: 'none' }, 200], [null, 200]])('leaves out what is answered with %j and %i', async (body, status) => {
    recent.onConnection(true);
    recent.want(['AAPL', 'MSFT']);
    clock.advance(SETTLING);
    await reply(body, status);
    expect(requested).toHaveLength(2);
    answer(undefined);
    await settled();
    expect([requested.length, pages]).toEqual([2, []]);
  });

  it('requests them once again for a connection, and for each that follows', async () => {
    recent.onConnection(true);
    recent.want(['AAPL']);
    clock.advance(SETTLING);
    await reply({ candles: [] });
    clock.advance(AGAIN);
    await reply({ candles: [] });
    clock.advance(10 * AGAIN);
    expect(requested).toHaveLength(2);
    recent.onConnection(false);
    recent.onConnection(true);
    clock.advance(SETTLING);
    expect(requested).toHaveLength(3);
  });
});

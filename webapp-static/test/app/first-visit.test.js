// @ts-check
// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FirstVisit } from '../../js/app/first-visit.js';

/** What has happened, in order. @type {unknown[]} */ let seen;
const state = { isStarting: false };
/** @type {FirstVisit} */ let visit;

const page = /** @type {Window & { firstStart?: Promise<unknown> }} */ (window);

/** Runs the script of the page's head, and then what main.js builds. @param {() => Promise<Response>} answer */
const begin = async (answer) => {
  delete page.firstStart;
  vi.stubGlobal('fetch', (/** @type {string} */ url) => { seen.push(new URL(url).pathname); return answer(); });
  vi.resetModules();
  await import('../../js/first-start.js?' + Math.random());
  visit = new FirstVisit({
    state, document,
    open: (symbol) => seen.push(symbol),
    changed: () => seen.push('frame'),
    named: page.firstStart,
  });
  visit.start();
};
const fill = () => visit.fill({ list: (symbols) => seen.push(symbols), prompt: () => seen.push('question') });
/** @param {unknown} body @param {number} [status] */
const answer = (body, status = 200) => () => Promise.resolve(new Response(JSON.stringify(body), { status }));

beforeEach(() => {
  seen = [];
  state.isStarting = false;
  document.documentElement.dataset.opening = '';
});

afterEach(() => vi.unstubAllGlobals());

describe('FirstVisit', () => {
  it('opens the first symbol, and fills the list once there is one', async () => {
    await begin(answer({ symbols: ['BINANCE:BTCUSDT', 'AAPL'] }));
    expect(state.isStarting).toBe(true);
    await fill();
    expect(state.isStarting).toBe(false);
    expect(seen).toEqual(['/api/start', 'BINANCE:BTCUSDT', 'frame', ['BINANCE:BTCUSDT', 'AAPL'], 'question']);
  });

  it.each([undefined, 'AAPL'])('does nothing where it is no first visit (%s)', async (opening) => {
    if (opening === undefined) delete document.documentElement.dataset.opening;
    else document.documentElement.dataset.opening = opening;
    await begin(answer({ symbols: ['AAPL'] }));
    await fill();
    expect([seen, state.isStarting]).toEqual([[], false]);
  });

  it.each([
    ['names none', answer({ symbols: [] })],
    ['knows no such path', answer('nothing', 404)],
    ['names something else', answer({ symbols: 'AAPL' })],
    ['names no symbols', answer({ symbols: [7, '', '"A"', null] })],
    ['answers with something else', () => Promise.resolve(new Response('<html>'))],
    ['answers null', answer(null)],
    ['does not answer', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('leaves the page empty when the server %s', async (_what, get) => {
    await begin(get);
    await fill();
    expect([seen, state.isStarting]).toEqual([['/api/start', 'frame'], false]);
  });
});

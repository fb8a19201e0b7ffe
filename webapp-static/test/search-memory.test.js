// @ts-check
import { beforeEach, describe, expect, it } from 'vitest';
import { Carried } from '../js/model/carried.js';
import { toFilter } from '../js/model/kinds.js';
import { KnownRows } from '../js/model/known-rows.js';
import { RecentSymbols } from '../js/model/recent-symbols.js';
import { ServerStatus } from '../js/wire/server-status.js';
import { ManualClock } from './manual-clock.js';

describe('KnownRows', () => {
  const AAPL = /** @type {const} */ ({ symbol: 'AAPL', ticker: 'AAPL', name: 'APPLE INC', kind: 'Stock' });
  /** @type {string[][]} */ let asked;
  /** @type {KnownRows} */ let known;
  beforeEach(() => {
    asked = [];
    known = new KnownRows((texts) => asked.push(texts));
  });

  it('asks once for what it does not know, together', async () => {
    expect([known.find('AAPL'), known.resolve('aapl'), known.find('')]).toEqual([undefined, undefined, undefined]);
    expect(known.lacks('AAPL')).toBe(false);
    await Promise.resolve();
    known.find('AAPL');
    await Promise.resolve();
    expect(asked).toEqual([['AAPL', 'aapl']]);
  });

  it('knows what it was given', () => {
    known.add('AAPL', AAPL);
    known.add('aapl', AAPL);
    known.add('X', null);
    expect([known.find('AAPL'), known.find('aapl'), known.resolve('aapl')]).toEqual([AAPL, undefined, AAPL]);
    expect(known.find('X')).toBeUndefined();
    expect(['AAPL', 'aapl', 'X'].map((text) => known.lacks(text))).toEqual([false, true, true]);
  });
});

describe('RecentSymbols', () => {
  beforeEach(() => localStorage.clear());
  const recent = () => new RecentSymbols(() => localStorage);

  it('keeps the last six, newest first, each once', () => {
    for (const symbol of ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'C']) recent().add(symbol);
    expect(recent().list()).toEqual(['C', 'G', 'F', 'E', 'D', 'B']);
  });

  it.each(['{', '7', 'null', '{"0":"A"}', ''])('takes no harm from "%s" in the storage', (garbage) => {
    localStorage.setItem('stock-chart.recent', garbage);
    expect(recent().list()).toEqual([]);
    recent().add('A');
    expect(recent().list()).toEqual(['A']);
  });

  it('leaves out what is no symbol', () => {
    localStorage.setItem('stock-chart.recent', JSON.stringify(['A', 3, null, '<img>', 'A', ' B', 'C']));
    expect(recent().list()).toEqual(['A', 'C']);
  });

  it('remembers until the page closes where there is no storage', () => {
    const forgetful = new RecentSymbols(() => { throw new DOMException('denied'); });
    forgetful.add('A');
    forgetful.add('B');
    expect(forgetful.list()).toEqual(['B', 'A']);
  });
});

describe('toFilter', () => {
  it('takes only what there is', () => {
    expect(['crypto', 'all', 'bonds', undefined, null].map(toFilter)).toEqual(['crypto', 'all', 'all', 'all', 'all']);
  });
});

describe('Carried', () => {
  /** @param {Record<string, number>} symbols @param {number} total */
  const carried = (symbols, total) => new Carried({ symbols, slots: { used: Object.keys(symbols).length, total } });

  it('says what is live', () => {
    const free = carried({ AAPL: 2 }, 50);
    expect([free.markOf('AAPL', ''), free.markOf('MSFT', '')]).toEqual(['live now', '']);
  });

  it('says what can be opened when all slots are in use', () => {
    const full = carried({ AAPL: 2, MSFT: 3 }, 2);
    expect([full.markOf('AAPL', ''), full.markOf('NVDA', '')]).toEqual(['open now', 'no free slot']);
    expect(full.markOf('NVDA', 'AAPL')).toBe('no free slot');
  });

  it('counts a slot as free that nobody uses, or that this page gives back', () => {
    expect(carried({ AAPL: 0, MSFT: 3 }, 2).markOf('NVDA', '')).toBe('');
    expect(carried({ AAPL: 1, MSFT: 3 }, 2).markOf('NVDA', 'AAPL')).toBe('');
  });

  it.each([undefined, null, 7, {}, { symbols: null, slots: 3 }, { slots: { used: '9', total: 1 } }])(
    'knows nothing from %o', (status) => expect(new Carried(status).markOf('AAPL', '')).toBe(''));
});

describe('ServerStatus', () => {
  /** @type {ManualClock} */ let clock;
  /** @type {((response: Response) => void)[]} */ let waiting;
  /** @type {unknown[]} */ let seen;
  /** @type {ServerStatus} */ let status;
  const flush = async () => { for (let i = 0; i < 5; i += 1) await Promise.resolve(); };
  /** @param {Response} response */
  const answer = async (response) => {
    waiting.shift()?.(response);
    await new Promise((resolve) => { setTimeout(resolve); });
    await flush();
  };

  beforeEach(() => {
    clock = new ManualClock();
    waiting = [];
    seen = [];
    status = new ServerStatus({
      url: 'api/status', clock, pause: 10_000, onChange: () => seen.push(status.latest),
      get: () => new Promise((resolve) => { waiting.push(resolve); }),
    });
  });

  it('asks at once, then again after each answer, until it is stopped', async () => {
    status.start();
    status.start();
    expect(waiting).toHaveLength(1);
    await answer(Response.json({ feed: 'live' }));
    expect(seen).toEqual([{ feed: 'live' }]);
    clock.advance(10_000);
    expect(waiting).toHaveLength(1);
    status.stop();
    await answer(Response.json({ feed: 'down' }));
    expect([seen.length, clock.pending]).toEqual([1, 0]);
  });

  it('knows nothing while the server does not answer, and goes on asking', async () => {
    status.start();
    const failures = [new Response('', { status: 500 }), new Response('<html>'), Response.json(null)];
    for (const response of [Response.json({ a: 1 }), ...failures]) {
      await answer(response);
      clock.advance(10_000);
    }
    expect(seen).toEqual([{ a: 1 }, undefined, undefined, undefined]);
  });

  it('does not take an answer to an earlier run for one of this', async () => {
    status.start();
    status.stop();
    status.start();
    await answer(Response.json({ run: 1 }));
    expect(seen).toEqual([]);
    await answer(Response.json({ run: 2 }));
    expect(seen).toEqual([{ run: 2 }]);
  });
});

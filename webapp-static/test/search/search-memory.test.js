// @ts-check
// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { RecentSymbols } from '../../js/search/recent-symbols.js';
import { SlotStatus } from '../../js/search/slot-status.js';
import { toFilter } from '../../js/symbols/kinds.js';
import { KnownSymbols } from '../../js/symbols/known-symbols.js';

describe('KnownSymbols', () => {
  const AAPL = /** @type {const} */ ({ symbol: 'AAPL', ticker: 'AAPL', name: 'APPLE INC', kind: 'Stock' });
  /** @type {string[][]} */ let requested;
  /** @type {KnownSymbols} */ let known;
  beforeEach(() => {
    requested = [];
    known = new KnownSymbols((texts) => requested.push(texts));
  });

  it('requests unknown entries once, in one batch', async () => {
    expect([known.find('AAPL'), known.resolve('aapl'), known.find(''), known.lacks('AAPL')]).toEqual([undefined, undefined, undefined, false]);
    await Promise.resolve();
    known.find('AAPL');
    await Promise.resolve();
    expect(requested).toEqual([['AAPL', 'aapl']]);
  });

  it('finds the entries that were added', () => {
    known.add('AAPL', AAPL);
    known.add('aapl', AAPL);
    known.add('X', null);
    expect([known.find('AAPL'), known.find('aapl'), known.resolve('aapl'), known.find('X')]).toEqual([AAPL, undefined, AAPL, undefined]);
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

  it.each(['{', '7', 'null', '{"0":"A"}', ''])('ignores "%s" in the storage', (garbage) => {
    localStorage.setItem('stock-chart.recent', garbage);
    expect(recent().list()).toEqual([]);
    recent().add('A');
    expect(recent().list()).toEqual(['A']);
  });

  it('drops texts that are not well-formed', () => {
    localStorage.setItem('stock-chart.recent', JSON.stringify(['A', 3, null, '"img"', 'A', ' B', 'C']));
    expect(recent().list()).toEqual(['A', 'C']);
  });

  it('keeps them until the page is closed if there is no storage', () => {
    const noStorage = new RecentSymbols(() => { throw new DOMException('denied'); });
    noStorage.add('A');
    noStorage.add('B');
    expect(noStorage.list()).toEqual(['B', 'A']);
  });
});

describe('toFilter', () => {
  it('accepts only known filters', () => {
    expect(['crypto', 'all', 'bonds', undefined, null].map(toFilter)).toEqual(['crypto', 'all', 'all', 'all', 'all']);
  });
});

describe('SlotStatus', () => {
  /** @param {Record<string, number>} symbols @param {number} total */
  const slots = (symbols, total) => new SlotStatus({ symbols, slots: { used: Object.keys(symbols).length, total } });

  it('marks symbols that stream', () => {
    const free = slots({ AAPL: 2 }, 50);
    expect([free.markOf('AAPL', ''), free.markOf('MSFT', '')]).toEqual(['live now', '']);
  });

  it('marks symbols that can be opened when all slots are in use', () => {
    const full = slots({ AAPL: 2, MSFT: 3 }, 2);
    expect([full.markOf('AAPL', ''), full.markOf('NVDA', '')]).toEqual(['open now', 'waits in line']);
    expect(full.markOf('NVDA', 'AAPL')).toBe('waits in line');
  });

  it('lists the streamed symbols when all slots are in use', () => {
    const full = slots({ AAPL: 2, MSFT: 3 }, 2);
    expect([full.running(''), full.running('AAPL')]).toEqual([['MSFT', 'AAPL'], ['MSFT', 'AAPL']]);
    expect(slots({ AAPL: 1, MSFT: 3 }, 2).running('AAPL')).toEqual([]);
    expect([slots({ AAPL: 2 }, 2).running(''), new SlotStatus().running('')]).toEqual([[], []]);
  });

  it('counts a slot as free that has no viewers, or that this page releases', () => {
    expect(slots({ AAPL: 0, MSFT: 3 }, 2).markOf('NVDA', '')).toBe('');
    expect(slots({ AAPL: 1, MSFT: 3 }, 2).markOf('NVDA', 'AAPL')).toBe('');
  });

  it.each([undefined, null, 7, {}, { symbols: null, slots: 3 }, { slots: { used: '9', total: 1 } }])('is empty after %o', (status) => {
    expect(new SlotStatus(status).markOf('AAPL', '')).toBe('');
  });
});

// @ts-check
import { beforeEach, describe, expect, it } from 'vitest';
import { RecentSymbols } from '../../js/search/recent-symbols.js';
import { SlotStatus } from '../../js/search/slot-status.js';
import { toFilter } from '../../js/symbols/kinds.js';
import { KnownSymbols } from '../../js/symbols/known-symbols.js';

describe('KnownSymbols', () => {
  const AAPL = /** @type {const} */ ({ symbol: 'AAPL', ticker: 'AAPL', name: 'APPLE INC', kind: 'Stock' });
  /** @type {string[][]} */ let asked;
  /** @type {KnownSymbols} */ let known;
  beforeEach(() => {
    asked = [];
    known = new KnownSymbols((texts) => asked.push(texts));
  });

  it('asks once for what it does not know, together', async () => {
    expect([known.find('AAPL'), known.resolve('aapl'), known.find(''), known.lacks('AAPL')]).toEqual([undefined, undefined, undefined, false]);
    await Promise.resolve();
    known.find('AAPL');
    await Promise.resolve();
    expect(asked).toEqual([['AAPL', 'aapl']]);
  });

  it('knows what it was given', () => {
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

  it.each(['{', '7', 'null', '{"0":"A"}', ''])('takes no harm from "%s" in the storage', (garbage) => {
    localStorage.setItem('stock-chart.recent', garbage);
    expect(recent().list()).toEqual([]);
    recent().add('A');
    expect(recent().list()).toEqual(['A']);
  });

  it('leaves out what is no symbol', () => {
    localStorage.setItem('stock-chart.recent', JSON.stringify(['A', 3, null, '"img"', 'A', ' B', 'C']));
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

describe('SlotStatus', () => {
  /** @param {Record<string, number>} symbols @param {number} total */
  const slots = (symbols, total) => new SlotStatus({ symbols, slots: { used: Object.keys(symbols).length, total } });

  it('says what is live', () => {
    const free = slots({ AAPL: 2 }, 50);
    expect([free.markOf('AAPL', ''), free.markOf('MSFT', '')]).toEqual(['live now', '']);
  });

  it('says what can be opened when all slots are in use', () => {
    const full = slots({ AAPL: 2, MSFT: 3 }, 2);
    expect([full.markOf('AAPL', ''), full.markOf('NVDA', '')]).toEqual(['open now', 'waits in line']);
    expect(full.markOf('NVDA', 'AAPL')).toBe('waits in line');
  });

  it('lists what can be opened when nothing else can', () => {
    const full = slots({ AAPL: 2, MSFT: 3 }, 2);
    expect([full.running(''), full.running('AAPL')]).toEqual([['MSFT', 'AAPL'], ['MSFT', 'AAPL']]);
    expect(slots({ AAPL: 1, MSFT: 3 }, 2).running('AAPL')).toEqual([]);
    expect([slots({ AAPL: 2 }, 2).running(''), new SlotStatus().running('')]).toEqual([[], []]);
  });

  it('counts a slot as free that has no viewers, or that this page releases', () => {
    expect(slots({ AAPL: 0, MSFT: 3 }, 2).markOf('NVDA', '')).toBe('');
    expect(slots({ AAPL: 1, MSFT: 3 }, 2).markOf('NVDA', 'AAPL')).toBe('');
  });

  it.each([undefined, null, 7, {}, { symbols: null, slots: 3 }, { slots: { used: '9', total: 1 } }])('knows nothing from %o', (status) => {
    expect(new SlotStatus(status).markOf('AAPL', '')).toBe('');
  });
});

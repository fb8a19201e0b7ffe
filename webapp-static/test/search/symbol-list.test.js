// @ts-check
import { describe, expect, it } from 'vitest';
import { fetchSymbolList } from '../../js/search/worker/symbol-list.js';
import { ManualClock } from '../manual-clock.js';

const ROWS = [{ symbol: 'AAPL' }];

describe('fetchSymbolList', () => {
  it('retries until there is a list, after the delay that the server sends', async () => {
    const clock = new ManualClock();
    const answers = [
      async () => new Response('', { status: 503, headers: { 'Retry-After': '5' } }),
      async () => Response.json({ code: 'LIST_LOADING' }, { status: 503, headers: { 'Retry-After': '1' } }),
      async () => Response.json({ code: 'LIST_REFUSED' }, { status: 503, headers: { 'Retry-After': '600' } }),
      async () => Response.json({ code: 'LIST_EMPTY' }, { status: 503, headers: { 'Retry-After': '30' } }),
      async () => Response.json({ code: 'LIST_FAILED' }, { status: 503, headers: { 'Retry-After': '10' } }),
      async () => Promise.reject(new TypeError('no network')),
      async () => new Response('<html>', { status: 200 }),
      async () => new Response('{}', { status: 200 }),
      async () => Response.json(ROWS, { headers: { 'Symbol-Lists': 'stock/US=28114, forex/IC MARKETS=0' } }),
    ];
    /** @type {string[]} */ const troubles = [];
    /** @type {number[]} */ const waits = [];
    const rows = fetchSymbolList({
      url: 'api/symbols',
      get: () => /** @type {() => Promise<Response>} */ (answers.shift())(),
      clock: {
        ...clock,
        set: (action, delay) => {
          waits.push(delay);
          action();
          return 0;
        },
      },
      random: () => 1,
      onTrouble: (trouble) => troubles.push(trouble),
    });
    await expect(rows).resolves.toEqual({
      rows: ROWS,
      lists: [{ kind: 'stock', exchange: 'US', size: 28_114 }, { kind: 'forex', exchange: 'IC MARKETS', size: 0 }],
    });
    expect(troubles).toEqual(['loading', 'loading', 'refused', 'empty', 'failed', 'retrying', 'retrying', 'retrying']);
    expect(waits).toEqual([5_000, 2_000, 30_000, 30_000, 16_000, 30_000, 30_000, 30_000]);
  });
});

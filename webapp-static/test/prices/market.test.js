// @ts-check
import { describe, expect, it } from 'vitest';
import { MarketHours } from '../../js/prices/market-hours.js';
import { ManualClock } from '../manual-clock.js';

describe('MarketHours', () => {
  it('reports hours and clock, refreshes them later, and sooner after a failure', async () => {
    const clock = new ManualClock();
    /** @type {Response[]} */ const answers = [new Response('<html>'), Response.json({ sessions: 3 }), Response.json({ now: 5_000, sessions: [], holiday: null })];
    /** @type {unknown[]} */ const seen = [];
    let requests = 0;
    const hours = new MarketHours({
      url: 'api/market', clock, now: () => 1_000, onMarket: (market, offset) => seen.push([market, offset]),
      get: async () => { requests += 1; return answers.shift() ?? new Response('', { status: 503 }); },
    });
    await hours.start();
    for (const pause of [30_000, 30_000]) {
      expect(clock.pending).toBe(1);
      clock.advance(pause);
      await new Promise((resolve) => { setTimeout(resolve); });
    }
    expect(seen).toEqual([[{ now: 5_000, sessions: [], holiday: null }, 4_000]]);
    clock.advance(30_000);
    expect(requests).toBe(3);
    hours.stop();
    expect(clock.pending).toBe(0);
  });
});

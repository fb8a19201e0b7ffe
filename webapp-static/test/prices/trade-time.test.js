// @ts-check
import { beforeEach, describe, expect, it } from 'vitest';
import { PageState } from '../../js/app/page-state.js';
import { parse } from '../../js/prices/protocol.js';
import { isPlausible } from '../../js/prices/price-series.js';
import { freshnessOf } from '../../js/quote/freshness.js';

const NOW = Date.UTC(2026, 0, 5, 15, 0, 0);
const DAY = 86_400_000;
/** The time of this device's clock. */ let device = NOW;
/** @type {PageState} */ let state;
let seq = 0;

beforeEach(() => {
  device = NOW;
  seq = 0;
  state = new PageState(() => device);
  state.choose('AAPL');
  state.onConnection('open');
  state.onStatus({ feed: 'live', simulated: false, since: NOW - 1_000 });
  state.onServerClock(0);
  state.live.onSubscribed({ epoch: 1, seq: 0, complete: true, trades: [] }, state.now, state.slack);
});

/** @param {number} price @param {number} time */
function trade(price, time) {
  seq += 1;
  state.live.onTrades({ epoch: 1, seq, trades: [{ price, time, volume: 1, seq }] }, state.now, state.slack);
}
const age = () => freshnessOf(state, state.now).age;

describe('the time of a trade', () => {
  it.each([[0, true], [60_000, true], [60_001, false], [-40 * DAY, true], [-3_650 * DAY, true], [-3_651 * DAY, false], [NOW / 1_000 - NOW, false]])(
    'ahead by %i ms is accepted: %s', (ahead, isBelieved) => expect(isPlausible(NOW + ahead, NOW)).toBe(isBelieved),
  );

  it('does not stop later prices, whether a little ahead or far in the future', () => {
    trade(10, NOW);
    trade(99, NOW + 16_000);
    expect([state.live.series.last?.y, age()]).toEqual([99, 0]);
    device += 1_000;
    trade(11, NOW + 900);
    expect([state.live.series.last?.y, age()]).toEqual([11, 100]);
    for (const time of [Date.UTC(9999, 11, 31), NOW + 120_000, Math.floor(NOW / 1_000), 0]) trade(500, time);
    trade(12, NOW + 950);
    const { last, totals, points } = state.live.series;
    expect([last?.y, totals.high, totals.trades, points[0].x]).toEqual([12, 99, 4, NOW]);
    expect(state.live.book.minutes).toHaveLength(1);
    expect(state.live.series.cursor?.seq).toBe(seq);
  });

  it('ahead does not count for the age, which is counted from the arrival', () => {
    trade(99, NOW + 16_000);
    device += 40_000;
    state.lastMessageAt = state.now;
    expect([age(), freshnessOf(state, state.now).cause]).toEqual([40_000, 'quiet']);
  });

  it('ahead does not make a price new for clients that join later: the server sends when it arrived', () => {
    device += 30_000;
    const late = parse(JSON.stringify({
      type: 'subscribed', symbol: 'AAPL', epoch: 2, seq: 1, complete: true, arrived: NOW, trades: [{ p: 99, t: NOW + 40_000, v: 1 }],
    }));
    if (late) state.onMessage(late);
    expect([state.live.series.last?.y, age()]).toEqual([99, 30_000]);
    state.onServerClock(500);
    expect(age()).toBe(30_500);
    trade(100, NOW + 30_400);
    expect(age()).toBe(100);
  });

  it('is not followed by "nothing traded since" while no message has arrived since', () => {
    trade(10, NOW);
    state.lastMessageAt = NOW + 400;
    const cause = () => freshnessOf(state, state.now).cause;
    device += 16_000;
    expect([age(), cause()]).toEqual([16_000, 'live']);
    device += 9_000;
    expect(cause()).toBe('live');
    device += 1_000;
    expect(cause()).toBe('silent');
    state.lastMessageAt = state.now;
    expect(cause()).toBe('quiet');
    device += 10_000;
    expect([age(), cause()]).toEqual([36_000, 'quiet']);
  });

  it('long ago is a late report while the last price is new, and the last price otherwise', () => {
    trade(10, NOW);
    device += 1_000;
    trade(20, NOW - 600_000);
    expect([state.live.series.last?.y, state.live.series.count]).toEqual([10, 2]);
    device += 60_000;
    trade(21, NOW - 590_000);
    expect([state.live.series.last?.y, age()]).toEqual([21, 651_000]);
  });

  it('does not matter for a feed that is late by a quarter of an hour, except once', () => {
    trade(10, NOW - 900_000);
    trade(99, NOW + 16_000);
    trade(11, NOW - 899_000);
    expect(state.live.series.last?.y).toBe(11);
  });
});

describe('a device whose clock is wrong', () => {
  beforeEach(() => {
    state = new PageState(() => device);
    device = NOW - 3 * 3_600_000;
    state.choose('AAPL');
    state.onConnection('open');
    state.onStatus({ feed: 'live', simulated: false, since: NOW - 1_000 });
    state.live.onSubscribed({ epoch: 1, seq: 0, complete: true, trades: [] }, state.now, state.slack);
    trade(10, NOW);
  });

  it('shows prices before the server time is known, and their age as soon as it is', () => {
    expect(state.live.series.last?.y).toBe(10);
    expect(state.onServerClock(3 * 3_600_000)).toEqual([]);
    device += 2_000;
    expect(age()).toBe(2_000);
  });

  it('subscribes again after accepting times that the server rejects', () => {
    trade(99, NOW + 120_000);
    expect(state.onServerClock(3 * 3_600_000)).toEqual(['AAPL']);
    expect(state.optionsOf('AAPL').after).toBe(undefined);
  });
});

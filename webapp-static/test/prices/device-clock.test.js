// @ts-check
import { beforeEach, describe, expect, it } from 'vitest';
import { PageState } from '../../js/app/page-state.js';
import { Format } from '../../js/kit/format.js';
import { DeviceClock } from '../../js/prices/device-clock.js';
import { freshnessOf, freshnessText } from '../../js/quote/freshness.js';
import { statusText } from '../../js/status/status-text.js';

const NOON = Date.UTC(2026, 0, 5, 12, 0, 0);
let wall = NOON;
let steady = 0;
/** @type {DeviceClock} */ let device;
/** @type {PageState} */ let state;

beforeEach(() => {
  wall = NOON;
  steady = 500;
  device = new DeviceClock(() => wall, () => steady);
  state = new PageState(() => device.now);
  state.choose('AAPL');
  state.onConnection('open');
  state.onStatus({ feed: 'live', simulated: false, since: NOON - 1_000 });
  state.onServerClock(7);
  state.live.onSubscribed({ epoch: 1, seq: 1, complete: true, trades: [{ price: 1, time: NOON, volume: 1, seq: 1 }] }, state.now, state.slack);
});

/** @param {number} ms */
function pass(ms) {
  wall += ms;
  steady += ms;
}
function check() {
  const jump = device.check();
  if (jump !== 0) state.onClockJump(jump);
  return jump;
}
const freshness = () => freshnessOf(state, state.now);

describe('the clock of a device', () => {
  it('advances by itself, and follows drift without a report', () => {
    pass(3_000);
    wall += 200;
    expect([check(), device.now]).toEqual([0, NOON + 3_200]);
  });

  it('that is set back does not make prices newer', () => {
    pass(10_000);
    wall -= 3_600_000;
    expect(freshness().age).toBe(10_007);
    expect([check(), freshness().age]).toEqual([-3_600_000, 10_007]);
    expect([check(), device.now]).toEqual([0, NOON + 10_000 - 3_600_000]);
  });

  it('that advanced while the device slept shows that no message arrived meanwhile', () => {
    pass(10_000);
    wall += 3_600_000;
    expect([check(), freshness()]).toMatchObject([3_600_000, { age: 3_610_007, cause: 'silent' }]);
  });
});

describe('a page that receives no message', () => {
  const words = () => [statusText(state).text, freshnessText(freshness(), new Format('en-GB', 'UTC'), state.now)];

  it('never shows that it is live, or that nothing was traded', () => {
    pass(20_000);
    state.lastMessageAt = state.now;
    expect(words()).toEqual(['Live', 'Last trade 20 s ago · nothing traded since']);
    pass(25_001);
    expect(words()).toEqual(['No signal…', 'Last trade 45 s ago · nothing heard from the server']);
    state.onConnection('waiting');
    state.onConnection('open');
    expect(words()).toEqual(['Connecting…', 'Last trade 45 s ago · connection lost, trying again']);
    state.onStatus({ feed: 'live', simulated: false, since: NOON });
    expect(words()[0]).toBe('Live');
  });
});

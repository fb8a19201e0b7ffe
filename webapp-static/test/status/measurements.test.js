// @ts-check
import { describe, expect, it } from 'vitest';
import { ClockOffset, Latency, Rate, SECONDS, WINDOW } from '../../js/status/measurements.js';

describe('Latency', () => {
  it('has median and 99th percentile of the trades painted', () => {
    const latency = new Latency();
    for (let i = 1; i <= 100; i += 1) latency.received(1_000 - i);
    latency.painted(1_000);
    expect(latency.figures(1_000, 0)).toEqual({ p50: 50, p99: 99 });
  });

  it('adds the offset of the other clock, and is never negative', () => {
    const latency = new Latency();
    latency.received(900);
    latency.painted(1_000);
    expect(latency.figures(1_000, 25)?.p50).toBe(125);
    expect(latency.figures(1_000, -400)?.p50).toBe(0);
  });

  it('is undefined before a trade is painted, a minute after the last one, and after a change of symbol', () => {
    const latency = new Latency();
    latency.received(900);
    expect(latency.figures(1_000, 0)).toBeUndefined();
    latency.painted(1_000);
    expect(latency.figures(1_000 + WINDOW, 0)).toBeDefined();
    expect(latency.figures(1_001 + WINDOW, 0)).toBeUndefined();
    latency.reset();
    expect(latency.figures(1_000, 0)).toBeUndefined();
  });

  it('overwrites the oldest when it is full', () => {
    const latency = new Latency();
    for (let frame = 0; frame < 20; frame += 1) {
      for (let i = 0; i < 1_000; i += 1) latency.received(frame < 10 ? 0 : 990);
      latency.painted(1_000);
    }
    expect(latency.figures(1_000, 0)).toEqual({ p50: 10, p99: 10 });
  });
});

describe('Rate', () => {
  it('is that of the last whole seconds', () => {
    const rate = new Rate();
    for (let second = 0; second < SECONDS; second += 1) rate.add(second * 1_000 + 1, 100);
    rate.add(SECONDS * 1_000, 10_000);
    expect(rate.perSecond(SECONDS * 1_000 + 1)).toEqual({ frames: 1, bytes: 100 });
  });

  it('falls to zero without messages', () => {
    const rate = new Rate();
    rate.add(0, 100);
    expect(rate.perSecond(1_000).frames).toBeGreaterThan(0);
    expect(rate.perSecond(3_600_000)).toEqual({ frames: 0, bytes: 0 });
  });
});

describe('ClockOffset', () => {
  it('prefers the shortest round trip', () => {
    const clock = new ClockOffset();
    expect(clock.best).toBeUndefined();
    clock.add({ sentAt: 0, receivedAt: 400, now: 5_390 });
    clock.add({ sentAt: 1_000, receivedAt: 1_010, now: 6_005 });
    clock.add({ sentAt: 2_000, receivedAt: 2_100, now: 7_080 });
    expect(clock.best).toEqual({ offset: 5_000, error: 5 });
  });

  it('ignores a sample during which a clock was set back, and drops old ones', () => {
    const clock = new ClockOffset();
    clock.add({ sentAt: 100, receivedAt: 50, now: 0 });
    expect(clock.best).toBeUndefined();
    clock.add({ sentAt: 0, receivedAt: 2, now: 1 });
    for (let i = 0; i < 8; i += 1) clock.add({ sentAt: 0, receivedAt: 20, now: 1_010 });
    expect(clock.best).toEqual({ offset: 1_000, error: 10 });
  });
});

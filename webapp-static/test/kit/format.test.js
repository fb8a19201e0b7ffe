// @ts-check
import { describe, expect, it } from 'vitest';
import { Format } from '../../js/kit/format.js';

const format = new Format('en-US', 'UTC');
const NOON = Date.UTC(2026, 0, 5, 12, 0, 0);

describe('Format', () => {
  it('formats prices with fixed decimals and grouped thousands', () => {
    expect(format.price(65012.4, 2)).toBe('65,012.40');
    expect(format.price(1.08, 5)).toBe('1.08000');
    expect(format.price(-3, 0)).toBe('−3');
    expect(new Format('de-DE', 'UTC').price(65012.4, 2)).toBe('65.012,40');
  });

  it('formats amounts in compact form', () => {
    expect([format.amount(12), format.amount(0.25), format.amount(48_210)]).toEqual(['12', '0.25', '48.21K']);
  });

  it('never formats a positive amount as zero, however small or large', () => {
    expect([0, 0.00053, 0.011467, 1e-8, 2.5e-30, 999.5, 3e17].map((amount) => format.amount(amount)))
      .toEqual(['0', '0.00053', '0.01147', '0.00000001', '2.5E-30', '999.50', '3E17']);
  });

  it('formats a price too small for fixed decimals in scientific notation', () => {
    expect([format.price(1.65e-9, 11), format.price(2.5e-30, 31), format.price(-1e21, 2)]).toEqual(['0.00000000165', '2.5E-30', '−1E21']);
  });

  it('formats a change from a price of 0 or less without a percentage', () => {
    expect(format.change(-37.63, 10.01, 2)).toEqual({ direction: 'up', arrow: '▲', words: 'up 47.64' });
    expect(format.change(0, -2, 2).words).toBe('down 2.00');
    expect(format.change(18.27, -37.63, 2).words).toBe('down 55.90 (−305.97 %)');
    expect([format.shortChange(-37.63, 10.01, 2), format.shortChange(0, -2, 2), format.shortChange(0, 0, 2), format.shortChange(10, 9, 2)])
      .toEqual(['+47.64', '−2.00', '0.00', '−10.00 %']);
  });

  it('formats a change as text, with sign and arrow', () => {
    expect(format.change(350, 350.42, 2)).toEqual({ direction: 'up', arrow: '▲', words: 'up 0.42 (+0.12 %)' });
    expect(format.change(232.65, 232.64, 2).words).toBe('down 0.01 (−<0.01 %)');
    expect(format.change(1_234_567_890.12, 1_234_567_980.12, 2).words).toBe('up 90.00 (+<0.01 %)');
    expect(format.change(100, 99.5, 2)).toEqual({ direction: 'down', arrow: '▼', words: 'down 0.50 (−0.50 %)' });
    expect(format.change(100, 100.001, 2)).toMatchObject({ direction: 'same', words: 'unchanged' });
  });

  it('never formats a change as none', () => {
    expect([format.percent(100, 100.0049), format.percent(100, 100.0051), format.percent(100, 99.9951), format.percent(100, 100)])
      .toEqual(['+<0.01 %', '+0.01 %', '−<0.01 %', '0.00 %']);
  });

  it('adds the day to a time that is not today', () => {
    expect(format.moment(NOON, NOON + 1_000)).toBe('12:00:00');
    expect(format.moment(NOON - 86_400_000 * 3, NOON)).toBe('Fri, Jan 2, 12:00:00');
    expect(format.moment(NOON, NOON + 43_200_000)).toBe('Mon, Jan 5, 12:00:00');
  });

  it('formats times with the precision that the step of the axis needs', () => {
    expect(format.axisTime(NOON, 10_000)).toBe('12:00:00');
    expect(format.axisTime(NOON, 60_000)).toBe('12:00');
    expect(format.axisTime(NOON, 86_400_000)).toBe('Mon, Jan 5');
  });

  it('formats durations', () => {
    expect([28_000, 180_000, 7_200_000].map((length) => format.duration(length))).toEqual(['28 s', '3 min', '2 h']);
  });

  it('formats the start of a candle by how much it holds', () => {
    const at = NOON - 2 * 86_400_000;
    expect([5_000, 3_600_000, 86_400_000, 7 * 86_400_000, 28 * 86_400_000].map((length) => format.start(at, length, NOON))).toEqual([
      'Sat, Jan 3, 12:00:00', 'Sat, Jan 3, 12:00', 'Sat, Jan 3', 'week of Sat, Jan 3', '4 weeks from Sat, Jan 3',
    ]);
  });
});

// @ts-check
import { describe, expect, it } from 'vitest';
import { timeTicks } from '../../js/chart/time-ticks.js';
import { Format } from '../../js/kit/format.js';

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = Date.UTC(2026, 0, 1);
/** Room before and after the year for ranges and for looking at neighbouring offsets. */
const MARGIN = 70 * DAY;
/** Among them zones whose clocks are set at midnight, by half an hour, or stand at odd offsets. */
const ZONES = ['UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Asia/Kathmandu', 'Australia/Lord_Howe',
  'America/St_Johns', 'America/Havana', 'Africa/Cairo', 'Pacific/Chatham', 'Africa/Casablanca'];

/**
 * What a zone's clock shows, every quarter of an hour (none is set at another time), as UTC times with the same digits.
 * @param {string} timeZone
 */
function clockOf(timeZone) {
  const format = new Intl.DateTimeFormat('en', {
    timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric',
  });
  const from = YEAR - MARGIN;
  const count = Math.ceil((365 * DAY + 2 * MARGIN) / QUARTER);
  const ahead = Float64Array.from({ length: count }, (_, i) => {
    const time = from + i * QUARTER;
    const [month, day, year, hour, minute] = (format.format(time).match(/\d+/g) ?? []).map(Number);
    return Date.UTC(year, month - 1, day, hour, minute) - time;
  });
  const aheadAt = (/** @type {number} */ time) => ahead[Math.floor((time - from) / QUARTER)];
  return {
    shows: (/** @type {number} */ time) => time + aheadAt(time),
    offsetOf: (/** @type {number} */ time) => -aheadAt(time) / MINUTE,
  };
}

describe.each(ZONES)('timeTicks in %s', (zone) => {
  const { shows, offsetOf } = clockOf(zone);
  const dayOf = (/** @type {number} */ time) => Math.floor(shows(time) / DAY);

  it('are round on the clock within a day, without omissions', () => {
    for (let min = YEAR; min < YEAR + 365 * DAY; min += HOUR) {
      for (const span of [2 * HOUR, 16 * HOUR, 75 * HOUR]) {
        const { step, times } = timeTicks(min, min + span, 8, offsetOf);
        expect(step).toBeLessThan(DAY);
        const round = [];
        for (let time = min; time <= min + span; time += step < QUARTER ? step : QUARTER) if (shows(time) % step === 0) round.push(time);
        if (times.join() !== round.slice(-8).join()) expect(times, new Date(min).toISOString()).toEqual(round.slice(-8));
      }
    }
  });

  it('are the first moments of days, one for each day', () => {
    for (let min = YEAR; min < YEAR + 365 * DAY; min += HOUR) {
      const { step, times } = timeTicks(min, min + 6 * DAY, 8, offsetOf);
      expect(step).toBe(DAY);
      const starts = [];
      for (let time = min; time <= min + 6 * DAY; time += QUARTER) if (dayOf(time) > dayOf(time - QUARTER)) starts.push(time);
      if (times.join() !== starts.join()) expect(times, new Date(min).toISOString()).toEqual(starts);
    }
  });

  it('are Mondays, then first days of months, if days would be too many', () => {
    for (let min = YEAR; min < YEAR + 300 * DAY; min += 11 * HOUR) {
      const weeks = timeTicks(min, min + 40 * DAY, 8, offsetOf).times;
      expect(weeks.length).toBeGreaterThanOrEqual(5);
      for (const time of weeks) {
        expect(new Date(shows(time)).getUTCDay()).toBe(1);
        expect(dayOf(time - MINUTE)).toBe(dayOf(time) - 1);
      }
    }
    const months = timeTicks(YEAR + DAY, YEAR + 180 * DAY, 7, offsetOf).times;
    expect(months.map((time) => new Date(shows(time)).getUTCDate())).toEqual(months.map(() => 1));
    expect(months.map((time) => new Date(shows(time)).getUTCMonth())).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('timeTicks', () => {
  it.each([[20_000], [300_000], [299_000], [3_600_000], [900_001]])('gives at most seven round times over %i ms', (span) => {
    const { step, times } = timeTicks(YEAR + 1_234, YEAR + 1_234 + span, 7, () => 0);
    expect(times.length).toBeLessThanOrEqual(7);
    expect(times.length).toBeGreaterThanOrEqual(2);
    for (const time of times) expect(time % step).toBe(0);
  });

  it('do not repeat a day after the end of summer time', () => {
    const { offsetOf } = clockOf('America/New_York');
    const format = new Format('en-US', 'America/New_York');
    const { step, times } = timeTicks(Date.UTC(2026, 9, 30, 4), Date.UTC(2026, 10, 4, 5), 7, offsetOf);
    expect(times.map((time) => format.axisTime(time, step)))
      .toEqual(['Fri, Oct 30', 'Sat, Oct 31', 'Sun, Nov 1', 'Mon, Nov 2', 'Tue, Nov 3', 'Wed, Nov 4']);
  });

  it('stay at full hours where summer time begins or ends', () => {
    const { offsetOf } = clockOf('America/New_York');
    const format = new Format('en-US', 'America/New_York');
    const ends = timeTicks(Date.UTC(2026, 10, 1, 4), Date.UTC(2026, 10, 1, 21), 7, offsetOf);
    expect(ends.times.map((time) => format.axisTime(time, ends.step))).toEqual(['00:00', '03:00', '06:00', '09:00', '12:00', '15:00']);
    const begins = timeTicks(Date.UTC(2026, 2, 8, 5), Date.UTC(2026, 2, 8, 20), 7, offsetOf);
    expect(begins.times.map((time) => format.axisTime(time, begins.step))).toEqual(['00:00', '03:00', '06:00', '09:00', '12:00', '15:00']);
  });
});

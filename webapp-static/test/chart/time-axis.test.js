// @ts-check
import { describe, expect, it } from 'vitest';
import { FoldedScale } from '../../js/chart/folded-scale.js';
import { TimeAxis } from '../../js/chart/time-axis.js';
import { ticksAlong } from '../../js/chart/time-ticks.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const axis = new TimeAxis([{ from: 100, to: 200 }, { from: 300, to: 350 }]);

describe('TimeAxis', () => {
  it('gives folded time no room, and the newest its own place', () => {
    expect([0, 100, 150, 200, 250, 300, 310, 350, 400].map((time) => axis.at(time))).toEqual([150, 250, 250, 250, 300, 350, 350, 350, 400]);
  });

  it('leads back from each position to its time, from that of a fold to its end', () => {
    expect([150, 250, 251, 300, 350, 400].map((position) => axis.timeAt(position))).toEqual([0, 200, 201, 250, 350, 400]);
    for (let time = -50; time < 500; time += 1) {
      if (!axis.foldAt(time)) expect(axis.at(axis.timeAt(axis.at(time)))).toBe(axis.at(time));
      expect(axis.at(time + 1)).toBeGreaterThanOrEqual(axis.at(time));
    }
  });

  it('measures and moves without what is folded', () => {
    expect([axis.length(50, 250), axis.move(250, -100), axis.move(50, 60)]).toEqual([100, 50, 210]);
    expect(axis.foldsIn(150, 320)).toEqual([{ from: 100, to: 200 }, { from: 300, to: 350 }]);
    expect(axis.foldsIn(200, 300)).toEqual([]);
  });

  it('is time itself without folds', () => {
    const plain = new TimeAxis();
    expect([plain.at(5), plain.timeAt(5), plain.length(2, 5), plain.move(2, 3), plain.daysBefore(9 * DAY, DAY)]).toEqual([5, 5, 3, 5, 8 * DAY]);
  });

  it('counts only days on which something is traded', () => {
    const nights = Array.from({ length: 30 }, (_, day) => day).filter((day) => day % 7 !== 5 && day % 7 !== 6)
      .map((day) => ({ from: day * DAY - (day % 7 === 0 ? 52 : 4) * HOUR, to: day * DAY + 4 * HOUR }));
    const week = new TimeAxis(nights);
    const monday = 14 * DAY + 10 * HOUR;
    expect(week.daysBefore(monday, DAY)).toBe(11 * DAY + 10 * HOUR);
    expect(week.daysBefore(monday + DAY, DAY)).toBe(monday);
    expect(week.daysBefore(monday, 5 * DAY)).toBe(monday - 7 * DAY);
  });
});

describe('FoldedScale', () => {
  it('maps times to pixels and back along the axis', () => {
    const scale = /** @type {any} */ (Object.create(FoldedScale.prototype));
    Object.assign(scale, { times: axis, min: 0, max: 400, _startPixel: 10, _endPixel: 260, _length: 250, _reversePixels: false, options: {} });
    expect([0, 100, 150, 200, 400].map((time) => scale.getPixelForValue(time))).toEqual([10, 110, 110, 110, 260]);
    expect([10, 109, 110, 260].map((pixel) => Math.round(scale.getValueForPixel(pixel)))).toEqual([0, 99, 200, 400]);
  });
});

describe('ticksAlong', () => {
  const weekend = new TimeAxis([{ from: 4 * DAY + 20 * HOUR, to: 7 * DAY + 4 * HOUR }]);

  it('marks a day that begins in a fold at its end, and none that is folded whole', () => {
    const days = [3, 4, 5, 6, 7, 8].map((day) => day * DAY);
    expect(ticksAlong(days, DAY, weekend, 6 * HOUR, { min: 0 }).map((time) => time / DAY)).toEqual([3, 4, 7, 8]);
  });

  it('marks no hour of a fold', () => {
    const hours = [18, 24, 30, 96, 102].map((hour) => 4 * DAY + hour * HOUR);
    expect(ticksAlong(hours, 6 * HOUR, weekend, HOUR, { min: 0 }).map((time) => time / HOUR - 96)).toEqual([18, 96, 102]);
  });

  it('leaves room for the labels, and the left edge free', () => {
    const days = [3, 4, 5, 6, 7, 8].map((day) => day * DAY);
    expect(ticksAlong(days, DAY, weekend, 28 * HOUR, { min: 3 * DAY }).map((time) => time / DAY)).toEqual([4, 8]);
    expect(ticksAlong(days, DAY, new TimeAxis(), 28 * HOUR, { min: 3 * DAY })).toEqual(days);
  });
});

// @ts-check
// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { ChartReader } from '../../js/chart/reader.js';
import { TimeAxis } from '../../js/chart/time-axis.js';
import { Format } from '../../js/kit/format.js';

/** @type {import('../../js/chart/layers.js').Picture} */ let picture;
/** @type {ChartReader} */ let reader;

beforeEach(() => {
  document.body.innerHTML = '<div><div id="chart"></div></div>';
  reader = new ChartReader(/** @type {HTMLElement} */ (document.getElementById('chart')));
  picture = /** @type {any} */ ({ kind: 'line', decimals: 2, format: new Format('en-GB', 'UTC') });
});

/** A chart of 100 pixels with a price each second. @param {number} from  the second at its left edge */
function show(from) {
  const line = Array.from({ length: 300 }, (_, i) => ({ x: i * 1_000, y: i, v: 1 }));
  picture.scene = {
    line, candles: [], bands: [], interval: 1_000, extent: { min: 0, max: 9 }, shown: { min: from * 1_000, max: (from + 100) * 1_000 },
    axis: new TimeAxis(), folds: [], seams: [],
  };
  reader.render(picture, 0, (x) => (from + x) * 1_000);
  return picture.crosshair;
}

describe('ChartReader', () => {
  it('stays under the pointer when the chart moves', () => {
    show(0);
    reader.follow(40_000, { x: 40, y: 7 });
    expect(show(0)).toEqual({ time: 40_000, price: 40, level: 7 });
    expect(show(25)).toEqual({ time: 65_000, price: 65, level: 7 });
    expect(reader.time).toBe(65_000);
    expect(document.querySelector('.legend')?.textContent).toContain('Price65.00');
  });

  it('stays on its time after a tap or a key', () => {
    reader.inspect(40_000, 41.5);
    expect(show(25)).toEqual({ time: 40_000, price: 41.5, level: undefined });
    reader.follow(60_000, { x: 35, y: 7 });
    show(25);
    reader.step(picture, -1);
    expect(show(0)).toEqual({ time: 59_000, price: 59, level: undefined });
  });

  it('inspects nothing after the pointer has left', () => {
    reader.follow(40_000, { x: 40, y: 7 });
    reader.leave();
    expect(show(0)).toBeUndefined();
    expect(reader.isLooking).toBe(false);
  });
});

// @ts-check
// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { ChartReader } from '../../js/chart/reader.js';
import { TimeAxis } from '../../js/chart/time-axis.js';
import { Format } from '../../js/kit/format.js';

/** @type {import('../../js/chart/layers.js').Picture} */ let picture;
/** @type {ChartReader} */ let reader;
/** @type {Partial<import('../../js/chart/scene.js').Scene>} */ let origin;

beforeEach(() => {
  origin = {};
  document.body.innerHTML = '<div><div id="chart"></div></div>';
  reader = new ChartReader(/** @type {HTMLElement} */ (document.getElementById('chart')));
  picture = /** @type {any} */ ({ kind: 'line', decimals: 2, format: new Format('en-GB', 'UTC') });
});

/** A chart of 100 pixels with a price each second. @param {number} from  the second at its left edge */
function show(from) {
  const line = Array.from({ length: 300 }, (_, i) => ({ x: i * 1_000, y: i, v: 1 }));
  picture.scene = {
    line, candles: [], bands: [], interval: 1_000, extent: { min: 0, max: 9 }, shown: { min: from * 1_000, max: (from + 100) * 1_000 },
    axis: new TimeAxis(), folds: [], seams: [], runs: [], splits: [], extended: [], symbol: 'AAPL', ...origin,
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

  it('has the source of a price, unless all was recorded here, and the ratio of what may be a split', () => {
    const legend = () => {
      show(0);
      return document.querySelector('.legend')?.textContent;
    };
    reader.inspect(40_000);
    origin = { runs: [{ from: 0, to: 300_000, id: 'recorded' }] };
    expect(legend()).not.toContain('Source');
    origin = { runs: [{ from: 0, to: 50_000, id: 'alpaca', isAdjusted: true }, { from: 50_000, to: 300_000, id: 'recorded' }] };
    expect(legend()).toContain('SourceAlpaca (adjusted for splits)');
    reader.inspect(60_000);
    expect(legend()).toContain('Sourcerecorded here');
    origin = {
      runs: [{ from: 0, to: 300_000, id: 'simulator' }], splits: [{ at: 40_000, ratio: 4 }],
      candles: [{ x: 40_000, w: 1_000, o: 1, h: 1, l: 1, c: 1, v: 0, n: 0 }],
    };
    picture.kind = 'candles';
    reader.inspect(40_500);
    expect(legend()).toMatch(/Sourcedemo dataSplit\?4:1$/);
  });

  it('inspects nothing after the pointer has left', () => {
    reader.follow(40_000, { x: 40, y: 7 });
    reader.leave();
    expect(show(0)).toBeUndefined();
    expect(reader.isLooking).toBe(false);
  });
});

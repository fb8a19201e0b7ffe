// @ts-check
import { describe, expect, it } from 'vitest';
import { bandLabel, placeBandLabels } from '../../js/chart/band-labels.js';
import { Format } from '../../js/kit/format.js';

const FORMAT = new Format('en', 'UTC');
const AREA = { left: 0, right: 500 };
/** @param {...[number, number, number]} bands  start, end, width of the words */
const places = (...bands) => placeBandLabels(bands.map(([start, end, width]) => ({ start, end, width })), AREA);

describe('bandLabel', () => {
  it('has the cause and the length, which is never 0', () => {
    const label = (/** @type {number} */ length) => bandLabel({ cause: 'not recorded', from: 0, to: length }, FORMAT);
    expect([label(400), label(5_000)]).toEqual(['not recorded under 1 s', 'not recorded 5 s']);
  });
});

describe('placeBandLabels', () => {
  it('puts the label in the middle of its band', () => {
    expect(places([100, 200, 60])).toEqual([120]);
  });

  it('keeps the label of a wide band beside a thin one', () => {
    expect(places([0, 2, 100], [4, 150, 90])).toEqual([undefined, 32]);
    expect(places([4, 150, 90], [152, 154, 100])).toEqual([32, undefined]);
  });

  it('puts a label that does not fit beside its band, within the edges', () => {
    expect(places([250, 252, 100])).toEqual([201]);
    expect(places([0, 2, 100])).toEqual([4]);
    expect(places([498, 500, 100])).toEqual([396]);
  });

  it('never overlaps another band, even one without a label', () => {
    expect(places([100, 102, 100], [110, 120, 90])).toEqual([undefined, undefined]);
    expect(places([100, 102, 100], [157, 170, 300])).toEqual([4 + 47, undefined]);
  });

  it('never overlaps another label', () => {
    expect(places([100, 102, 100], [190, 192, 100])).toEqual([51, undefined]);
    expect(places([100, 102, 60], [190, 192, 60])).toEqual([71, 161]);
  });

  it('leaves out labels that are out of view or wider than the chart', () => {
    expect(places([510, 500, 10], [200, 202, 495])).toEqual([undefined, undefined]);
  });
});

// @ts-check
import { describe, expect, it } from 'vitest';
import { bandLabel } from '../../js/chart/band-labels.js';
import { Format } from '../../js/kit/format.js';

const FORMAT = new Format('en', 'UTC');

describe('bandLabel', () => {
  it('has the cause and the length, which is never 0', () => {
    const label = (/** @type {number} */ length) => bandLabel({ cause: 'not recorded', from: 0, to: length }, FORMAT);
    expect([label(400), label(5_000)]).toEqual(['not recorded under 1 s', 'not recorded 5 s']);
  });
});

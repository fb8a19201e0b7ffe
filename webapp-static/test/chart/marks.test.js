// @ts-check
import { expect, it } from 'vitest';
import { seamPlaces } from '../../js/chart/marks.js';

it('draws one mark for seams that are close together, the first', () => {
  const times = [10, 400, 405, 411, 412, 413, 500].map((time) => ({ time }));
  expect(seamPlaces(times, (time) => time)).toEqual([10, 400, 412, 500]);
  expect(seamPlaces([], (time) => time)).toEqual([]);
});

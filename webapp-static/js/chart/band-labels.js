// @ts-check

/** A shorter time would round to nothing, ms. */
const SHORTEST = 1_000;

/**
 * The label of a band: why nothing is known, and for how long.
 * @param {import('./scene.js').Band} band
 * @param {import('../kit/format.js').Format} format
 */
export function bandLabel(band, format) {
  return `${band.cause} ${bandLength(band, format)}`;
}

/** @param {{ from: number, to: number }} band @param {import('../kit/format.js').Format} format */
export function bandLength({ from, to }, format) {
  return to - from < SHORTEST ? 'under 1 s' : format.duration(to - from);
}

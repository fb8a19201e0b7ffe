// @ts-check
import { bandWordPlaces } from './band-word-places.js';

/**
 * @typedef {import('./chart-marks.js').Picture} Picture
 * @typedef {import('./unknown-times.js').Band} Band
 * @typedef {import('chart.js').Chart} Chart
 */

const MIN_WIDTH = 2;
const FROM_TOP = 14;
/** Ground around the letters, where a line crosses them. */
const RIM = 4;

/** What a band says: why nothing is known, and how long. @param {Band} band @param {import('../kit/format.js').Format} format */
export function bandWords({ cause, from, to }, format) {
  return `${cause} ${format.duration(to - from)}`;
}

/** Time without knowledge is shaded. @param {Chart} chart @param {Picture} picture */
export function drawBands(chart, { scene: { bands }, theme }) {
  const { ctx, chartArea: { top, bottom } } = chart;
  ctx.save();
  ctx.fillStyle = theme.band;
  for (const band of bands) {
    const { start, end } = placeOf(chart, band);
    if (end > start) ctx.fillRect(start, top, end - start, bottom - top);
  }
  ctx.restore();
}

/** The cause of each band, in it or as near as there is room. @param {Chart} chart @param {Picture} picture */
export function drawBandWords(chart, { scene: { bands }, theme, format }) {
  const { ctx, chartArea } = chart;
  ctx.save();
  Object.assign(ctx, {
    font: `${theme.letters}px ${theme.font}`, textBaseline: 'middle', lineJoin: 'round', lineWidth: RIM,
    strokeStyle: theme.surface, fillStyle: theme.muted,
  });
  const worded = bands.map((band) => {
    const words = bandWords(band, format);
    return { ...placeOf(chart, band), words, width: ctx.measureText(words).width };
  });
  const y = chartArea.top + FROM_TOP * theme.zoom;
  bandWordPlaces(worded, chartArea).forEach((x, i) => {
    if (x === undefined) return;
    const { start, end, words, width } = worded[i];
    if (end - start < width) ctx.strokeText(words, x, y);
    ctx.fillText(words, x, y);
  });
  ctx.restore();
}

/** @param {Chart} chart @param {Band} band */
function placeOf({ chartArea: { left, right }, scales: { x } }, { from, to }) {
  const start = Math.max(left, x.getPixelForValue(from));
  return { start, end: Math.min(right, Math.max(x.getPixelForValue(to), start + MIN_WIDTH)) };
}

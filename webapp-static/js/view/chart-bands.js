// @ts-check
import { FONT_SIZE } from './chart-marks.js';

/**
 * @typedef {import('./chart-marks.js').Picture} Picture
 * @typedef {import('../model/unknown-times.js').Band} Band
 * @typedef {import('chart.js').Chart} Chart
 */

const MIN_WIDTH = 2;
/** Between words and an edge, and between the words of two bands. */
const MARGIN = 4;
const FROM_TOP = 14;
/** Ground around the letters, where a line crosses them. */
const RIM = 4;

/** What a band says: why nothing is known, and how long. @param {Band} band @param {import('./format.js').Format} format */
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

/** The cause of each band, in it or as near as there is room; none upon another. @param {Chart} chart @param {Picture} picture */
export function drawBandWords(chart, { scene: { bands }, theme, format }) {
  const { ctx, chartArea: { left, right, top } } = chart;
  let written = left;
  ctx.save();
  Object.assign(ctx, {
    font: `${FONT_SIZE}px ${theme.font}`, textBaseline: 'middle', lineJoin: 'round', lineWidth: RIM,
    strokeStyle: theme.surface, fillStyle: theme.muted,
  });
  for (const band of bands) {
    const { start, end } = placeOf(chart, band);
    const words = bandWords(band, format);
    const { width } = ctx.measureText(words);
    const at = Math.min(Math.max((start + end - width) / 2, left + MARGIN), right - width - MARGIN);
    if (end <= start || at < written) continue;
    if (end - start < width) ctx.strokeText(words, at, top + FROM_TOP);
    ctx.fillText(words, at, top + FROM_TOP);
    written = at + width + 2 * MARGIN;
  }
  ctx.restore();
}

/** @param {Chart} chart @param {Band} band */
function placeOf({ chartArea: { left, right }, scales: { x } }, { from, to }) {
  const start = Math.max(left, x.getPixelForValue(from));
  return { start, end: Math.min(right, Math.max(x.getPixelForValue(to), start + MIN_WIDTH)) };
}

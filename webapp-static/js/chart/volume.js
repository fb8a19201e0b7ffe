// @ts-check
import { firstIndex } from '../kit/binary-search.js';
import { clip } from './layers.js';

/**
 * @typedef {import('./layers.js').Picture} Picture
 * @typedef {import('./scene.js').Scene} Scene
 * @typedef {import('chart.js').Chart} Chart
 */

/** Height of the highest volume bar, as a part of the chart's height. */
const VOLUME_HEIGHT = 0.18;
const VOLUME_BODY = 0.8;

/**
 * Volume bars behind the prices, one for each candle. Those of each source have a scale of their own: one counts a whole market,
 * another a part of it.
 * @param {Chart} chart
 * @param {Picture} picture
 */
export function drawVolume({ ctx, chartArea: { left, right, top, bottom }, scales: { x } }, { scene: { candles, seams }, theme }) {
  const highest = highestBySource(candles, seams);
  if (Math.max(...highest) === 0) return;
  clip(ctx, { left, right, top, bottom });
  ctx.fillStyle = theme.volume;
  for (const { x: from, w, v } of candles) {
    const start = x.getPixelForValue(from + (w * (1 - VOLUME_BODY)) / 2);
    const width = Math.max(1, x.getPixelForValue(from + (w * (1 + VOLUME_BODY)) / 2) - start);
    const height = (v / (highest[sourceIndex(from, seams)] || 1)) * (bottom - top) * VOLUME_HEIGHT;
    ctx.fillRect(start, bottom - height, width, height);
  }
  ctx.restore();
}

/** @param {number} time @param {Scene['seams']} seams */
function sourceIndex(time, seams) {
  return firstIndex(seams, (seam) => seam.time > time);
}

/** The highest volume before, between and after the seams. @param {Scene['candles']} candles @param {Scene['seams']} seams */
function highestBySource(candles, seams) {
  const highest = new Array(seams.length + 1).fill(0);
  for (const { x, v } of candles) {
    const i = sourceIndex(x, seams);
    highest[i] = Math.max(highest[i], v);
  }
  return highest;
}

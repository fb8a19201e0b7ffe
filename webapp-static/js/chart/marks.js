// @ts-check
import { sourceName } from '../prices/archive.js';

/**
 * @typedef {import('./layers.js').Picture} Picture
 * @typedef {import('chart.js').Chart} Chart
 */

/** Least distance between hairlines in pixels: with more of them the chart would be grey, as with each weekend of a year. */
const LEAST_DISTANCE = 36;
const FAINT = 0.4;
/** Of a seam's names, in pixels: from the top, below the labels of bands; from the line; and their outline where a line crosses them. */
const FROM_TOP = 34;
const MARGIN = 6;
const RIM = 4;
const DASHES = [4, 4];

/** A hairline where closed hours are folded. @param {Chart} chart @param {Picture} picture */
export function drawFolds({ ctx, chartArea: { left, right, top, bottom }, scales: { x } }, { scene: { folds }, theme }) {
  if (folds.length * LEAST_DISTANCE > right - left) return;
  ctx.save();
  Object.assign(ctx, { fillStyle: theme.muted, globalAlpha: FAINT });
  for (const { to } of folds) {
    const at = Math.round(x.getPixelForValue(to));
    if (at > left && at < right) ctx.fillRect(at, top, 1, bottom - top);
  }
  ctx.restore();
}

/** A dashed line where another source begins, with both names where there is room. @param {Chart} chart @param {Picture} picture */
export function drawSeams({ ctx, chartArea: { left, right, top, bottom }, scales: { x } }, { scene: { seams }, theme }) {
  ctx.save();
  Object.assign(ctx, {
    font: `${theme.letters}px ${theme.font}`, textBaseline: 'middle', lineJoin: 'round', fillStyle: theme.muted,
  });
  let last = left;
  seams.forEach(({ time, before, after }, i) => {
    const at = Math.round(x.getPixelForValue(time)) + 0.5;
    Object.assign(ctx, { strokeStyle: theme.muted, lineWidth: 1 });
    ctx.setLineDash(DASHES);
    ctx.beginPath();
    ctx.moveTo(at, top);
    ctx.lineTo(at, bottom);
    ctx.stroke();
    ctx.setLineDash([]);
    Object.assign(ctx, { strokeStyle: theme.surface, lineWidth: RIM });
    const next = seams[i + 1] ? x.getPixelForValue(seams[i + 1].time) : right;
    const y = top + FROM_TOP * theme.zoom;
    const words = [
      { text: sourceName(before), room: at - last, isBefore: true }, { text: sourceName(after), room: next - at, isBefore: false },
    ];
    for (const { text, room, isBefore } of words) {
      const { width } = ctx.measureText(text);
      if (width + 2 * MARGIN > room || (isBefore && i > 0)) continue;
      const start = isBefore ? at - MARGIN - width : at + MARGIN;
      ctx.strokeText(text, start, y);
      ctx.fillText(text, start, y);
    }
    last = at;
  });
  ctx.restore();
}

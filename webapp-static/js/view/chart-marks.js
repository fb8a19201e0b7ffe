// @ts-check
import { breaksOf } from '../model/points.js';

/**
 * @typedef {import('../model/points.js').Point} Point
 * @typedef {object} Scene  what the marks are drawn from; kept up to date by the chart
 * @property {readonly Point[]} points  those drawn
 * @property {Point | undefined} last
 * @property {number} decimals
 * @property {import('./theme.js').Theme} theme
 * @property {import('./format.js').Format} format
 * @typedef {import('chart.js').Chart} Chart
 */

export const FONT_SIZE = 12;
const LABEL_HEIGHT = 22;
const LABEL_RADIUS = 5;
const DOT = 4;
const MIN_BAND = 2;
const BARS = 72;
/** Part of the chart's height that the highest volume bar takes. */
const VOLUME_HEIGHT = 0.18;

/** Time without knowledge is shaded, its cause written in it. @param {Chart} chart @param {Scene} scene */
export function drawBands({ ctx, chartArea: { left, right, top, bottom }, scales: { x } }, { points, theme, format }) {
  let written = left;
  ctx.save();
  ctx.font = `${FONT_SIZE}px ${theme.font}`;
  ctx.textBaseline = 'middle';
  for (const { from, to, cause } of breaksOf(points)) {
    const start = Math.max(left, x.getPixelForValue(from));
    const end = Math.min(right, Math.max(x.getPixelForValue(to), start + MIN_BAND));
    if (end <= start) continue;
    ctx.fillStyle = theme.band;
    ctx.fillRect(start, top, end - start, bottom - top);
    const words = `${cause} ${format.duration(to - from)}`;
    const width = ctx.measureText(words).width;
    const at = Math.min(Math.max((start + end - width) / 2, left + 4), right - width - 4);
    if (at < written) continue;
    ctx.fillStyle = theme.muted;
    ctx.fillText(words, at, top + 14);
    written = at + width + 8;
  }
  ctx.restore();
}

/** Volume low and grey behind, summed over equal stretches of time. @param {Chart} chart @param {Scene} scene */
export function drawVolume({ ctx, chartArea: { left, right, top, bottom }, scales: { x } }, { points, theme }) {
  const step = Math.max(1_000, Math.ceil((x.max - x.min) / BARS / 1_000) * 1_000);
  /** @type {Map<number, number>} */
  const sums = new Map();
  for (const point of points) {
    const slot = Math.floor(point.x / step);
    sums.set(slot, (sums.get(slot) ?? 0) + point.v);
  }
  const highest = Math.max(...sums.values());
  if (!(highest > 0)) return;
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, right - left, bottom - top);
  ctx.clip();
  ctx.fillStyle = theme.volume;
  for (const [slot, sum] of sums) {
    const start = x.getPixelForValue(slot * step) + 0.5;
    const width = Math.max(1, x.getPixelForValue((slot + 1) * step) - start - 0.5);
    const height = (sum / highest) * (bottom - top) * VOLUME_HEIGHT;
    ctx.fillRect(start, bottom - height, width, height);
  }
  ctx.restore();
}

/** The newest trade: dashed line, dot, and its price on the axis. @param {Chart} chart @param {Scene} scene */
export function drawLast({ ctx, chartArea: { left, right }, scales: { x, y }, width }, { last, theme, format, decimals }) {
  if (!last) return;
  const at = y.getPixelForValue(last.y);
  ctx.save();
  ctx.strokeStyle = theme.accent;
  ctx.setLineDash([3, 4]);
  ctx.beginPath();
  ctx.moveTo(left, at);
  ctx.lineTo(right, at);
  ctx.stroke();
  ctx.fillStyle = theme.surface;
  ctx.fillRect(right + 1, at - LABEL_HEIGHT / 2 - 3, width - right, LABEL_HEIGHT + 6);
  ctx.fillStyle = theme.accent;
  ctx.beginPath();
  ctx.roundRect(right + 2, at - LABEL_HEIGHT / 2, width - right - 2, LABEL_HEIGHT, LABEL_RADIUS);
  ctx.fill();
  ctx.beginPath();
  ctx.arc(x.getPixelForValue(last.x), at, DOT, 0, 2 * Math.PI);
  ctx.fill();
  ctx.fillStyle = theme.onAccent;
  ctx.font = `600 ${FONT_SIZE}px ${theme.font}`;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'center';
  ctx.fillText(format.price(last.y, decimals), (right + 2 + width) / 2, at + 1);
  ctx.restore();
}

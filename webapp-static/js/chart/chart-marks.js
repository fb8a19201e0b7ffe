// @ts-check

/**
 * @typedef {import('./scene.js').Scene} Scene
 * @typedef {import('../prices/price-series.js').Point} Point
 * @typedef {object} Picture  what the marks are drawn from; kept up to date by the chart
 * @property {Scene} scene
 * @property {'line' | 'candles'} kind
 * @property {Point | undefined} last  the newest trade
 * @property {Cross | undefined} cross  where the reader points
 * @property {number} decimals
 * @property {import('./theme.js').Theme} theme
 * @property {import('../kit/format.js').Format} format
 * @typedef {object} Cross
 * @property {number} time
 * @property {number | undefined} price
 * @property {number | undefined} level  of the pointer, in pixels, which tells the price instead; undefined while none leads
 * @typedef {import('chart.js').Chart} Chart
 */

/** In pixels, where letters have their usual size. */
const LABEL_HEIGHT = 22;
const LABEL_RADIUS = 5;
const DOT = 4;
/** Part of the chart's height that the highest volume bar takes. */
const VOLUME_HEIGHT = 0.18;
const VOLUME_BODY = 0.8;

/** Volume low and grey behind, of each candle's time. @param {Chart} chart @param {Picture} picture */
export function drawVolume({ ctx, chartArea: { left, right, top, bottom }, scales: { x } }, { scene: { candles }, theme }) {
  const highest = candles.reduce((most, { v }) => Math.max(most, v), 0);
  if (highest === 0) return;
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, right - left, bottom - top);
  ctx.clip();
  ctx.fillStyle = theme.volume;
  for (const { x: from, w, v } of candles) {
    const start = x.getPixelForValue(from + (w * (1 - VOLUME_BODY)) / 2);
    const width = Math.max(1, x.getPixelForValue(from + (w * (1 + VOLUME_BODY)) / 2) - start);
    const height = (v / highest) * (bottom - top) * VOLUME_HEIGHT;
    ctx.fillRect(start, bottom - height, width, height);
  }
  ctx.restore();
}

/** The newest trade: dashed line, dot, and its price on the axis. @param {Chart} chart @param {Picture} picture */
export function drawLast(chart, { last, kind, theme, format, decimals }) {
  const { ctx, chartArea: { left, right, top, bottom }, scales: { x, y } } = chart;
  if (!last) return;
  const at = y.getPixelForValue(last.y);
  if (at < top || at > bottom) return;
  ctx.save();
  dash(ctx, theme.accent, left, at, right, at);
  const dot = x.getPixelForValue(last.x);
  if (kind === 'line' && dot >= left && dot <= right + 1) {
    ctx.fillStyle = theme.accent;
    ctx.beginPath();
    ctx.arc(dot, at, DOT, 0, 2 * Math.PI);
    ctx.fill();
  }
  priceLabel(chart, format.price(last.y, decimals), at, theme.accent, theme);
  ctx.restore();
}

/** Where the reader points: both lines, the time below and the price at the right. @param {Chart} chart @param {Picture} picture */
export function drawCross(chart, { cross, theme, format, decimals }) {
  const { ctx, chartArea: { left, right, top, bottom }, scales: { x, y }, height } = chart;
  if (!cross) return;
  const at = Math.round(x.getPixelForValue(cross.time)) + 0.5;
  if (at < left || at > right + 1) return;
  ctx.save();
  dash(ctx, theme.muted, at, top, at, bottom);
  const words = format.moment(cross.time, Date.now());
  ctx.font = `600 ${theme.letters}px ${theme.font}`;
  const size = { width: ctx.measureText(words).width + 12, height: LABEL_HEIGHT * theme.zoom };
  const start = Math.min(Math.max(at - size.width / 2, 0), right - size.width);
  label(ctx, start, Math.min(bottom + 4, height - size.height), size, words, theme.text, theme.surface);
  const price = cross.level === undefined ? cross.price : y.getValueForPixel(cross.level);
  if (price !== undefined) {
    const level = cross.level ?? y.getPixelForValue(price);
    dash(ctx, theme.muted, left, level, right, level);
    priceLabel(chart, format.price(price, decimals), level, theme.text, theme);
  }
  ctx.restore();
}

/** @param {Chart} chart @param {string} words @param {number} at @param {string} colour @param {import('./theme.js').Theme} theme */
function priceLabel({ ctx, chartArea: { right }, width }, words, at, colour, theme) {
  const size = { width: width - right - 2, height: LABEL_HEIGHT * theme.zoom };
  ctx.fillStyle = theme.surface;
  ctx.fillRect(right + 1, at - size.height / 2 - 3, width - right, size.height + 6);
  ctx.font = `600 ${theme.letters}px ${theme.font}`;
  label(ctx, right + 2, at - size.height / 2, size, words, colour, colour === theme.accent ? theme.onAccent : theme.surface);
}

/** @param {CanvasRenderingContext2D} ctx @param {number} x @param {number} y @param {{ width: number, height: number }} size @param {string} words @param {string} ground @param {string} ink */
function label(ctx, x, y, { width, height }, words, ground, ink) {
  ctx.fillStyle = ground;
  ctx.beginPath();
  ctx.roundRect(x, y, width, height, LABEL_RADIUS);
  ctx.fill();
  ctx.fillStyle = ink;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'center';
  ctx.fillText(words, x + width / 2, y + height / 2 + 1);
}

/** @param {CanvasRenderingContext2D} ctx @param {string} colour @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 */
function dash(ctx, colour, x1, y1, x2, y2) {
  ctx.strokeStyle = colour;
  ctx.setLineDash([3, 4]);
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
}

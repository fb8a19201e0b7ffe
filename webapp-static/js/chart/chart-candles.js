// @ts-check

/**
 * @typedef {import('./chart-marks.js').Picture} Picture
 * @typedef {import('chart.js').Chart} Chart
 */

/** Part of its time that a candle's body takes. */
const BODY = 0.68;
/** Narrower bodies have no inside to leave empty. */
const MIN_HOLLOW = 4;

/**
 * Candlesticks: hollow when the price rose, filled when it fell, so that colour is not needed to tell them apart.
 * @param {Chart} chart
 * @param {Picture} picture
 */
export function drawCandles({ ctx, chartArea: { left, right, top, bottom }, scales: { x, y } }, { scene: { candles }, theme }) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, right - left, bottom - top);
  ctx.clip();
  ctx.lineWidth = 1;
  for (const { x: start, w, o, h, l, c } of candles) {
    const from = x.getPixelForValue(start);
    const width = Math.max(1, (x.getPixelForValue(start + w) - from) * BODY);
    const middle = Math.round(x.getPixelForValue(start + w / 2)) + 0.5;
    const isUp = c >= o;
    const high = y.getPixelForValue(Math.max(o, c));
    const height = Math.max(1, y.getPixelForValue(Math.min(o, c)) - high);
    ctx.strokeStyle = isUp ? theme.up : theme.down;
    ctx.fillStyle = isUp && width >= MIN_HOLLOW ? theme.surface : ctx.strokeStyle;
    ctx.beginPath();
    ctx.moveTo(middle, y.getPixelForValue(h));
    ctx.lineTo(middle, y.getPixelForValue(l));
    ctx.stroke();
    const box = /** @type {const} */ ([Math.round(middle - width / 2) + 0.5, Math.round(high) + 0.5, Math.max(1, Math.round(width)), Math.round(height)]);
    ctx.fillRect(...box);
    if (width >= MIN_HOLLOW) ctx.strokeRect(...box);
  }
  ctx.restore();
}

// @ts-check
import { laneHeight } from './lane.js';
import { CLOSED } from './scene.js';

/**
 * @typedef {import('./scene.js').Band} Band
 * @typedef {import('./scene.js').Scene} Scene
 * @typedef {import('../prices/price-series.js').Point} Point
 * @typedef {object} Picture  what the layers draw; updated by the chart before each paint
 * @property {Scene} scene
 * @property {'line' | 'candles'} kind
 * @property {Point | undefined} last  the newest trade
 * @property {Crosshair | undefined} crosshair  where the reader points
 * @property {number} decimals
 * @property {string[]} lane  the words that were drawn in the lane
 * @property {import('./theme.js').Theme} theme
 * @property {import('../kit/format.js').Format} format
 * @typedef {object} Crosshair
 * @property {number} time
 * @property {number} [start]  of the candle, if it is one
 * @property {number | undefined} price
 * @property {number | undefined} level  of the pointer, in pixels, which determines the price instead; undefined while the keys
 * lead
 * @typedef {import('chart.js').Chart} Chart
 */

/** In pixels at the default font size. */
const LABEL_HEIGHT = 22;
const LABEL_RADIUS = 5;
const DOT = 4;
/** Width of a candle's body, as a part of its interval. */
const BODY = 0.68;
/** Narrower bodies are too narrow to be drawn hollow. */
const MIN_HOLLOW = 4;
/** Of bands, in pixels: the least width, and the distance of the strokes that hatch them. */
const MIN_WIDTH = 2;
const HATCH = 6;
const FAINT = 0.35;

/** Shades the times of which nothing is known, hatched, and those in which the market was closed. @param {Chart} chart @param {Picture} picture */
export function drawBands(chart, { scene: { bands }, theme }) {
  const { ctx, chartArea: { top, bottom } } = chart;
  ctx.save();
  ctx.fillStyle = theme.band;
  for (const band of bands) {
    const { start, end } = placeOf(chart, band);
    if (end <= start) continue;
    ctx.fillRect(start, top, end - start, bottom - top);
    if (band.cause !== CLOSED) hatch(ctx, { left: start, right: end, top, bottom }, theme);
  }
  ctx.restore();
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {{ left: number, right: number, top: number, bottom: number }} area
 * @param {import('./theme.js').Theme} theme
 */
function hatch(ctx, area, theme) {
  const { left, right, top, bottom } = area;
  clip(ctx, area);
  Object.assign(ctx, { strokeStyle: theme.muted, lineWidth: 1, globalAlpha: FAINT });
  ctx.beginPath();
  // Counted from the chart's corner, so that the strokes stay when the band grows.
  const step = HATCH * theme.zoom;
  for (let sum = Math.floor((left + top) / step) * step; sum <= right + bottom; sum += step) {
    ctx.moveTo(sum - bottom, bottom);
    ctx.lineTo(sum - top, top);
  }
  ctx.stroke();
  ctx.restore();
}

/**
 * Candlesticks: hollow if the price rose, filled if it fell, so that they differ without colour.
 * @param {Chart} chart
 * @param {Picture} picture
 */
export function drawCandles({ ctx, chartArea: { left, right, top, bottom }, scales: { x, y } }, { scene: { candles }, theme }) {
  clip(ctx, { left, right, top, bottom });
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

/**
 * Fills the area under the line with a gradient, except under breaks. Chart.js's own filler compares every segment between two
 * breaks with every other one, which took most of a frame.
 * @param {import('chart.js').Chart} chart
 * @param {Picture} picture
 */
export function drawFill(chart, { theme }) {
  const { ctx, chartArea: { left, right, top, bottom } } = chart;
  const shade = ctx.createLinearGradient(0, top, 0, bottom);
  shade.addColorStop(0, theme.fillTop);
  shade.addColorStop(1, theme.fillEnd);
  clip(ctx, { left, right, top, bottom });
  ctx.beginPath();
  for (const segment of segmentsOf(chart.getDatasetMeta(0).data)) {
    ctx.moveTo(segment[0].x, bottom);
    for (const { x, y } of upperEnvelope(segment)) ctx.lineTo(x, y);
    ctx.lineTo(segment[segment.length - 1].x, bottom);
  }
  ctx.fillStyle = shade;
  ctx.fill();
  ctx.restore();
}

/** The last trade: dashed line, dot, and its price on the axis. @param {Chart} chart @param {Picture} picture */
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

/** The crosshair: both lines, the time below and the price at the right. @param {Chart} chart @param {Picture} picture */
export function drawCrosshair(chart, { crosshair, theme, format, decimals, scene: { interval } }) {
  const { ctx, chartArea: { left, right, top, bottom }, scales: { x, y }, height } = chart;
  if (!crosshair) return;
  const at = Math.round(x.getPixelForValue(crosshair.time)) + 0.5;
  if (at < left || at > right + 1) return;
  ctx.save();
  dash(ctx, theme.muted, at, top, at, bottom);
  const now = Date.now();
  const words = format.start(crosshair.start ?? crosshair.time, interval, now);
  ctx.font = `600 ${theme.letters}px ${theme.font}`;
  const size = { width: ctx.measureText(words).width + 12, height: LABEL_HEIGHT * theme.zoom };
  const start = Math.min(Math.max(at - size.width / 2, 0), right - size.width);
  label(ctx, start, Math.min(bottom + laneHeight(theme) + 2, height - size.height), size, words, theme.text, theme.surface);
  const price = crosshair.level === undefined ? crosshair.price : y.getValueForPixel(crosshair.level);
  if (price !== undefined) {
    const level = crosshair.level ?? y.getPixelForValue(price);
    dash(ctx, theme.muted, left, level, right, level);
    priceLabel(chart, format.price(price, decimals), level, theme.text, theme);
  }
  ctx.restore();
}

/**
 * @param {Chart} chart
 * @param {string} words
 * @param {number} at
 * @param {string} colour
 * @param {import('./theme.js').Theme} theme
 */
function priceLabel({ ctx, chartArea: { right }, width }, words, at, colour, theme) {
  const size = { width: width - right - 2, height: LABEL_HEIGHT * theme.zoom };
  ctx.fillStyle = theme.surface;
  ctx.fillRect(right + 1, at - size.height / 2 - 3, width - right, size.height + 6);
  ctx.font = `600 ${theme.letters}px ${theme.font}`;
  label(ctx, right + 2, at - size.height / 2, size, words, colour, colour === theme.accent ? theme.onAccent : theme.surface);
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {number} x
 * @param {number} y
 * @param {{ width: number, height: number }} size
 * @param {string} words
 * @param {string} ground
 * @param {string} ink
 */
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

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {string} colour
 * @param {number} x1
 * @param {number} y1
 * @param {number} x2
 * @param {number} y2
 */
function dash(ctx, colour, x1, y1, x2, y2) {
  ctx.strokeStyle = colour;
  ctx.setLineDash([3, 4]);
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
}

/** @param {Chart} chart @param {Band} band */
function placeOf({ chartArea: { left, right }, scales: { x } }, { from, to }) {
  const start = Math.max(left, x.getPixelForValue(from));
  return { start, end: Math.min(right, Math.max(x.getPixelForValue(to), start + MIN_WIDTH)) };
}

/**
 * The runs of at least two points between breaks.
 * @param {readonly import('chart.js').Element[]} points
 */
function segmentsOf(points) {
  /** @type {import('chart.js').Element[][]} */
  const found = [[]];
  for (const point of points) {
    if (/** @type {import('chart.js').Element & { skip?: boolean }} */ (point).skip) found.push([]);
    else found[found.length - 1].push(point);
  }
  return found.filter((segment) => segment.length > 1);
}

/**
 * The highest point of each column of pixels: the fill covers everything below it.
 * @param {readonly import('chart.js').Element[]} segment
 */
function upperEnvelope(segment) {
  /** @type {import('chart.js').Element[]} */
  const highest = [];
  let column = Number.NaN;
  for (const point of segment) {
    const at = Math.round(point.x);
    if (at !== column) highest.push(point);
    else if (point.y < highest[highest.length - 1].y) highest[highest.length - 1] = point;
    column = at;
  }
  return highest;
}

/**
 * Saves the state and clips to the chart's area, until `ctx.restore()`.
 * @param {CanvasRenderingContext2D} ctx
 * @param {{ left: number, right: number, top: number, bottom: number }} area
 */
export function clip(ctx, { left, right, top, bottom }) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, right - left, bottom - top);
  ctx.clip();
}

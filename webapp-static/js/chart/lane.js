// @ts-check
import { laneTexts, placeTexts } from './lane-text.js';
import { seamPlaces } from './marks.js';

/**
 * @typedef {import('./layers.js').Picture} Picture
 * @typedef {import('chart.js').Chart} Chart
 */

/** Height of the lane, in pixels at the default font size. */
const HEIGHT = 24;
/** Of the triangle at a mark. */
const MARK = 4;

/** Height of the lane in pixels. @param {import('./theme.js').Theme} theme */
export function laneHeight({ zoom }) {
  return HEIGHT * zoom;
}

/**
 * The lane between the chart and its time axis, which has all words about time, so that none lie on the prices: why nothing is known,
 * where prices come from, when the market was closed. Notes in the picture what is written.
 * @param {Chart} chart
 * @param {Picture} picture
 */
export function drawLane(chart, picture) {
  const { ctx, chartArea: { left, right, bottom }, scales: { x }, width } = chart;
  const { scene, theme, format } = picture;
  const height = laneHeight(theme);
  ctx.save();
  ctx.fillStyle = theme.line;
  for (const y of [bottom, bottom + height]) ctx.fillRect(left, Math.round(y), width - left, 1);
  Object.assign(ctx, { font: `${theme.letters}px ${theme.font}`, textBaseline: 'middle', textAlign: 'left', fillStyle: theme.muted });
  const texts = laneTexts(scene, format, (time) => x.getPixelForValue(time), { left, right });
  const placed = placeTexts(texts, (words) => ctx.measureText(words).width);
  for (const { start, words } of placed) ctx.fillText(words, start, bottom + height / 2 + 1);
  for (const { at } of scene.splits) drawMark(ctx, x.getPixelForValue(at), bottom, 0);
  for (const mark of seamPlaces(scene.seams, (time) => x.getPixelForValue(time))) {
    const isCovered = placed.some(({ start, words }) => mark > start - 1 && mark < start + ctx.measureText(words).width + 1);
    drawMark(ctx, mark, bottom, isCovered ? 0 : height);
  }
  picture.lane = placed.map(({ words }) => words);
  ctx.restore();
}

/**
 * A triangle that points down from the chart into the lane, and a line through the lane.
 * @param {CanvasRenderingContext2D} ctx
 * @param {number} at
 * @param {number} top
 * @param {number} height
 */
function drawMark(ctx, at, top, height) {
  ctx.beginPath();
  ctx.moveTo(at - MARK, top);
  ctx.lineTo(at + MARK, top);
  ctx.lineTo(at, top + MARK);
  ctx.fill();
  if (height > 0) ctx.fillRect(Math.round(at), top, 1, height);
}

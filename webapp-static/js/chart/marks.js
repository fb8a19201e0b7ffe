// @ts-check
/**
 * @typedef {import('./layers.js').Picture} Picture
 * @typedef {import('chart.js').Chart} Chart
 */

/** Least distance between hairlines in pixels: with more of them the chart would be grey, as with each weekend of a year. */
const LEAST_DISTANCE = 60;
/** The same between seams: sources that take turns for a few pixels, as after restarts, have one mark. */
const LEAST_RUN = 12;
const FAINT = 0.4;
const SHADE = 0.6;
const DASHES = [4, 4];
const DOTS = [1, 3];

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

/**
 * The places of seams in pixels, the first of those that are close together.
 * @param {readonly { time: number }[]} seams  in order
 * @param {(time: number) => number} place
 */
export function seamPlaces(seams, place) {
  /** @type {number[]} */ const places = [];
  for (const at of seams.map(({ time }) => place(time))) if (at - (places.at(-1) ?? -Infinity) >= LEAST_RUN) places.push(at);
  return places;
}

/** A dashed line where another source begins, and a dotted one before a day that looks like a split. @param {Chart} chart @param {Picture} picture */
export function drawSeams({ ctx, chartArea: { left, right, top, bottom }, scales: { x } }, { scene: { seams, splits }, theme }) {
  ctx.save();
  Object.assign(ctx, { strokeStyle: theme.muted, lineWidth: 1 });
  const place = (/** @type {number} */ time) => x.getPixelForValue(time);
  const lines = [
    ...seamPlaces(seams, place).map((px) => ({ px, dashes: DASHES })), ...splits.map(({ at }) => ({ px: place(at), dashes: DOTS })),
  ];
  for (const { px, dashes } of lines) {
    const at = Math.round(px) + 0.5;
    if (at < left || at > right) continue;
    ctx.setLineDash(dashes);
    ctx.beginPath();
    ctx.moveTo(at, top);
    ctx.lineTo(at, bottom);
    ctx.stroke();
  }
  ctx.restore();
}

/** Shades the time before and after the regular hours. @param {Chart} chart @param {Picture} picture */
export function drawExtended({ ctx, chartArea: { left, right, top, bottom }, scales: { x } }, { scene: { extended }, theme }) {
  ctx.save();
  Object.assign(ctx, { fillStyle: theme.band, globalAlpha: SHADE });
  for (const { from, to } of extended) {
    const start = Math.max(left, x.getPixelForValue(from));
    const end = Math.min(right, x.getPixelForValue(to));
    if (end > start) ctx.fillRect(start, top, end - start, bottom - top);
  }
  ctx.restore();
}

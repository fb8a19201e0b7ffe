// @ts-check

/**
 * Shades the ground under the line, fading towards the bottom; not under a break in it. Chart.js's own filler compares every
 * stretch between two breaks with every other one, which took most of a frame.
 * @param {import('chart.js').Chart} chart
 * @param {import('./chart-marks.js').Picture} picture
 */
export function drawFill(chart, { theme }) {
  const { ctx, chartArea: { left, right, top, bottom } } = chart;
  const shade = ctx.createLinearGradient(0, top, 0, bottom);
  shade.addColorStop(0, theme.fillTop);
  shade.addColorStop(1, theme.fillEnd);
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, right - left, bottom - top);
  ctx.clip();
  ctx.beginPath();
  for (const stretch of stretches(chart.getDatasetMeta(0).data)) {
    ctx.moveTo(stretch[0].x, bottom);
    for (const { x, y } of crest(stretch)) ctx.lineTo(x, y);
    ctx.lineTo(stretch[stretch.length - 1].x, bottom);
  }
  ctx.fillStyle = shade;
  ctx.fill();
  ctx.restore();
}

/**
 * The points between two breaks, of which there is a line.
 * @param {readonly import('chart.js').Element[]} points
 */
function stretches(points) {
  /** @type {import('chart.js').Element[][]} */
  const found = [[]];
  for (const point of points) {
    if (/** @type {import('chart.js').Element & { skip?: boolean }} */ (point).skip) found.push([]);
    else found[found.length - 1].push(point);
  }
  return found.filter((stretch) => stretch.length > 1);
}

/**
 * The highest point of each column of pixels: what is below it is shaded anyway.
 * @param {readonly import('chart.js').Element[]} stretch
 */
function crest(stretch) {
  /** @type {import('chart.js').Element[]} */
  const highest = [];
  let column = Number.NaN;
  for (const point of stretch) {
    const at = Math.round(point.x);
    if (at !== column) highest.push(point);
    else if (point.y < highest[highest.length - 1].y) highest[highest.length - 1] = point;
    column = at;
  }
  return highest;
}

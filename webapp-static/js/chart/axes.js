// @ts-check
import { timeTicks } from './time-ticks.js';

/**
 * @typedef {import('./layers.js').Picture} Picture
 * @typedef {import('chart.js').Scale} Scale
 */

const MAX_TIMES = 7;
/** In pixels at the default font size. */
const TIME_WIDTH = 72;
const PRICE_HEIGHT = 56;
/** With fewer, Chart.js rounds to steps of which at most one is in sight. */
const MIN_PRICES = 5;
const LABEL_PADDING = 20;
/** An axis label nearer to the last price's label than this would be half hidden. */
const CLEARANCE = 18;

/** @param {Scale} scale @param {Picture} picture */
function setTimes(scale, { theme }) {
  const limit = Math.max(2, Math.min(MAX_TIMES, Math.floor(scale.width / (TIME_WIDTH * theme.zoom))));
  const { step, times } = timeTicks(scale.min, scale.max, limit, (time) => new Date(time).getTimezoneOffset());
  scale.ticks = times.map((value) => ({ value, step }));
}

/** @param {Scale} scale @param {Picture} picture */
function labelTimes(scale, picture) {
  const room = picture.theme.letters * 2.6;
  for (const tick of scale.ticks) {
    const at = ((tick.value - scale.min) / (scale.max - scale.min)) * scale.width;
    // A label that would be cut off at an edge is left out; its grid line stays.
    tick.label = at < room || at > scale.width - room ? ''
      : picture.format.axisTime(tick.value, /** @type {{ step?: number }} */ (tick).step ?? 0);
  }
}

/** @param {Scale} scale @param {Picture} picture */
function labelPrices(scale, picture) {
  for (const tick of scale.ticks) {
    const distance = Math.abs(tick.value - (picture.last?.y ?? Infinity)) / (scale.max - scale.min) * scale.height;
    tick.label = distance < CLEARANCE * picture.theme.zoom ? '' : picture.format.price(tick.value, picture.decimals);
  }
}

/** The axis is as wide as its widest price needs, so it does not move. @param {Scale} scale @param {Picture} picture */
function fitPrices(scale, picture) {
  const { ctx } = scale.chart;
  ctx.save();
  ctx.font = `600 ${picture.theme.letters}px ${picture.theme.font}`;
  const widest = Math.max(...[scale.min, scale.max].map((price) => ctx.measureText(picture.format.price(price, picture.decimals)).width));
  ctx.restore();
  scale.width = Math.ceil(widest) + LABEL_PADDING;
}

/** Chart.js's settings of both axes. @param {Picture} picture */
export function scalesOf(picture) {
  const ticks = () => ({ color: picture.theme.muted, font: { size: picture.theme.letters, family: picture.theme.font } });
  const grid = () => ({ color: picture.theme.line, lineWidth: 1, drawTicks: false });
  return {
    x: {
      type: /** @type {const} */ ('linear'),
      border: { display: false },
      grid: grid(),
      ticks: { ...ticks(), maxRotation: 0, autoSkip: false, padding: 8 },
      afterBuildTicks: (/** @type {Scale} */ scale) => setTimes(scale, picture),
      afterTickToLabelConversion: (/** @type {Scale} */ scale) => labelTimes(scale, picture),
    },
    y: {
      type: /** @type {const} */ ('linear'),
      position: /** @type {const} */ ('right'),
      border: { display: false },
      grid: grid(),
      ticks: { ...ticks(), includeBounds: false, autoSkip: false, padding: 10 },
      beforeBuildTicks: (/** @type {Scale} */ scale) => {
        const limit = Math.max(MIN_PRICES, Math.floor(scale.chart.height / (PRICE_HEIGHT * picture.theme.zoom)));
        /** @type {import('chart.js').LinearScaleOptions} */ (scale.options).ticks.maxTicksLimit = limit;
      },
      afterTickToLabelConversion: (/** @type {Scale} */ scale) => labelPrices(scale, picture),
      afterFit: (/** @type {Scale} */ scale) => fitPrices(scale, picture),
    },
  };
}

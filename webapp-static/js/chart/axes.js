// @ts-check
import { DAY } from '../prices/candle-book.js';
import { laneHeight } from './lane.js';
import { ticksAlong, timeTicks } from './time-ticks.js';

/**
 * @typedef {import('./layers.js').Picture} Picture
 * @typedef {import('chart.js').Scale} Scale
 */

const MAX_TIMES = 7;
/** With fewer labels, times are marked more finely, up to so many times. */
const LEAST_LABELS = 2;
const MOST_FINER = 4;
/** In pixels at the default font size. */
const TIME_WIDTH = 72;
const PRICE_HEIGHT = 56;
/** With fewer, Chart.js rounds to steps of which at most one is in sight. */
const MIN_PRICES = 5;
const LABEL_PADDING = 20;
/** The order of axes on one side: the times have 0. */
const NEXT_TO_CHART = -1;
/** An axis label nearer to the last price's label than this would be half hidden. */
const CLEARANCE = 18;

/** @param {Scale} scale @param {Picture} picture */
function setTimes(scale, { theme, scene: { axis, interval } }) {
  const width = TIME_WIDTH * theme.zoom;
  const limit = Math.max(2, Math.min(MAX_TIMES, Math.floor(scale.width / width)));
  const length = axis.length(scale.min, scale.max);
  // Some of the round times may be folded: finer ones take their place.
  for (let times = limit; times <= MOST_FINER * limit; times += limit) {
    const { step, times: round } = timeTicks(scale.min, scale.max, times, offsetIn(interval), length);
    const along = ticksAlong(round, step, axis, (width / scale.width) * length, scale);
    scale.ticks = along.map((value) => ({ value, step }));
    if (axis.isPlain || along.filter((time) => !isCut(scale, time, axis, theme)).length >= LEAST_LABELS) return;
  }
}

/**
 * Whether a label would be cut off at an edge.
 * @param {Scale} scale
 * @param {number} time
 * @param {import('./time-axis.js').TimeAxis} axis
 * @param {import('./theme.js').Theme} theme
 */
function isCut(scale, time, axis, theme) {
  const room = theme.letters * 2.6;
  // Not by its pixel: the scale is still being laid out.
  const at = (axis.length(scale.min, time) / axis.length(scale.min, scale.max)) * scale.width;
  return at < room || at > scale.width - room;
}

/**
 * Days are dates wherever one lives; all other times are the reader's.
 * @param {number} interval
 * @returns {import('./time-ticks.js').OffsetOf}
 */
function offsetIn(interval) {
  return interval >= DAY ? () => 0 : (time) => new Date(time).getTimezoneOffset();
}

/** @param {Scale} scale @param {Picture} picture */
function labelTimes(scale, { theme, format, scene: { axis, interval } }) {
  for (const tick of scale.ticks) {
    const step = /** @type {{ step?: number }} */ (tick).step ?? 0;
    const text = () => (interval >= DAY ? format.axisDate(tick.value, step) : format.axisTime(tick.value, step));
    // Its grid line stays.
    tick.label = isCut(scale, tick.value, axis, theme) ? '' : text();
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

/** Chart.js's settings of both axes, and of one without marks that keeps the room of the lane above the times. @param {Picture} picture */
export function scalesOf(picture) {
  const ticks = () => ({ color: picture.theme.muted, font: { size: picture.theme.letters, family: picture.theme.font } });
  const grid = () => ({ color: picture.theme.line, lineWidth: 1, drawTicks: false });
  return {
    x: {
      // Of FoldedScale; Chart.js declares only its own types.
      type: /** @type {'linear'} */ (/** @type {string} */ ('folded')),
      border: { display: false },
      grid: grid(),
      beforeUpdate: (/** @type {Scale} */ scale) => {
        /** @type {import('./folded-scale.js').FoldedScale} */ (scale).times = picture.scene.axis;
      },
      ticks: { ...ticks(), maxRotation: 0, autoSkip: false, padding: 8 },
      afterBuildTicks: (/** @type {Scale} */ scale) => setTimes(scale, picture),
      afterTickToLabelConversion: (/** @type {Scale} */ scale) => labelTimes(scale, picture),
    },
    lane: {
      type: /** @type {const} */ ('linear'),
      position: /** @type {const} */ ('bottom'),
      weight: NEXT_TO_CHART,
      border: { display: false },
      grid: { display: false },
      ticks: { display: false },
      afterFit: (/** @type {Scale} */ scale) => { scale.height = laneHeight(picture.theme); },
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

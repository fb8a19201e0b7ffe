// @ts-check
import { readTheme } from '../chart/theme.js';

/**
 * @typedef {object} Words  around the chart
 * @property {string} title
 * @property {string} price
 * @property {string} range  of time
 * @property {string} source
 */

const MARGIN = 20;
const SMALL = 13;
const LINE = 18;
const TITLE = 17;
const PRICE = 32;

/**
 * An image of the chart as it is shown, with title, price, time range and source.
 * @param {HTMLCanvasElement} chart
 * @param {Words} words
 * @returns {HTMLCanvasElement}
 */
export function picture(chart, words) {
  const theme = readTheme(chart);
  const ratio = chart.width / Math.max(1, chart.clientWidth);
  const canvas = document.createElement('canvas');
  const ctx = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  const font = (/** @type {number} */ size, weight = 400) => `${weight} ${size}px ${theme.font}`;
  ctx.font = font(SMALL);
  const foot = lines(words.source, chart.clientWidth, (text) => ctx.measureText(text).width);
  const chartTop = MARGIN + TITLE + 8 + PRICE + 8 + LINE + 8;
  const footTop = chartTop + chart.clientHeight + 12;
  canvas.width = Math.round((chart.clientWidth + 2 * MARGIN) * ratio);
  canvas.height = Math.round((footTop + foot.length * LINE + MARGIN) * ratio);
  ctx.scale(ratio, ratio);
  ctx.fillStyle = theme.surface;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.textBaseline = 'top';
  /** @param {string} text @param {number} top @param {string} face @param {string} colour */
  const write = (text, top, face, colour) => {
    ctx.font = face;
    ctx.fillStyle = colour;
    ctx.fillText(text, MARGIN, top, chart.clientWidth);
  };
  write(words.title, MARGIN, font(TITLE, 600), theme.text);
  write(words.price, MARGIN + TITLE + 8, font(PRICE, 700), theme.text);
  write(words.range, MARGIN + TITLE + PRICE + 16, font(SMALL), theme.muted);
  ctx.drawImage(chart, MARGIN, chartTop, chart.clientWidth, chart.clientHeight);
  foot.forEach((line, i) => write(line, footTop + i * LINE, font(SMALL), theme.muted));
  return canvas;
}

/**
 * Wraps a text at its spaces.
 * @param {string} text
 * @param {number} width
 * @param {(text: string) => number} measure
 */
export function lines(text, width, measure) {
  /** @type {string[]} */
  const broken = [];
  for (const word of text.split(' ')) {
    const longer = broken.length === 0 ? word : `${broken[broken.length - 1]} ${word}`;
    if (broken.length === 0 || measure(longer) > width) broken.push(word);
    else broken[broken.length - 1] = longer;
  }
  return broken;
}

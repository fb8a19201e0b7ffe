// @ts-check
import { Chart } from 'chart.js';
import { make } from '../kit/dom.js';
import { figuresOf } from '../prices/live-symbol.js';
import { sourceText } from '../status/status-text.js';
import { CANDLE_HEADER, TRADE_HEADER, candleRows, fileName, toCsv, tradeRows } from './csv.js';
import { picture } from './picture.js';

/**
 * @typedef {Pick<import('../chart/chart.js').ChartState, 'live' | 'ticker' | 'choice'>} Shown
 * @typedef {Pick<import('../status/status-text.js').ConnectionState, 'simulated' | 'wasOpen' | 'busyMillis'>} Source
 * @typedef {Shown & Source & { row: import('../symbols/known-symbols.js').Entry | undefined }} ExportState
 * @typedef {object} Deps
 * @property {ExportState} state
 * @property {import('../kit/format.js').Format} format
 * @property {HTMLElement} chart  the element with the canvas; its `data-interval` is the length of the candles drawn, ms
 * @property {() => number} now
 * @property {import('../kit/frame.js').Deps['setTimer']} setTimer
 * @property {(words: string) => void} show
 */

const NO_PICTURE = 'The picture could not be made. Please try again, or use Print and choose a file as the printer.';
/** After this time the browser has read the file, ms. */
const REVOKE_DELAY = 60_000;

/** Saves the single trades known. @param {Deps} deps */
export function saveTrades(deps) {
  const { state } = deps;
  const table = { name: state.ticker, what: 'trade', header: TRADE_HEADER, rows: tradeRows(state.live) };
  saveTable(deps, { ...table, of: figuresOf(state.live).trades });
}

/** Saves all candles known, with the interval of the chart. @param {Deps} deps */
export function saveCandles(deps) {
  const { state, chart } = deps;
  const interval = Number(chart.dataset.interval) || state.choice.intervalFor(0);
  saveTable(deps, { name: `${state.ticker}-candles`, what: 'candle', header: CANDLE_HEADER, rows: candleRows(state.live, interval) });
}

/**
 * @param {Deps} deps
 * @param {{ name: string, what: string, header: string[], rows: (string | number)[][], of?: number }} table  `of` is the total
 * number, if not all are in it
 */
function saveTable({ format, now, setTimer, show }, { name, what, header, rows, of = 0 }) {
  const file = fileName(name, new Date(now()), 'csv');
  download(file, new Blob([toCsv(header, rows)], { type: 'text/csv;charset=utf-8' }), setTimer);
  show(`Saved ${countText(rows.length, of, what, format)} as ${file}.`);
}

/**
 * How many rows of how many were saved.
 * @param {number} count
 * @param {number} of
 * @param {string} what
 * @param {import('../kit/format.js').Format} format
 */
export function countText(count, of, what, format) {
  const number = (/** @type {number} */ value) => format.price(value, 0);
  if (of > count) return `the last ${number(count)} of ${number(of)} ${what}s`;
  return count === 1 ? `one ${what}` : `${number(count)} ${what}s`;
}

/** The time range that the chart shows. @param {HTMLCanvasElement | null} canvas */
function timesShown(canvas) {
  return canvas ? Chart.getChart(canvas)?.scales.x : undefined;
}

/** @param {Deps} deps */
export async function savePng(deps) {
  const { state, chart, now, setTimer, show } = deps;
  const canvas = chart.querySelector('canvas');
  const name = fileName(state.ticker, new Date(now()), 'png');
  const made = canvas && picture(canvas, pictureText(deps, timesShown(canvas)));
  const blob = await new Promise((/** @type {(blob: Blob | null) => void} */ resolve) => {
    if (made) made.toBlob(resolve, 'image/png');
    else resolve(null);
  });
  if (!blob) return show(NO_PICTURE);
  download(name, blob, setTimer);
  show(`Saved the chart as ${name}.`);
}

/**
 * @param {Pick<Deps, 'state' | 'format'>} deps
 * @param {{ min: number, max: number }} [shown]  times
 * @returns {import('./picture.js').Words}
 */
export function pictureText({ state, format }, shown) {
  const { last, newest, decimals } = state.live.series;
  const title = [state.ticker, state.row?.name].filter(Boolean).join('  ');
  return {
    title,
    price: last ? format.price(last.y, decimals) : '–',
    range: newest ? format.range(shown?.min ?? newest.x, newest.x) : '',
    source: sourceText(state, format.timeZone),
  };
}

/**
 * Offers a file as a download.
 * @param {string} name
 * @param {Blob} blob
 * @param {import('../kit/frame.js').Deps['setTimer']} setTimer
 */
function download(name, blob, setTimer) {
  const link = make('a', '');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimer(() => URL.revokeObjectURL(link.href), REVOKE_DELAY);
}

// @ts-check
import { Chart } from 'chart.js';
import { toCsv } from '../model/csv.js';
import { fileName } from '../model/file-name.js';
import { HEADER, rowsOf } from '../model/recorded-rows.js';
import { download } from './download.js';
import { picture } from './picture.js';
import { sourceWords } from './status-words.js';

/**
 * @typedef {import('../model/page-state.js').PageState} PageState
 * @typedef {object} Surroundings
 * @property {PageState} state
 * @property {import('./format.js').Format} format
 * @property {HTMLElement} chart  the canvas is in it
 * @property {() => number} now
 * @property {import('./frame.js').Surroundings['setTimer']} setTimer
 * @property {(words: string) => void} say
 */

const NO_PICTURE = 'The picture could not be made. Please try again, or use Print and choose a file as the printer.';

/** @param {Surroundings} around */
export function saveCsv({ state, now, setTimer, say }) {
  const rows = rowsOf(state);
  const name = fileName(state.ticker, new Date(now()), 'csv');
  download(name, new Blob([toCsv(HEADER, rows)], { type: 'text/csv;charset=utf-8' }), setTimer);
  say(`Saved ${rows.length === 1 ? 'one trade' : `${rows.length} trades`} as ${name}.`);
}

/** @param {Surroundings} around */
export async function savePng(around) {
  const { state, chart, now, setTimer, say } = around;
  const canvas = chart.querySelector('canvas');
  const name = fileName(state.ticker, new Date(now()), 'png');
  const made = canvas && picture(canvas, pictureWords(around, Chart.getChart(canvas)?.scales.x));
  const blob = await new Promise((/** @type {(blob: Blob | null) => void} */ resolve) => {
    if (made) made.toBlob(resolve, 'image/png');
    else resolve(null);
  });
  if (!blob) return say(NO_PICTURE);
  download(name, blob, setTimer);
  say(`Saved the chart as ${name}.`);
}

/**
 * @param {Pick<Surroundings, 'state' | 'format'>} around
 * @param {{ min: number, max: number }} [shown]  times
 * @returns {import('./picture.js').Words}
 */
export function pictureWords({ state, format }, shown) {
  const { last, decimals } = state.live.series;
  const title = [state.ticker, state.row?.name].filter(Boolean).join('  ');
  return {
    title,
    price: last ? format.price(last.y, decimals) : '–',
    range: last ? format.range(shown?.min ?? last.x, last.x) : '',
    source: sourceWords(state, format.timeZone),
  };
}

// @ts-check
import { INTERVALS, RANGES } from './intervals.js';

/** @typedef {{ kind: string, range: string, interval: string }} Words  as in the page's address; empty for what suits */

const KINDS = ['line', 'candles'];

/** How the reader wants to see the chart: kind, range and length of a candle. Words nobody knows count as not said. */
export class ChartChoice {
  /** @type {'line' | 'candles'} */ #kind = 'line';
  #range = '';
  #interval = '';

  get kind() { return this.#kind; }

  /** How much time to show, ms; undefined for what suits the symbol. */
  get span() { return RANGES.get(this.#range); }

  /** Length of a candle, ms; undefined for what suits the stretch shown. */
  get interval() { return INTERVALS.get(this.#interval); }

  /** @returns {Words} */
  get words() { return { kind: this.#kind === 'line' ? '' : this.#kind, range: this.#range, interval: this.#interval }; }

  /** @param {Partial<Words>} words */
  set({ kind, range, interval }) {
    if (kind !== undefined) this.#kind = KINDS.includes(kind) ? /** @type {'line' | 'candles'} */ (kind) : 'line';
    if (range !== undefined) this.#range = RANGES.has(range) ? range : '';
    if (interval !== undefined) this.#interval = INTERVALS.has(interval) ? interval : '';
  }
}

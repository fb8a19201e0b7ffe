// @ts-check
import { firstAfter } from '../kit/binary-search.js';
import { byId, setText } from '../kit/dom.js';
import { Switch } from '../kit/preference.js';
import { Throttle } from '../kit/throttle.js';
import { figuresOf } from '../prices/live-symbol.js';

/**
 * @typedef {import('../quote/figures.js').FiguresState & { ticker: string }} SummaryState
 * @typedef {object} Deps
 * @property {SummaryState} state
 * @property {import('../kit/format.js').Format} format
 * @property {() => number} now
 * @property {import('../kit/frame.js').Deps['setTimer']} setTimer
 */

/** Least time between two announcements, ms. */
export const PAUSE = 15_000;
const MINUTE = 60_000;

/** Announces the main symbol's price to screen readers from time to time, only after changes. */
export class Summary {
  #root = byId('summary', HTMLElement);
  #switch = new Switch(window, 'summary');
  /** @type {Deps} */ #deps;
  #symbol = '';
  #trades = -1;
  #announcedAt = -Infinity;
  /** @type {Throttle} */ #throttle;

  /** @param {Deps} deps */
  constructor(deps) {
    this.#deps = deps;
    this.#throttle = new Throttle(deps.setTimer, () => this.render());
  }

  get isOn() { return this.#switch.isOn; }

  /** Switches it on or off, and stores the choice. */
  toggle() {
    this.#switch.toggle();
    this.#announcedAt = -Infinity;
    this.#trades = -1;
    if (!this.isOn) setText(this.#root, '');
    this.render();
  }

  render() {
    const { state, now } = this.#deps;
    const { symbol, series } = state.live;
    if (symbol !== this.#symbol) this.#startOver(symbol);
    if (!this.isOn || document.hidden || series.totals.trades === this.#trades) return;
    const wait = this.#announcedAt + PAUSE - now();
    // Announced later, so that the last change is announced too.
    if (wait > 0 && wait <= PAUSE) return this.#throttle.schedule(wait);
    const words = summaryText(state, this.#deps.format);
    if (words === '') return;
    this.#trades = series.totals.trades;
    this.#announcedAt = now();
    setText(this.#root, words);
  }

  destroy() {
    setText(this.#root, '');
  }

  /** Another symbol is announced at once. @param {string} symbol */
  #startOver(symbol) {
    this.#symbol = symbol;
    this.#trades = -1;
    this.#announcedAt = -Infinity;
    setText(this.#root, '');
  }
}

/**
 * The chart in a sentence for screen readers: "AAPL 261.74, up 0.12 in the last minute, day range 260.68 to 262.31".
 * @param {SummaryState} state
 * @param {import('../kit/format.js').Format} format
 */
export function summaryText({ live, ticker, day, now }, format) {
  const { last, decimals, points } = live.series;
  if (!last) return '';
  const { first: begin, high, low } = figuresOf(live);
  const price = (/** @type {number} */ value) => format.price(value, decimals);
  let at = firstAfter(points, last.x - MINUTE) - 1;
  while (points[at]?.cause !== undefined) at -= 1;
  const before = points[at];
  const first = before ?? points.find(({ cause }) => cause === undefined) ?? last;
  const change = Math.round((last.y - first.y) * 10 ** decimals) / 10 ** decimals;
  const move = change === 0 ? 'unchanged' : `${change > 0 ? 'up' : 'down'} ${price(Math.abs(change))}`;
  const span = before ? 'in the last minute' : `since ${format.time(first.x)}`;
  const range = day ? `day range ${price(day.low)} to ${price(day.high)}`
    : `high ${price(high)}, low ${price(low)} since ${format.brief(begin?.time ?? last.x, now)}`;
  return `${ticker} ${price(last.y)}, ${move} ${span}, ${range}`;
}

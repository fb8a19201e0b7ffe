// @ts-check
import { byId, make, setText } from '../kit/dom.js';
import { Throttle } from '../kit/throttle.js';
import { SECOND } from '../prices/candle-book.js';
import { cellsOf, tableRows } from './table-rows.js';

/**
 * @typedef {import('./table-rows.js').Step} Step
 * @typedef {Pick<import('../chart/chart.js').ChartState, 'live' | 'ticker' | 'closedTimes' | 'now'>} TableState
 * @typedef {object} Deps
 * @property {TableState} state
 * @property {import('../kit/format.js').Format} format
 * @property {HTMLElement} [chart]  its `data-interval` is the length of its candles, ms
 * @property {() => number} now
 * @property {import('../kit/frame.js').Deps['setTimer']} setTimer
 */

const PAGE = 200;
const PAUSE = 1_000;
const COLUMNS = ['Time', 'Price', 'Change', 'Volume'];
const CANDLE_COLUMNS = ['Time', 'Open', 'High', 'Low', 'Close', 'Change', 'Volume'];
/** The last column, which a server without history leaves out. */
const SOURCE = 'Source';
/** @type {[Step, string][]} */
const STEPS = [['second', 'By second'], ['trade', 'Each trade'], ['candle', 'As candles']];

/**
 * The data as a table in place of the chart, newest first. It is not updated while scrolled down or paused, so that nothing moves
 * while it is being read.
 */
export class DataTable {
  #root = byId('table-view', HTMLElement);
  #caption = make('caption', '');
  #body = make('tbody', '');
  #more = make('button', '', `Show ${PAGE} more`);
  #pause = make('button', '', 'Pause');
  #heads = make('tr', '');
  #scroller = make('div', 'table-scroll');
  /** @type {Deps} */ #deps;
  /** @type {Step} */ #step = 'second';
  #limit = PAGE;
  #series = {};
  #rendered = -Infinity;
  #isPaused = false;
  /** @type {Throttle} */ #throttle;

  /** @param {Deps} deps */
  constructor(deps) {
    this.#deps = deps;
    this.#throttle = new Throttle(deps.setTimer, () => this.render());
    const table = make('table', '', this.#caption, make('thead', '', this.#heads), this.#body);
    const steps = make('fieldset', 'table-steps', make('legend', 'unseen', 'Rows'), ...STEPS.map((step) => this.#choice(step)));
    this.#more.addEventListener('click', () => this.#showMore());
    this.#pause.addEventListener('click', () => this.#setPaused(!this.#isPaused));
    this.#scroller.addEventListener('scroll', () => { if (!this.#isHeld) this.render(); });
    this.#scroller.tabIndex = 0;
    this.#scroller.setAttribute('role', 'group');
    this.#scroller.setAttribute('aria-label', 'Rows, newest first');
    this.#scroller.append(table, this.#more);
    for (const button of [this.#more, this.#pause]) button.type = 'button';
    this.#root.append(make('div', 'table-bar', steps, this.#pause), this.#scroller);
  }

  get isShown() { return !this.#root.hidden; }

  toggle() {
    this.#root.hidden = this.isShown;
    this.#rendered = -Infinity;
    this.#setPaused(false);
    this.render();
    if (this.isShown) this.#root.focus();
  }

  render() {
    const { state, now } = this.#deps;
    const { series } = state.live;
    if (!this.isShown) return;
    const isOther = series !== this.#series;
    if (isOther) this.#startOver(series);
    if (this.#isHeld) return;
    const wait = isOther ? 0 : this.#rendered + PAUSE - now();
    // A longer wait means that the clock was set back.
    if (wait > 0 && wait <= PAUSE) return this.#throttle.schedule(wait);
    this.#rendered = now();
    this.#write();
  }

  destroy() {
    this.#root.hidden = true;
    this.#root.replaceChildren();
  }

  get #isHeld() { return this.#isPaused || this.#scroller.scrollTop > 0; }

  /** @param {object} series */
  #startOver(series) {
    this.#series = series;
    this.#limit = PAGE;
    this.#scroller.scrollTop = 0;
    this.#setPaused(false);
  }

  #write() {
    const { state, format, chart, now } = this.#deps;
    const interval = Number(chart?.dataset.interval) || SECOND;
    const { rows, hasMore } = tableRows(state.live, { closed: state.closedTimes, now: state.now, interval }, this.#step, this.#limit);
    const usual = { second: SECOND, candle: interval, trade: 0 }[this.#step];
    const columns = [...(this.#step === 'candle' ? CANDLE_COLUMNS : COLUMNS), ...(state.live.book.archive.hasAny ? [SOURCE] : [])];
    this.#writeHeads(columns);
    const cells = rows.map((row) => cellsOf(row, usual, state.live.series.decimals, format, now()));
    setText(this.#caption, `Prices of ${state.ticker}, newest first`);
    while (this.#body.rows.length > cells.length) this.#body.deleteRow(-1);
    cells.forEach((texts, i) => writeRow(this.#body.rows[i] ?? this.#body.insertRow(), texts, columns.length));
    this.#more.hidden = !hasMore;
  }

  /** @param {string[]} columns */
  #writeHeads(columns) {
    if (this.#heads.children.length === columns.length) return;
    this.#heads.replaceChildren(...columns.map((name) => Object.assign(make('th', '', name), { scope: 'col' })));
  }

  /** @param {[Step, string]} step */
  #choice([step, label]) {
    const input = Object.assign(make('input', ''), { type: 'radio', name: 'table-step', checked: step === this.#step });
    input.addEventListener('change', () => {
      this.#step = step;
      this.#write();
    });
    return make('label', '', input, label);
  }

  #showMore() {
    this.#limit += PAGE;
    this.#write();
    // If the button is hidden now, the focus must not be lost.
    if (this.#more.hidden) this.#scroller.focus();
  }

  /** @param {boolean} isPaused */
  #setPaused(isPaused) {
    this.#isPaused = isPaused;
    setText(this.#pause, isPaused ? 'Go on' : 'Pause');
    if (!isPaused) this.render();
  }
}

/** A single text spans all columns. @param {HTMLTableRowElement} row @param {string[]} texts @param {number} columns */
function writeRow(row, texts, columns) {
  while (row.cells.length > texts.length) row.deleteCell(-1);
  texts.forEach((text, i) => setText(row.cells[i] ?? row.insertCell(), text));
  row.cells[0].colSpan = texts.length === 1 ? columns : 1;
}

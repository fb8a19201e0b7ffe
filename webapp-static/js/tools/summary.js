// @ts-check
import { byId, setText } from '../kit/dom.js';
import { Later } from '../kit/later.js';
import { summaryWords } from './summary-words.js';
import { Switch } from '../kit/preference.js';

/** A voice that speaks more often leaves no room for anything else. */
export const PAUSE = 15_000;

/**
 * @typedef {object} Surroundings
 * @property {import('../app/page-state.js').PageState} state
 * @property {import('../kit/format.js').Format} format
 * @property {() => number} now
 * @property {import('../kit/frame.js').Surroundings['setTimer']} setTimer
 */

/** Says now and then how the main symbol stands, to a screen reader; only when something changed. */
export class Summary {
  #root = byId('summary', HTMLElement);
  #switch = new Switch(window, 'summary');
  /** @type {Surroundings} */ #around;
  #symbol = '';
  #trades = -1;
  #said = -Infinity;
  /** @type {Later} */ #later;

  /** @param {Surroundings} around */
  constructor(around) {
    this.#around = around;
    this.#later = new Later(around.setTimer, () => this.render());
  }

  get isOn() { return this.#switch.isOn; }

  /** Switches it on or off, for good. */
  toggle() {
    this.#switch.toggle();
    this.#said = -Infinity;
    this.#trades = -1;
    if (!this.isOn) setText(this.#root, '');
    this.render();
  }

  render() {
    const { state, now } = this.#around;
    const { symbol, series } = state.live;
    if (symbol !== this.#symbol) this.#startOver(symbol);
    if (!this.isOn || document.hidden || series.totals.trades === this.#trades) return;
    const wait = this.#said + PAUSE - now();
    // What changes and then rests is said too.
    if (wait > 0 && wait <= PAUSE) return this.#later.plan(wait);
    const words = summaryWords(state, this.#around.format);
    if (words === '') return;
    this.#trades = series.totals.trades;
    this.#said = now();
    setText(this.#root, words);
  }

  destroy() {
    setText(this.#root, '');
  }

  /** Another symbol is news at once. @param {string} symbol */
  #startOver(symbol) {
    this.#symbol = symbol;
    this.#trades = -1;
    this.#said = -Infinity;
    setText(this.#root, '');
  }
}

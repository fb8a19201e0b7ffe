// @ts-check
import { byId } from '../kit/dom.js';
import { RANGES, fits } from './chart-choice.js';
import { isLong } from './viewport.js';

/**
 * @typedef {import('./chart-choice.js').ViewParams} ViewParams
 * @typedef {Pick<import('./chart.js').ChartState, 'live' | 'choice'>} ControlsState
 */

/** The controls for range, interval and kind of the chart, and the button back to the newest trade. */
export class Controls {
  #root = byId('chart-controls', HTMLFormElement);
  #goLive = byId('go-live', HTMLButtonElement);
  #abort = new AbortController();
  /** @type {() => boolean} */ #isLive;
  /** @type {(state: ControlsState) => string} */ #rangeWord;
  /** @type {() => number} */ #length;

  /**
   * @param {object} actions
   * @param {(words: Partial<ViewParams>) => void} actions.choose
   * @param {() => void} actions.goLive
   * @param {() => boolean} actions.isLive
   * @param {(state: ControlsState) => string} actions.rangeWord  of the range shown; empty if it is none of those to choose
   * @param {() => number} actions.length  of the range shown, ms
   */
  constructor({ choose, goLive, isLive, rangeWord, length }) {
    const { signal } = this.#abort;
    this.#isLive = isLive;
    this.#rangeWord = rangeWord;
    this.#length = length;
    this.#root.addEventListener('change', (event) => {
      const { target } = event;
      if ((target instanceof HTMLInputElement || target instanceof HTMLSelectElement) && target.name !== 'range') {
        choose({ [target.name]: target.value });
      }
    }, { signal });
    // On click, which keys cause too: one on the range already shown returns to it from the past, and fixes an automatic one.
    this.#root.addEventListener('click', (event) => {
      if (!(event.target instanceof HTMLInputElement) || event.target.name !== 'range') return;
      choose({ range: event.target.value });
      goLive();
    }, { signal });
    this.#root.addEventListener('submit', (event) => event.preventDefault(), { signal });
    this.#goLive.addEventListener('click', goLive, { signal });
  }

  /** @param {ControlsState} state */
  render(state) {
    const { live, choice } = state;
    this.#root.hidden = live.phase === 'none';
    this.#goLive.hidden = this.#isLive() || !live.hasPrices;
    const { kind, interval } = choice.params;
    this.#offer(live.book.archive.hasAny);
    this.#check('kind', kind || 'line');
    this.#check('range', this.#rangeWord(state));
    const select = /** @type {HTMLSelectElement} */ (this.#root.elements.namedItem('interval'));
    // Disabled too, because not every browser hides options.
    for (const option of select.options) option.hidden = option.disabled = option.value !== interval && !fits(option.value, this.#length());
    if (select.value !== interval) select.value = interval;
  }

  destroy() {
    this.#abort.abort();
  }

  /** Long ranges need history. @param {boolean} hasHistory */
  #offer(hasHistory) {
    const offered = String(hasHistory);
    if (this.#root.dataset.history === offered) return;
    this.#root.dataset.history = offered;
    for (const button of this.#buttons('range')) {
      const span = RANGES.get(button.value) ?? 0;
      const label = /** @type {HTMLElement} */ (button.parentElement);
      label.hidden = !hasHistory && isLong(span) && Number.isFinite(span);
    }
    for (const { checked, parentElement } of this.#buttons('range')) if (checked && parentElement) reveal(parentElement);
  }

  /** @param {string} name @param {string} value  empty for none of them */
  #check(name, value) {
    if (/** @type {RadioNodeList} */ (this.#root.elements.namedItem(name)).value === value) return;
    for (const button of this.#buttons(name)) {
      button.checked = button.value === value;
      if (button.checked) reveal(/** @type {HTMLElement} */ (button.parentElement));
    }
  }

  /** @param {string} name */
  #buttons(name) {
    const buttons = /** @type {RadioNodeList} */ (this.#root.elements.namedItem(name));
    return [...buttons].filter((button) => button instanceof HTMLInputElement);
  }
}

/** Scrolls a row that is too long for a phone, without moving the page. @param {HTMLElement} label */
function reveal(label) {
  const row = /** @type {HTMLElement} */ (label.parentElement);
  if (row.scrollWidth > row.clientWidth) row.scrollLeft = label.offsetLeft - row.offsetLeft - (row.clientWidth - label.offsetWidth) / 2;
}

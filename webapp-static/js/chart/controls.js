// @ts-check
import { byId } from '../kit/dom.js';
import { suitableRange } from './viewport.js';

/** @typedef {import('./chart-choice.js').ViewParams} ViewParams */

/** The controls for range, interval and kind of the chart, and the button back to the newest trade. */
export class Controls {
  #root = byId('chart-controls', HTMLFormElement);
  #goLive = byId('go-live', HTMLButtonElement);
  #abort = new AbortController();
  /** @type {() => boolean} */ #isLive;
  /** @type {() => boolean} */ #isChosen;

  /**
   * @param {object} actions
   * @param {(words: Partial<ViewParams>) => void} actions.choose
   * @param {() => void} actions.goLive
   * @param {() => boolean} actions.isLive
   * @param {() => boolean} actions.isChosen  whether the chart shows the chosen or automatic range
   */
  constructor({ choose, goLive, isLive, isChosen }) {
    const { signal } = this.#abort;
    this.#isLive = isLive;
    this.#isChosen = isChosen;
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

  /** @param {Pick<import('./chart.js').ChartState, 'live' | 'choice'>} state */
  render({ live, choice }) {
    this.#root.hidden = live.phase === 'none';
    this.#goLive.hidden = this.#isLive() || live.series.count === 0;
    const { kind, range, interval } = choice.params;
    this.#check('kind', kind || 'line');
    this.#check('range', this.#isChosen() ? range || suitableRange(live.series.points) : '');
    const select = /** @type {HTMLSelectElement} */ (this.#root.elements.namedItem('interval'));
    if (select.value !== interval) select.value = interval;
  }

  destroy() {
    this.#abort.abort();
  }

  /** @param {string} name @param {string} value  empty for none of them */
  #check(name, value) {
    const buttons = /** @type {RadioNodeList} */ (this.#root.elements.namedItem(name));
    if (buttons.value === value) return;
    for (const button of buttons) if (button instanceof HTMLInputElement) button.checked = button.value === value;
  }
}

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
  #offered = '';

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
    const { kind, range, interval } = choice.params;
    const { archive, reach } = live.book;
    this.#offer(archive.hasAny && reach ? reach.to - reach.from : 0, range);
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

  /**
   * A long range would be mostly empty with less history than the next shorter one shows.
   * @param {number} known  how much time is known, ms
   * @param {string} chosen  this one is offered in any case
   */
  #offer(known, chosen) {
    const offered = new Set(wordsFor(known, chosen));
    const words = [...offered].join(' ');
    if (this.#offered === words) return;
    this.#offered = words;
    // So many ranges need a row that scrolls on a phone.
    this.#root.dataset.history = String([...offered].some(isLongWord));
    for (const { value, parentElement } of this.#buttons('range')) {
      /** @type {HTMLElement} */ (parentElement).hidden = !offered.has(value);
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

/** @param {string} word */
function isLongWord(word) {
  const span = RANGES.get(word) ?? 0;
  return isLong(span) && Number.isFinite(span);
}

/** @param {number} known @param {string} chosen */
function wordsFor(known, chosen) {
  const spans = [...RANGES.values()];
  return [...RANGES.keys()].filter((word, i) => word === chosen || !isLongWord(word) || known > spans[i - 1]);
}

/** Scrolls a row that is too long for a phone, without moving the page. @param {HTMLElement} label */
function reveal(label) {
  const row = /** @type {HTMLElement} */ (label.parentElement);
  if (row.scrollWidth > row.clientWidth) row.scrollLeft = label.offsetLeft - row.offsetLeft - (row.clientWidth - label.offsetWidth) / 2;
}

// @ts-check
import { make, setText } from '../kit/dom.js';
import { FILTERS } from '../symbols/kinds.js';

/**
 * @typedef {import('../symbols/kinds.js').Filter} Filter
 * @typedef {object} Deps
 * @property {HTMLInputElement} input
 * @property {Filter} filter  the initial one
 * @property {(filter: Filter) => void} onFilter
 * @property {() => void} onLeave  the focus has left the search, or Escape was pressed
 */

/** Space left below the panel, in pixels. */
const MARGIN = 8;
/** Least height of the panel, in pixels. */
const LEAST = 120;

/** The panel below the search box: the filter, the list, and a line with the number of further matches. */
export class SearchPanel {
  /** @type {Deps} */ #deps;
  #root = make('div', 'search-panel');
  #kinds = make('fieldset', 'search-kinds', make('legend', 'unseen', 'Kinds of symbols'));
  #foot = make('p', 'search-foot');
  /** @type {Map<Filter, HTMLInputElement>} */ #choices = new Map();
  #fit = () => this.#fitScreen();

  /** @param {Deps} deps */
  constructor(deps) {
    this.#deps = deps;
    for (const { filter, label } of FILTERS) this.#kinds.append(this.#choice(filter, label));
    this.#check(deps.filter);
    this.#root.append(this.#kinds, this.#foot);
    this.#root.hidden = true;
    deps.input.after(this.#root);
    // The box keeps the focus while the pointer is used here.
    this.#root.addEventListener('mousedown', (event) => event.preventDefault());
    this.#root.addEventListener('keydown', (event) => this.#key(event));
    this.#root.addEventListener('focusout', (event) => { if (!this.holds(event.relatedTarget)) deps.onLeave(); });
    window.visualViewport?.addEventListener('resize', this.#fit);
  }

  /** The library inserts its list behind this element. */
  get place() { return this.#kinds; }

  /** @param {boolean} isOpen */
  show(isOpen) {
    this.#root.hidden = !isOpen;
    if (isOpen) this.#fitScreen();
  }

  /** @param {string} words  empty for none */
  showFoot(words) {
    setText(this.#foot, words);
    this.#foot.hidden = words === '';
  }

  get filter() {
    return FILTERS.find(({ filter }) => this.#choices.get(filter)?.checked)?.filter ?? 'all';
  }

  /** Selects a filter, as a click does. @param {Filter} filter */
  choose(filter) {
    this.#check(filter);
    this.#deps.onFilter(filter);
  }

  /** Whether an element belongs to the search. @param {EventTarget | null} target */
  holds(target) {
    return target instanceof Node && (target === this.#deps.input || this.#root.contains(target));
  }

  destroy() {
    window.visualViewport?.removeEventListener('resize', this.#fit);
    this.#root.remove();
  }

  /** @param {Filter} filter */
  #check(filter) {
    const choice = this.#choices.get(filter);
    if (choice) choice.checked = true;
  }

  /** @param {Filter} filter @param {string} label */
  #choice(filter, label) {
    const input = make('input', '');
    Object.assign(input, { type: 'radio', name: 'search-kind', value: filter });
    input.addEventListener('change', () => this.#deps.onFilter(filter));
    // Clicks by pointer have a `detail`, those by arrow key have none.
    input.addEventListener('click', (event) => { if (event.detail > 0) this.#deps.input.focus(); });
    this.#choices.set(filter, input);
    const chip = make('label', 'chip', input, make('span', '', label));
    chip.addEventListener('click', (event) => { if (event.target !== input && event.detail > 0) this.#deps.input.focus(); });
    return chip;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== 'Escape' && event.key !== 'Enter') return;
    event.preventDefault();
    this.#deps.input.focus();
    if (event.key === 'Escape') this.#deps.onLeave();
  }

  /** Limits the panel's height to the visible viewport, because not every browser shrinks the page for an on-screen keyboard. */
  #fitScreen() {
    const screen = window.visualViewport;
    if (!screen || this.#root.hidden) return;
    const top = this.#root.getBoundingClientRect().top - screen.offsetTop;
    this.#root.style.setProperty('--room', `${Math.max(LEAST, Math.floor(screen.height - top - MARGIN))}px`);
  }
}

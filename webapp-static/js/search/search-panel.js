// @ts-check
import { make, setText } from '../kit/dom.js';
import { FILTERS } from '../symbols/kinds.js';

/**
 * @typedef {import('../symbols/kinds.js').Filter} Filter
 * @typedef {object} Deps
 * @property {HTMLInputElement} input
 * @property {Filter} filter  the one to begin with
 * @property {(filter: Filter) => void} onFilter
 * @property {() => void} onLeave  the reader has gone elsewhere, or wants to
 */

/** Room left below the panel. */
const MARGIN = 8;
/** Lower it is of no use. */
const LEAST = 120;

/** What opens below the search box: the kinds to choose from, the list, and a line on what the list leaves out. */
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
    // The box keeps the focus while the pointer is at work here.
    this.#root.addEventListener('mousedown', (event) => event.preventDefault());
    this.#root.addEventListener('keydown', (event) => this.#key(event));
    this.#root.addEventListener('focusout', (event) => { if (!this.holds(event.relatedTarget)) deps.onLeave(); });
    window.visualViewport?.addEventListener('resize', this.#fit);
  }

  /** Where the library puts its list: behind this element. */
  get place() { return this.#kinds; }

  /** @param {boolean} isOpen */
  show(isOpen) {
    this.#root.hidden = !isOpen;
    if (isOpen) this.#fitScreen();
  }

  /** @param {string} words  empty for none */
  say(words) {
    setText(this.#foot, words);
    this.#foot.hidden = words === '';
  }

  get filter() {
    return FILTERS.find(({ filter }) => this.#choices.get(filter)?.checked)?.filter ?? 'all';
  }

  /** As if the reader had. @param {Filter} filter */
  choose(filter) {
    this.#check(filter);
    this.#deps.onFilter(filter);
  }

  /** Whether the focus is still with the search when it is there. @param {EventTarget | null} target */
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
    // A click of the pointer is counted, one made by an arrow key is not.
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

  /** A phone's keyboard covers the lower half of the page, and not every browser makes the page shorter for it. */
  #fitScreen() {
    const screen = window.visualViewport;
    if (!screen || this.#root.hidden) return;
    const top = this.#root.getBoundingClientRect().top - screen.offsetTop;
    this.#root.style.setProperty('--room', `${Math.max(LEAST, Math.floor(screen.height - top - MARGIN))}px`);
  }
}

// @ts-check
import AutoComplete from '@tarekraafat/autocomplete.js';
import { make, setText } from './dom.js';
import { describeCombobox } from './combobox.js';
import { escaped, fillRow } from './search-rows.js';

/**
 * @typedef {import('../model/catalogue.js').Row} Row
 * @typedef {object} Surroundings
 * @property {HTMLInputElement} input
 * @property {HTMLElement} status  says aloud what the list shows
 * @property {(text: string) => Row[] | undefined} search  undefined while there is no list
 * @property {() => string} listWords  why there is no list
 * @property {(row: Row) => void} onChoose
 */

/** Short enough to feel immediate, long enough to skip the middle of a fast word. */
const DEBOUNCE = 40;
const MAX_ROWS = 20;

/** The search box: the library's list, with our ranking, our rows and our keys. */
export class SearchBox {
  /** @type {Surroundings} */ #around;
  /** @type {AutoComplete<Row>} */ #list;
  /** @type {Row[]} */ #rows = [];
  /** The text that the rows in the list answer. */ #answered = '';
  /** Enter was pressed on this text before there was a list. */ #awaited = '';
  #onSlash = (/** @type {KeyboardEvent} */ event) => this.#slash(event);

  /** @param {Surroundings} around */
  constructor(around) {
    this.#around = around;
    const { input } = around;
    this.#list = new AutoComplete({
      selector: () => input,
      wrapper: false,
      debounce: DEBOUNCE,
      trigger: (query) => query.trim() !== '',
      data: { src: async (query) => around.search(query) ?? [] },
      searchEngine: (_query, row) => escaped(row.ticker),
      resultsList: {
        id: 'search-list', class: 'search-list', maxResults: MAX_ROWS, noResults: true,
        element: (list, data) => this.#answer(list, data.query, data.results.map((result) => result.value)),
      },
      resultItem: { id: 'search-row', class: 'search-row', element: (item, data) => fillRow(item, data.value, input.value) },
      events: {
        input: { keydown: (/** @type {KeyboardEvent} */ event) => this.#key(event) },
        list: { click: (/** @type {MouseEvent} */ event) => this.#click(event) },
      },
    });
    describeCombobox(input, this.#list);
    document.addEventListener('keydown', this.#onSlash);
  }

  focus() {
    this.#around.input.focus();
    this.#around.input.select();
  }

  /** There is a list now, or other words for why there is none. */
  refresh() {
    const { input, search } = this.#around;
    const awaited = this.#awaited;
    this.#answered = '';
    if (awaited !== '' && awaited === input.value && search(awaited)) this.#enter();
    else if (this.#list.isOpen) this.#list.start();
  }

  destroy() {
    document.removeEventListener('keydown', this.#onSlash);
    this.#list.unInit();
    this.#list.list.remove();
  }

  /** @param {HTMLElement} list @param {string} query @param {Row[]} rows */
  #answer(list, query, rows) {
    this.#answered = query;
    this.#rows = rows;
    const words = rows.length > 0 ? '' : this.#around.listWords() || `No match for “${query.trim()}”`;
    setText(this.#around.status, words || (rows.length === 1 ? '1 match' : `${rows.length} matches`));
    if (words !== '') {
      const none = make('div', 'search-none', words);
      none.setAttribute('role', 'option');
      none.setAttribute('aria-disabled', 'true');
      list.append(none);
    } else queueMicrotask(() => this.#list.goTo(0)); // after the library has opened the list
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    const list = this.#list;
    const isOpen = list.isOpen === true;
    /** @type {Record<string, (() => void) | undefined>} */
    const actions = {
      Enter: () => this.#enter(),
      ArrowDown: () => (isOpen ? list.next() : list.start()),
      ArrowUp: () => (isOpen ? list.previous() : list.start()),
      Home: isOpen ? () => list.goTo(0) : undefined,
      End: isOpen ? () => list.goTo(this.#rows.length - 1) : undefined,
      Escape: () => (isOpen ? list.close() : this.#clear()),
    };
    if (event.key === 'Tab') list.close();
    const action = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey ? undefined : actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  /** The list may still answer an older text: then the current one is looked up here and now. */
  #enter() {
    const text = this.#around.input.value;
    const isCurrent = this.#list.isOpen && this.#answered === text;
    const rows = isCurrent ? this.#rows : this.#around.search(text);
    this.#awaited = rows || text.trim() === '' ? '' : text;
    const row = rows?.[isCurrent ? Math.max(0, this.#list.cursor) : 0];
    if (row) this.#choose(row);
    else this.#list.start();
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const item = event.target instanceof Element ? event.target.closest('li') : null;
    if (item) this.#choose(this.#rows[[...this.#list.list.children].indexOf(item)]);
  }

  /** @param {Row | undefined} row */
  #choose(row) {
    if (!row) return;
    this.#list.close();
    this.#clear();
    // On a touch screen the keyboard would cover the chart.
    if (window.matchMedia?.('(pointer: coarse)').matches) this.#around.input.blur();
    this.#around.onChoose(row);
  }

  #clear() {
    this.#awaited = '';
    this.#around.input.value = '';
    setText(this.#around.status, '');
  }

  /** @param {KeyboardEvent} event */
  #slash(event) {
    const isTyping = event.target instanceof Element && event.target.matches('input, textarea, select, [contenteditable]');
    if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.focus();
  }
}

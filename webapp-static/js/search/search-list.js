// @ts-check
import AutoComplete from '@tarekraafat/autocomplete.js';
import { ITEM, escaped, fillRow, makeGroup, makeItem, makePlaceholder, markRow } from './search-rows.js';

/**
 * @typedef {import('../symbols/known-symbols.js').Entry} Entry
 * @typedef {import('./search-client.js').Group} Group
 * @typedef {object} Content
 * @property {Group[]} groups
 * @property {number} total   number of matches, including those not shown
 * @property {string} words   the message if there are no rows
 * @property {string} action  label of the action to offer; empty for none
 * @property {boolean} choosesFirst  whether Enter takes the first row
 * @typedef {object} Deps
 * @property {HTMLInputElement} input
 * @property {HTMLElement} place  the list is inserted behind it
 * @property {((symbol: string) => boolean) | undefined} isAdded  undefined if nothing can be added
 * @property {(symbol: string) => import('./slot-status.js').Mark} markOf
 * @property {(isOpen: boolean) => void} onOpen
 * @property {(item: HTMLElement, adds: boolean) => void} onPick
 */

const ignore = () => undefined;

/** @param {Group[]} groups */
export const rowsOf = (groups) => groups.flatMap(({ rows }) => rows);

/**
 * The list: an adapter for autoComplete.js with our own rows in groups. It shows the content it is given and holds the
 * selection.
 */
export class SearchList {
  /** @type {Deps} */ #deps;
  /** @type {AutoComplete<Entry>} */ #complete;
  /** @type {Content} */ #content = { groups: [], total: 0, words: '', action: '', choosesFirst: false };
  #isWanted = false;

  /** @param {Deps} deps */
  constructor(deps) {
    this.#deps = deps;
    const { input, place } = deps;
    this.#complete = new AutoComplete({
      selector: () => input,
      wrapper: false,
      debounce: 0,
      trigger: () => true,
      data: { src: async () => rowsOf(this.#content.groups) },
      searchEngine: (_query, row) => escaped(row.ticker),
      resultsList: {
        tag: 'div', id: 'search-list', class: 'search-list', maxResults: Infinity, noResults: true,
        destination: () => place, position: 'afterend', element: (list) => this.#arrange(list),
      },
      resultItem: { tag: 'li', id: ITEM, class: ITEM, element: (item, { value }) => this.#fill(item, value) },
      // We handle keys and typing ourselves, instead of the library.
      events: {
        input: { input: ignore, keydown: ignore, blur: ignore },
        list: { click: (/** @type {MouseEvent} */ event) => this.#click(event) },
      },
    });
    describeCombobox(input, this.#complete);
    // The library opens the list asynchronously; it may have been closed again meanwhile.
    input.addEventListener('open', () => (this.#isWanted ? deps.onOpen(true) : this.#complete.close()));
    input.addEventListener('close', () => deps.onOpen(false));
  }

  get isOpen() { return this.#complete.isOpen === true; }
  get isEmpty() { return this.#content.groups.length === 0; }

  /** Whether the user has not moved the selection. */
  get isAtStart() { return this.#complete.cursor <= 0; }

  /** The selected element. */
  get current() { return this.#items[this.#complete.cursor]; }

  /** @param {Content} content */
  show(content) {
    this.#isWanted = true;
    this.#content = content;
    this.#complete.start();
  }

  /** Appends the rows that are not shown yet; the others stay in place. @param {Content} content */
  append(content) {
    const known = this.#items.length;
    const rows = this.#complete.list.querySelector('ul');
    rowsOf(content.groups).slice(known).forEach((row, i) => {
      const item = makeItem(known + i);
      this.#fill(item, row);
      rows?.append(item);
    });
    this.#content = content;
    this.#number();
  }

  /** @param {'next' | 'previous' | 'first' | 'last'} where */
  move(where) {
    const complete = this.#complete;
    if (where === 'next') complete.next();
    else if (where === 'previous') complete.goTo(Math.max(complete.cursor, 0) - 1);
    else complete.goTo(where === 'first' ? 0 : this.#items.length - 1);
  }

  close() {
    this.#isWanted = false;
    this.#complete.close();
  }

  /** Updates the marks of all rows. */
  mark() {
    this.#items.forEach((item) => this.#mark(item));
  }

  destroy() {
    this.#complete.unInit();
    this.#complete.list.remove();
  }

  get #items() { return /** @type {HTMLElement[]} */ ([...this.#complete.list.querySelectorAll('li')]); }

  /** @param {HTMLElement} item @param {Entry} row */
  #fill(item, row) {
    fillRow(item, row, this.#deps.input.value, this.#deps.isAdded !== undefined);
    this.#mark(item);
  }

  /** @param {HTMLElement} item */
  #mark(item) {
    const { symbol } = item.dataset;
    if (symbol) markRow(item, this.#deps.markOf(symbol), this.#deps.isAdded?.(symbol) ?? false);
  }

  /** Moves the library's rows into their groups. @param {HTMLElement} list */
  #arrange(list) {
    const items = [...list.children];
    const groups = this.#content.groups.map(({ heading, rows }) => makeGroup(heading, items.splice(0, rows.length)));
    const { words, action } = this.#content;
    list.replaceChildren(...groups, ...(words === '' ? [] : makePlaceholder(words, action)));
    this.#number();
    // After the library has opened the list.
    if (this.#content.choosesFirst) queueMicrotask(() => this.move('first'));
  }

  #number() {
    const { total } = this.#content;
    const items = this.#items;
    if (total <= items.length) return;
    items.forEach((item, i) => {
      item.setAttribute('aria-posinset', String(i + 1));
      item.setAttribute('aria-setsize', String(total));
    });
  }

  /** @param {MouseEvent} event */
  #click(event) {
    if (!(event.target instanceof Element)) return;
    const item = event.target.closest('li');
    if (item) this.#deps.onPick(item, event.target.closest('.add') !== null);
  }
}

/**
 * Completes the ARIA attributes of autoComplete.js, which follow an older combobox pattern and lack `aria-selected` on the rows
 * that are not selected.
 * @param {HTMLInputElement} input
 * @param {{ readonly list: HTMLElement, readonly cursor: number }} complete
 */
function describeCombobox(input, complete) {
  input.removeAttribute('aria-owns');
  input.setAttribute('aria-haspopup', 'listbox');
  input.setAttribute('aria-autocomplete', 'list');
  complete.list.setAttribute('aria-label', 'Symbols');
  // A browser may make a scrolling list a tab stop; here the box's arrow keys move in it.
  complete.list.tabIndex = -1;
  input.addEventListener('navigate', () => {
    complete.list.querySelectorAll('li').forEach((row, i) => row.setAttribute('aria-selected', String(i === complete.cursor)));
  });
  const chooseNone = () => input.removeAttribute('aria-activedescendant');
  input.addEventListener('close', chooseNone);
  // The rows have changed: the one referred to may be gone.
  input.addEventListener('results', chooseNone);
}

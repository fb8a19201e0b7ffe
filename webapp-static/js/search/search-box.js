// @ts-check
import { isComposing, setText } from '../kit/dom.js';
import { SearchList, rowsOf } from './search-list.js';
import { SearchPanel } from './search-panel.js';
import { SearchResults } from './search-results.js';
import { TypeToSearch } from './type-to-search.js';

/**
 * @typedef {import('../symbols/known-symbols.js').Entry} Entry
 * @typedef {import('../symbols/kinds.js').Filter} Filter
 * @typedef {(answer: import('./search-client.js').Answer) => void} OnAnswer
 * @typedef {object} Deps
 * @property {HTMLInputElement} input
 * @property {HTMLElement} status  the live region that announces what the list shows
 * @property {(text: string, filter: Filter, onAnswer: OnAnswer) => void} search  only the newest query is answered
 * @property {() => string} listText  why there is no symbol list yet; empty if there is one
 * @property {() => readonly import('./search-results.js').MarketList[]} [lists]  what is searched
 * @property {(text: string) => Entry | undefined} exact  the symbol that a text names while there is no list and none can be
 * expected soon
 * @property {(symbol: string) => import('./slot-status.js').Mark} markOf
 * @property {(isOpen: boolean) => void} onOpen
 * @property {Filter} filter  the initial one
 * @property {(filter: Filter) => void} onFilter
 * @property {() => boolean} opensByTyping  whether typing anywhere on the page opens the search
 * @property {(row: Entry) => void} onChoose
 * @property {(row: Entry) => void} [onAdd]  adds to the watchlist, which announces it
 * @property {(symbol: string) => boolean} [isAdded]
 * @typedef {object} InputDeps
 * @property {HTMLInputElement} input
 * @property {import('./search-list.js').SearchList} list
 * @property {() => void} onType
 * @property {() => void} onQuery     the list is wanted for the current text
 * @property {(adds: boolean) => void} onEnter
 * @property {() => void} onEscape  Escape with the list closed
 * @property {() => void} onLeave
 * @property {(target: EventTarget | null) => boolean} holds  whether an element belongs to the search
 */

/** The search box: sends a query at each keystroke, shows the answers, and handles the keys. */
export class SearchBox {
  /** @type {Deps} */ #deps;
  /** @type {SearchPanel} */ #panel;
  /** @type {SearchList} */ #list;
  /** @type {TypeToSearch} */ #keys;
  /** @type {SearchResults} */ #results;
  /** @type {SearchInput} */ #input;
  /** Whether answers are still wanted. */ #isQuerying = false;
  /** Enter pressed before the answer arrived; carried out when it does. @type {{ adds: boolean } | undefined} */ #pendingEnter;

  /** @param {Deps} deps */
  constructor(deps) {
    this.#deps = deps;
    const { input, markOf } = deps;
    this.#panel = new SearchPanel({
      input, filter: deps.filter, onFilter: (filter) => this.#narrowed(filter), onLeave: () => this.#close(),
    });
    this.#list = new SearchList({
      input, markOf, place: this.#panel.place, isAdded: deps.onAdd && (deps.isAdded ?? (() => false)),
      onOpen: (isOpen) => { this.#panel.show(isOpen); deps.onOpen(isOpen); },
      onPick: (item, adds) => this.#pick(item, adds),
    });
    this.#results = new SearchResults({ list: this.#list, panel: this.#panel, status: deps.status });
    this.#input = new SearchInput({
      input, list: this.#list, holds: (target) => this.#panel.holds(target),
      onType: () => this.#queryAgain(), onQuery: () => this.#query(), onEnter: (adds) => this.#enter(adds),
      onEscape: () => this.#clear(), onLeave: () => this.#close(),
    });
    this.#keys = new TypeToSearch(() => this.focus(), deps.opensByTyping);
    // The box may have got the focus before this script ran.
    if (document.activeElement === input) this.#query();
  }

  focus() {
    this.#deps.input.focus();
    this.#deps.input.select();
  }

  /**
   * Shows a question in the empty box.
   * @param {string} question
   * @param {boolean} isFocused  whether the box gets the focus for the answer
   */
  prompt(question, isFocused) {
    this.#deps.input.placeholder = question;
    if (isFocused && document.activeElement === document.body) this.#input.focusQuietly();
  }

  /** The symbol list has arrived, or the reason for its absence has changed. */
  refresh() {
    if (this.#isQuerying) this.#query();
  }

  /** The order of results has changed: repeats the query, unless the selection was moved. */
  reorder() {
    if (this.#list.isAtStart) this.refresh();
  }

  /** Updates the marks of the rows after a status report. */
  mark() { this.#list.mark(); }

  destroy() {
    this.#keys.destroy();
    this.#list.destroy();
    this.#panel.destroy();
  }

  #queryAgain() {
    this.#pendingEnter = undefined;
    this.#query();
  }

  #query() {
    const text = this.#deps.input.value;
    this.#isQuerying = true;
    this.#deps.search(text, this.#panel.filter, (answer) => this.#answer(text, answer));
    const { listText, exact } = this.#deps;
    const words = listText();
    if (words !== '') this.#withoutList(words, exact(text));
  }

  /** @param {string} words @param {Entry | undefined} exact */
  #withoutList(words, exact) {
    const pending = this.#pendingEnter;
    if (!exact || !pending) this.#results.showTrouble(words, exact ? `Open ${exact.ticker}` : '');
    else {
      this.#pendingEnter = undefined;
      this.#choose(exact, pending.adds);
    }
  }

  /** @param {string} text @param {import('./search-client.js').Answer} answer */
  #answer(text, answer) {
    if (!this.#isQuerying || text !== this.#deps.input.value) return;
    const [first] = rowsOf(answer.groups);
    if (!first && !answer.isFinal) return;
    const pending = this.#pendingEnter;
    this.#pendingEnter = undefined;
    if (!first) this.#results.showNone({ text, filter: this.#panel.filter }, this.#deps.lists?.());
    else if (!pending || pending.adds) this.#results.show({ text, filter: this.#panel.filter }, answer);
    if (first && pending) this.#choose(first, pending.adds);
  }

  /** If the list still answers an older text, Enter waits for the answer to the current one. @param {boolean} adds */
  #enter(adds) {
    const { input, onAdd } = this.#deps;
    if (this.#results.areFor(input.value)) {
      if (this.#list.current) this.#pick(this.#list.current, adds);
    } else if (input.value.trim() !== '') {
      this.#pendingEnter = { adds: adds && onAdd !== undefined };
      this.#query();
    }
  }

  /** @param {HTMLElement} item @param {boolean} adds */
  #pick(item, adds) {
    const row = this.#results.rowOf(item) ?? this.#deps.exact(this.#deps.input.value);
    if (row) this.#choose(row, adds);
    else this.#panel.choose('all');
  }

  /** @param {Entry} row @param {boolean} adds */
  #choose(row, adds) {
    const { input, status, onAdd, onChoose } = this.#deps;
    if (adds && onAdd) {
      onAdd(row);
      this.#list.mark();
      return;
    }
    this.#close();
    this.#clear();
    setText(status, [row.ticker, row.name, 'chosen'].filter((word) => word !== '').join(' '));
    // On a touch screen the keyboard would cover the chart.
    if (window.matchMedia?.('(pointer: coarse)').matches) input.blur();
    onChoose(row);
  }

  /** @param {Filter} filter */
  #narrowed(filter) {
    this.#deps.onFilter(filter);
    this.#queryAgain();
  }

  #clear() {
    this.#pendingEnter = undefined;
    this.#deps.input.value = '';
    setText(this.#deps.status, '');
  }

  /** Closes the list and drops pending answers and a pending Enter. */
  #close() {
    this.#isQuerying = false;
    this.#pendingEnter = undefined;
    this.#list.close();
    setText(this.#deps.status, '');
  }
}

/** The events of the box itself: its keys and focus. */
class SearchInput {
  /** @type {InputDeps} */ #deps;
  /** Whether the whole window has lost the focus, so that it returns to the box by itself. */ #isAway = false;

  /** @param {InputDeps} deps */
  constructor(deps) {
    this.#deps = deps;
    const { input, list, onType, onQuery } = deps;
    input.addEventListener('input', onType);
    input.addEventListener('keydown', (event) => this.#key(event));
    input.addEventListener('focus', () => this.#focused());
    input.addEventListener('blur', (event) => this.#blurred(event));
    input.addEventListener('click', () => { if (!list.isOpen) onQuery(); });
  }

  /** Takes the focus without opening the list, which would cover what is behind it. */
  focusQuietly() {
    this.#isAway = true;
    this.#deps.input.focus();
    this.#isAway = false;
  }

  #focused() {
    if (!this.#isAway) this.#deps.onQuery();
    this.#isAway = false;
  }

  /** @param {FocusEvent} event */
  #blurred(event) {
    this.#isAway = document.activeElement === this.#deps.input;
    if (!this.#deps.holds(event.relatedTarget)) this.#deps.onLeave();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (isComposing(event)) return;
    const adds = event.ctrlKey || event.altKey || event.metaKey;
    const action = (adds || event.shiftKey) && event.key !== 'Enter' ? undefined : this.#actionOf(event.key, adds);
    if (!action) return;
    event.preventDefault();
    action();
  }

  /** @param {string} key @param {boolean} adds @returns {(() => void) | undefined} */
  #actionOf(key, adds) {
    const { list, onQuery, onEnter, onEscape, onLeave } = this.#deps;
    switch (key) {
      case 'Enter': return () => onEnter(adds);
      case 'ArrowDown': return () => (list.isOpen ? list.move('next') : onQuery());
      case 'ArrowUp': return () => (list.isOpen ? list.move('previous') : onQuery());
      case 'Home': return list.current && (() => list.move('first'));
      case 'End': return list.current && (() => list.move('last'));
      case 'Escape': return () => (list.isOpen ? onLeave() : onEscape());
      default: return undefined;
    }
  }
}

// @ts-check
import { setText } from '../kit/dom.js';
import { labelOf } from '../symbols/kinds.js';
import { rowsOf } from './search-list.js';

/**
 * @typedef {import('../symbols/known-symbols.js').Entry} Entry
 * @typedef {import('../symbols/kinds.js').Filter} Filter
 * @typedef {import('./search-client.js').Answer} Answer
 * @typedef {import('./worker/symbol-list.js').MarketList} MarketList
 * @typedef {{ text: string, filter: Filter }} QueryText
 * @typedef {object} Deps
 * @property {import('./search-list.js').SearchList} list
 * @property {import('./search-panel.js').SearchPanel} panel
 * @property {HTMLElement} status  the live region that announces what the list shows
 */

/** The contents of the list: the rows of an answer or a message, shown and announced alike. */
export class SearchResults {
  /** @type {Deps} */ #deps;
  /** @type {Answer | undefined} */ #answer;
  /** The text that the list answers; undefined while there is no catalogue. @type {string | undefined} */ #text;

  /** @param {Deps} deps */
  constructor(deps) {
    this.#deps = deps;
  }

  /** Whether the list answers this text. @param {string} text */
  areFor(text) {
    return this.#deps.list.isOpen && this.#text === text;
  }

  /** @param {HTMLElement} item  of the list */
  rowOf(item) {
    return rowsOf(this.#answer?.groups ?? []).find(({ symbol }) => symbol === item.dataset.symbol);
  }

  /** @param {QueryText} query @param {Answer} answer */
  show({ text, filter }, answer) {
    const { list, panel, status } = this.#deps;
    const isTyped = text.trim() !== '';
    const { groups, total } = answer;
    const shown = rowsOf(groups).length;
    const content = { groups, total, words: '', action: '', choosesFirst: isTyped };
    if (list.isOpen && this.#answer?.id === answer.id) list.append(content);
    else list.show(content);
    this.#answer = answer;
    this.#text = text;
    panel.showFoot(isTyped ? restText(shown, total) : '');
    if (answer.isFinal) setText(status, countText({ shown, total, filter, isTyped }));
  }

  /** Shows that nothing was found. @param {QueryText} query @param {readonly MarketList[]} [lists]  what was searched */
  showNone({ text, filter }, lists = []) {
    this.#showWords(text, noneText(text, filter, lists), filter === 'all' ? '' : 'Show all kinds');
  }

  /** Shows why there is no catalogue. @param {string} words @param {string} action  label of the action to offer; empty for none */
  showTrouble(words, action) {
    this.#showWords(undefined, words, action);
  }

  /** @param {string | undefined} text @param {string} words @param {string} action  label of the action to offer; empty for none */
  #showWords(text, words, action) {
    const { list, panel, status } = this.#deps;
    this.#answer = undefined;
    this.#text = text;
    list.show({ groups: [], total: 0, words, action, choosesFirst: action !== '' });
    panel.showFoot('');
    setText(status, action === '' ? words : `${words.replace(/\.$/, '')}. ${action}`);
  }
}

/** @param {Filter} filter */
const among = (filter) => (filter === 'all' ? '' : ` in ${labelOf(filter)}`);
/** @param {number} count */
const amount = (count) => new Intl.NumberFormat('en').format(count);

/**
 * The announcement of how many rows there are.
 * @param {{ shown: number, total: number, filter: Filter, isTyped: boolean }} found
 */
export function countText({ shown, total, filter, isTyped }) {
  if (!isTyped) return `${shown === 1 ? '1 suggestion' : `${shown} suggestions`}${among(filter)}`;
  if (total > shown) return `First ${shown} of ${amount(total)} matches${among(filter)}`;
  return `${shown === 1 ? '1 match' : `${shown} matches`}${among(filter)}`;
}

/** @param {readonly MarketList[]} lists */
const named = (lists) => lists.map(({ kind, exchange }) => `${exchange} (${kind === 'stock' ? 'stocks' : kind})`).join(', ');

/**
 * The message that there is no match, and which lists were searched.
 * @param {string} text  as typed
 * @param {Filter} filter
 * @param {readonly MarketList[]} [lists]
 */
export function noneText(text, filter, lists = []) {
  const typed = text.trim();
  if (typed === '') return `Nothing to suggest${among(filter)}`;
  const own = lists.filter(({ kind }) => filter === 'all' || filter.startsWith(kind));
  const [searched, missing] = [own.filter(({ size }) => size > 0), own.filter(({ size }) => size === 0)];
  return [`No match for “${typed}”${among(filter)}`, searched.length > 0 ? `Searched: ${named(searched)}` : '',
    missing.length > 0 ? `Not available: ${named(missing)}` : ''].filter((part) => part !== '').join('. ');
}

/** @param {number} shown @param {number} total */
function restText(shown, total) {
  return total > shown ? `${shown} of ${amount(total)}. Type more to narrow it down.` : '';
}

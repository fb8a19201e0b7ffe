// @ts-check
import { make, setAttribute, setText } from '../kit/dom.js';
import { matchedLetters } from './matched-letters.js';

/**
 * @typedef {import('../symbols/known-rows.js').Entry} Entry
 * @typedef {import('./carried.js').Mark} Mark
 */

const ENTITIES = new Map([['&', '&amp;'], ['<', '&lt;'], ['>', '&gt;'], ['"', '&quot;'], ["'", '&#39;']]);

/**
 * The library puts a match into the page as markup before the row is made; escaped, it is text.
 * @param {string} text
 */
export function escaped(text) {
  return text.replace(/[&<>"']/g, (letter) => ENTITIES.get(letter) ?? '');
}

/**
 * @param {string} className
 * @param {string} text
 * @param {string} query
 */
function underlined(className, text, query) {
  const pieces = matchedLetters(text, query).map((piece) => (piece.matched ? make('mark', '', piece.text) : piece.text));
  return make('span', className, ...pieces);
}

/**
 * Fills a row of the list: ticker, name, whether it is live, kind. Names come from outside and stay text.
 * @param {HTMLElement} item
 * @param {Entry} row
 * @param {string} query
 * @param {boolean} canAdd
 */
export function fillRow(item, row, query, canAdd) {
  item.replaceChildren(
    underlined('ticker', row.ticker, query),
    underlined('name', row.name, query),
    make('span', 'now'),
    make('span', 'kind', row.kind),
  );
  if (canAdd) item.append(make('span', 'added unseen'), adder());
  item.dataset.symbol = row.symbol;
  item.setAttribute('aria-selected', 'false');
}

/** @param {HTMLElement} item @param {Mark} mark @param {boolean} isAdded */
export function markRow(item, mark, isAdded) {
  const [now, added, add] = ['.now', '.added', '.add'].map((name) => item.querySelector(name));
  if (now) setText(now, mark);
  if (added) setText(added, isAdded ? 'in the watchlist' : '');
  if (add) {
    setText(add, isAdded ? '✓' : '+');
    setAttribute(add, 'title', isAdded ? 'In the watchlist' : 'Add to the watchlist (Alt+Enter)');
  }
  item.dataset.mark = mark.split(' ')[0];
}

/** For the pointer only: an option holds no buttons, and with the keyboard Alt+Enter adds. */
function adder() {
  const element = make('span', 'add');
  element.setAttribute('aria-hidden', 'true');
  return element;
}

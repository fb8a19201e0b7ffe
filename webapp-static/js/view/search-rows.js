// @ts-check
import { make } from './dom.js';
import { matchedLetters } from '../model/matched-letters.js';

/** @typedef {import('../model/catalogue.js').Row} Row */

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
 * Fills a row of the list: ticker, name, kind. Names come from outside and stay text.
 * @param {HTMLElement} item
 * @param {Row} row
 * @param {string} query
 */
export function fillRow(item, row, query) {
  item.replaceChildren(
    underlined('ticker', row.ticker, query),
    underlined('name', row.name, query),
    make('span', 'kind', row.kind),
  );
  item.dataset.symbol = row.symbol;
  item.setAttribute('aria-selected', 'false');
}

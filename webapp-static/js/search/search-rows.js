// @ts-check
import { make, setAttribute, setText } from '../kit/dom.js';

/**
 * @typedef {import('../symbols/known-symbols.js').Entry} Entry
 * @typedef {import('./slot-status.js').Mark} Mark
 * @typedef {{ text: string, matched: boolean }} Piece
 */

const ENTITIES = new Map([['&', '&amp;'], ['<', '&lt;'], ['>', '&gt;'], ['"', '&quot;'], ["'", '&#39;']]);
/** The class and, with a number, the id of every selectable row. */
export const ITEM = 'search-row';

/**
 * Escapes a text, because the library inserts matches as markup before the row is filled.
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
 * Fills a row of the list: ticker, name, mark, kind. Names come from outside and are inserted as text.
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

/** For pointers only: an ARIA option must not contain buttons, and with the keyboard Alt+Enter adds. */
function adder() {
  const element = make('span', 'add');
  element.setAttribute('aria-hidden', 'true');
  return element;
}

/** @param {number} index @param {...(string | Node)} children */
export function makeItem(index, ...children) {
  const item = make('li', ITEM, ...children);
  item.id = `${ITEM}_${index}`;
  item.setAttribute('role', 'option');
  item.setAttribute('aria-selected', 'false');
  return item;
}

/**
 * Rows under a heading, or without one. Only rows are `li`, because the library counts those.
 * @param {string} heading  empty for none
 * @param {Element[]} items
 */
export function makeGroup(heading, items) {
  const rows = make('ul', 'search-rows', ...items);
  rows.setAttribute('role', 'none');
  if (heading === '') return rows;
  const title = make('div', 'search-heading', heading);
  title.id = `search-${heading.toLowerCase().replace(/\W+/g, '-')}`;
  title.setAttribute('role', 'presentation');
  const group = make('div', 'search-group', title, rows);
  group.setAttribute('role', 'group');
  group.setAttribute('aria-labelledby', title.id);
  return group;
}

/**
 * The message in place of rows.
 * @param {string} words
 * @param {string} action  label of the action to offer; empty for none, a row to choose; empty for nothing
 */
export function makePlaceholder(words, action) {
  const none = make('div', 'search-none', words);
  none.setAttribute('role', 'option');
  none.setAttribute('aria-disabled', 'true');
  none.setAttribute('aria-selected', 'false');
  if (action === '') return [none];
  const item = makeItem(0, action);
  item.classList.add('search-action');
  return [none, makeGroup('', [item])];
}

/** @param {string} text @param {string} query */
function wholeMatch(text, query) {
  const at = text.indexOf(query);
  return at < 0 ? undefined : new Set(Array.from({ length: query.length }, (_, i) => at + i));
}

/** @param {string} text @param {string} query */
function lettersInOrder(text, query) {
  const letters = new Set();
  let from = 0;
  for (const letter of query) {
    const at = text.indexOf(letter, from);
    if (at < 0) return undefined;
    letters.add(at);
    from = at + 1;
  }
  return letters;
}

/** @param {string} text @param {string} query */
function eachWord(text, query) {
  const letters = new Set();
  for (const word of query.split(/\s+/)) {
    for (const at of wholeMatch(text, word) ?? []) letters.add(at);
  }
  return letters.size > 0 ? letters : undefined;
}

/**
 * Splits a text into pieces that match the query and pieces that do not.
 * @param {string} text
 * @param {string} typed
 * @returns {Piece[]}
 */
export function matchedLetters(text, typed) {
  const lower = text.toLowerCase();
  const query = typed.trim().toLowerCase();
  // Lower case may be longer than the text itself (İ); then no positions can be marked.
  if (query === '' || lower.length !== text.length) return [{ text, matched: false }];
  const letters = wholeMatch(lower, query) ?? eachWord(lower, query) ?? lettersInOrder(lower, query.replace(/\s/g, ''));
  /** @type {Piece[]} */
  const pieces = [];
  for (let i = 0; i < text.length; i += 1) {
    const matched = letters?.has(i) ?? false;
    const last = pieces.at(-1);
    if (last && last.matched === matched) last.text += text[i];
    else pieces.push({ text: text[i], matched });
  }
  return pieces;
}

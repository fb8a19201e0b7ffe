// @ts-check
import { make } from '../kit/dom.js';

/** The class and, with a number, the id of every row that can be chosen. */
export const ITEM = 'search-row';

/** @param {number} index @param {...(string | Node)} children */
export function makeItem(index, ...children) {
  const item = make('li', ITEM, ...children);
  item.id = `${ITEM}_${index}`;
  item.setAttribute('role', 'option');
  item.setAttribute('aria-selected', 'false');
  return item;
}

/**
 * Rows under a heading, or without one. Only rows are `li`: the library counts those.
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
 * What stands there instead of rows.
 * @param {string} words
 * @param {string} action  what can be done about it, a row to choose; empty for nothing
 */
export function makeInstead(words, action) {
  const none = make('div', 'search-none', words);
  none.setAttribute('role', 'option');
  none.setAttribute('aria-disabled', 'true');
  none.setAttribute('aria-selected', 'false');
  if (action === '') return [none];
  const item = makeItem(0, action);
  item.classList.add('search-action');
  return [none, makeGroup('', [item])];
}

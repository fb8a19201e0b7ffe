// @ts-check
import Fuse from 'fuse.js';
import { allowedIn, unlikeness } from './mistakes.js';

/**
 * @typedef {import('./catalogue-row.js').Row} Row
 * @typedef {{ row: Row, cost: number }} Candidate  a row, and how unlike the query its names are
 */

/** Fuse counts two swapped letters as two mistakes, hence the width; what it lets pass is told apart by the cost. */
const OPTIONS = {
  keys: [{ name: 'row.words', weight: 3 }, { name: 'row.squashed', weight: 1 }],
  threshold: 0.5,
  ignoreLocation: true,
  ignoreFieldNorm: true,
  shouldSort: false,
  useExtendedSearch: true, // each word by itself
};
/** Of a name of several words, people type the first. */
const LATER_WORD = 0.25;
/** Rows worse than the best by more than this are of another thing. */
const MARGIN = 0.75;
/** Beside a direct match only what is nearly as good is of use. */
const BESIDE_DIRECT = 1.5;

/** @param {Candidate} a @param {Candidate} b */
function byCost(a, b) {
  return a.cost - b.cost || a.row.liking - b.row.liking || a.row.words.length - b.row.words.length;
}

/**
 * Rows like the query although a letter is missing, doubled, wrong or swapped; best first. Fuse compares every row it is given
 * letter by letter: a few hundred take a few milliseconds.
 * @param {readonly Candidate[]} candidates
 * @param {import('./ranking.js').Query} query
 * @param {boolean} hasDirect  whether something was found without forgiving anything
 */
export function fuzzy(candidates, query, hasDirect) {
  const results = new Fuse(candidates, OPTIONS).search(query.words.trim())
    .map(({ item: { row, cost } }) => ({ row, cost: cost + (beginsLike(row, query) ? 0 : LATER_WORD) })).sort(byCost);
  const worst = hasDirect ? BESIDE_DIRECT : (results[0]?.cost ?? 0) + MARGIN;
  return results.filter(({ cost }) => cost <= worst).map(({ row }) => row);
}

/** @param {Row} row @param {import('./ranking.js').Query} query */
function beginsLike({ core }, { starts }) {
  const first = starts[0].trim();
  return unlikeness(first, core.slice(1, core.indexOf(' ', 1)), allowedIn(first.length)) < Infinity;
}

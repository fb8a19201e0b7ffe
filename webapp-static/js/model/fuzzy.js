// @ts-check
import Fuse from 'fuse.js';

/** @typedef {import('./catalogue-row.js').Row} Row */

/** @type {import('fuse.js').IFuseOptions<Row>} */
const OPTIONS = {
  keys: [{ name: 'ticker', weight: 2 }, { name: 'symbol', weight: 1 }, { name: 'words', weight: 3 }],
  threshold: 0.4,
  ignoreLocation: true,
  minMatchCharLength: 2,
  ignoreFieldNorm: true,
  includeScore: true,
};
/** Matches this close to each other are equally good; then other things decide. */
const GRAIN = 0.02;
/** Matches worse than the best by more than this are of another thing. */
const MARGIN = 0.12;
/** Beside a direct match only what is nearly as good is of use. */
const BESIDE_DIRECT = 0.3;

/** @typedef {import('fuse.js').FuseResult<Row>} Result */

/** @param {Result} a @param {Result} b */
function byScore(a, b) {
  const [left, right] = [a, b].map((one) => Math.round((one.score ?? 1) / GRAIN));
  return left - right || a.item.liking - b.item.liking || a.item.words.length - b.item.words.length;
}

/**
 * Rows like the query although a letter is missing, doubled, wrong or swapped; best first. Fuse
 * compares every row it is given letter by letter: a few hundred take a few milliseconds.
 * @param {readonly Row[]} candidates
 * @param {string} query  words in lower case
 * @param {boolean} hasDirect  whether something was found without forgiving anything
 */
export function fuzzy(candidates, query, hasDirect) {
  const results = new Fuse(candidates, OPTIONS).search(query).sort(byScore);
  const worst = hasDirect ? BESIDE_DIRECT : (results[0]?.score ?? 0) + MARGIN;
  return results.filter((result) => (result.score ?? 1) <= worst).map((result) => result.item);
}

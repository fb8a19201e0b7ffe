// @ts-check
import Fuse from 'fuse.js';
import { toWords } from './symbol-name.js';

/** @typedef {import('./catalogue-row.js').Row} Row */

const MIN_QUERY = 3;
/** Part of the query's letter pairs a row must share to be looked at closely. */
const MIN_SHARED = 0.4;
/** Fuse compares every row it is given letter by letter; this many take a few milliseconds. */
const MAX_CANDIDATES = 300;

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

/** @param {string} words */
function letterPairs(words) {
  const pairs = new Set();
  for (const word of words.trim().split(' ')) {
    for (let i = 0; i + 1 < word.length; i += 1) pairs.add(word.slice(i, i + 2));
  }
  return /** @type {string[]} */ ([...pairs]);
}

/**
 * Rows sharing enough letter pairs with the query, most first: a typing error spoils at most two.
 * @param {readonly Row[]} rows
 * @param {string[]} pairs
 */
function candidates(rows, pairs) {
  const needed = Math.max(1, Math.ceil(pairs.length * MIN_SHARED));
  const allowedMisses = pairs.length - needed;
  /** @type {Row[][]} */
  const byShared = Array.from({ length: pairs.length + 1 }, () => []);
  for (const row of rows) {
    let misses = 0;
    for (let i = 0; i < pairs.length && misses <= allowedMisses; i += 1) {
      if (!row.words.includes(pairs[i]) && !row.squashed.includes(pairs[i])) misses += 1;
    }
    if (misses <= allowedMisses) byShared[misses].push(row);
  }
  return byShared.flat().slice(0, MAX_CANDIDATES);
}

/**
 * Rows like the query although a letter is missing, doubled, wrong or swapped; best first.
 * @param {readonly Row[]} rows
 * @param {string} typed
 * @param {boolean} hasDirect  whether something was found without forgiving anything
 */
export function fuzzy(rows, typed, hasDirect) {
  const words = toWords(typed);
  const query = words.trim();
  if (query.length < MIN_QUERY) return [];
  const pairs = letterPairs(words);
  if (pairs.length === 0) return [];
  const results = new Fuse(candidates(rows, pairs), OPTIONS).search(query).sort(byScore);
  const worst = hasDirect ? BESIDE_DIRECT : (results[0]?.score ?? 0) + MARGIN;
  return results.filter((result) => (result.score ?? 1) <= worst).map((result) => result.item);
}

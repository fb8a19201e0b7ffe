// @ts-check
import { squash, toWords } from './symbol-name.js';

/**
 * @typedef {import('./catalogue-row.js').Row} Row
 * @typedef {{ row: Row, rank: number, order: number, isPreferred: boolean }} Hit
 * @typedef {object} Query
 * @property {string} text      as typed, in lower case
 * @property {string} bar       the whole text between bars, to be found in `Row.exact`
 * @property {string} squashed
 * @property {string} words
 * @property {string} joined  the words written as one
 * @property {string[]} starts  each word with a space before it
 */

/** Shorter words say little: two letters are rather the start of a ticker than a company. */
const MIN_NAME = 3;
export const NO_MATCH = 99;

/** @param {string} typed  without spaces at its ends @returns {Query} */
export function toQuery(typed) {
  // Some keyboards type letters as wide as Chinese characters.
  const text = typed.normalize('NFKC').toLowerCase();
  const words = toWords(text);
  const each = words.trim().split(' ');
  return { text, bar: `|${text}|`, squashed: squash(text), words, joined: each.join(''), starts: each.map((word) => ` ${word}`) };
}

/**
 * How well a row answers a query; less is better.
 * @param {Row} row
 * @param {Query} query
 */
export function rankOf(row, query) {
  if (row.exact.includes(query.bar)) return 0;
  const { squashed, words } = query;
  if (squashed !== '' && row.squashed === squashed) return 1;
  if (words.length >= MIN_NAME + 2 && row.core.startsWith(words)) return row.core === words ? 2 : 3;
  if (squashed !== '' && row.squashed.startsWith(squashed)) return 4;
  if (words.length < 3) return NO_MATCH;
  const start = words.slice(0, -1);
  if (row.words.startsWith(start)) return 5;
  if (row.words.includes(start)) return 6;
  return query.starts.length > 1 && query.starts.every((word) => row.words.includes(word)) ? 7 : NO_MATCH;
}

/**
 * What is preferred, then the better rank. Equal ranks: what more people mean, then the shorter ticker or name, then the server's order.
 * @param {Hit} a
 * @param {Hit} b
 */
function byRank(a, b) {
  if (a.isPreferred !== b.isPreferred) return a.isPreferred ? -1 : 1;
  if (a.rank !== b.rank) return a.rank - b.rank;
  if (a.row.liking !== b.row.liking) return a.row.liking - b.row.liking;
  const size = a.rank === 4
    ? a.row.squashed.length - b.row.squashed.length : a.row.words.length - b.row.words.length;
  return size || a.order - b.order;
}

/** The best few of any number of hits, without sorting the others. */
export class BestHits {
  /** Best first. @type {Hit[]} */ #hits = [];
  #limit;
  /** How many were offered. */
  total = 0;

  /** @param {number} limit */
  constructor(limit) {
    this.#limit = limit;
  }

  /** @param {Hit} hit */
  offer(hit) {
    this.total += 1;
    const hits = this.#hits;
    if (hits.length === this.#limit && byRank(hit, hits[hits.length - 1]) >= 0) return;
    let at = hits.length;
    while (at > 0 && byRank(hit, hits[at - 1]) < 0) at -= 1;
    hits.splice(at, 0, hit);
    if (hits.length > this.#limit) hits.pop();
  }

  get rows() { return this.#hits.map((hit) => hit.row); }
}

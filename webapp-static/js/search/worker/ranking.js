// @ts-check
import { normalizeTicker, toWords } from '../../symbols/symbol-name.js';

/**
 * @typedef {import('./catalogue-row.js').Row} Row
 * @typedef {{ row: Row, rank: number, order: number, isPreferred: boolean }} Hit
 * @typedef {object} Query
 * @property {string} text      as typed, in lower case
 * @property {string} normalizedTicker
 * @property {string} words
 * @property {string} joined  the words joined to one
 * @property {string[]} starts  each word with a space before it
 */

/** Shortest query matched as a whole name: two letters are more likely the start of a ticker. */
const MIN_NAME = 3;
/** The ranks of an exact symbol or ticker, and of one that is equal except for separators. */
export const EXACT_SYMBOL = 0;
export const EXACT_TICKER = 1;
const TICKER_PREFIX = 4;
export const NO_MATCH = 99;

/** Words around a name that do not belong to it. */
const FILLER_WORDS = /^(?:price of|quote of|chart of|buy) | (?:stocks?|shares?|prices?|quotes?|charts?|ticker|symbol|equity|today|live|now)$/;
/** A ticker with its exchange, in the notations of other programs: `AAPL US`, `AAPL.US`, `NASDAQ:AAPL`. */
const EXCHANGE = /^(?:nasdaq|nyse|amex)[ :]+(\S+)$|^([^\s.:/]+)(?:[ .:/](?:us|usa|uw|un|nasdaq|nyse|amex))$/;

/**
 * The query as typed, and a second one without filler words and exchange, if it has any.
 * @param {string} typed  without spaces at its ends
 * @returns {[Query, ...Query[]]}
 */
export function toQueries(typed) {
  // Some keyboards type full-width letters.
  const text = typed.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');
  let name = text;
  while (FILLER_WORDS.test(name)) name = name.replace(FILLER_WORDS, '').trim();
  const [, after, before] = EXCHANGE.exec(name) ?? [];
  const shorter = (after ?? before ?? name).replace(/^\$(?=\p{L})/u, '');
  return shorter === text || shorter === '' ? [toQuery(text)] : [toQuery(text), toQuery(shorter)];
}

/** @param {string} text  in lower case @returns {Query} */
function toQuery(text) {
  const words = toWords(text);
  const each = words.trim().split(' ');
  return { text, normalizedTicker: normalizeTicker(text), words, joined: each.join(''), starts: each.map((word) => ` ${word}`) };
}

/**
 * The rank of a row for a query; less is better.
 * @param {Row} row
 * @param {Query} query
 */
export function rankOf(row, query) {
  if (row.exact.includes(query.text)) return EXACT_SYMBOL;
  const { normalizedTicker, words } = query;
  if (normalizedTicker !== '' && row.normalizedTicker === normalizedTicker) return EXACT_TICKER;
  if (words.length >= MIN_NAME + 2) {
    if (row.joinedNames.includes(query.joined)) return 2;
    if (row.coreNames.some((core) => core.startsWith(words))) return 3;
  }
  if (normalizedTicker !== '' && row.normalizedTicker.startsWith(normalizedTicker)) return TICKER_PREFIX;
  if (words.length < 3) return NO_MATCH;
  const start = words.slice(0, -1);
  if (row.words.startsWith(start)) return 5;
  if (row.words.includes(start)) return 6;
  return query.starts.length > 1 && query.starts.every((word) => row.words.includes(word)) ? 7 : NO_MATCH;
}

/**
 * How a row matches: by a whole word of its name, so that a typing error is unlikely; by a prefix of one; or by its ticker.
 * @param {Row} row @param {Query} query
 * @returns {'word' | 'beginning' | 'ticker'}
 */
export function foundBy(row, query) {
  const rank = rankOf(row, query);
  if (rank === 2 || (query.words.length > 2 && row.words.includes(query.words))) return 'word';
  return rank > EXACT_TICKER && rank !== TICKER_PREFIX && rank !== NO_MATCH ? 'beginning' : 'ticker';
}

/**
 * Orders by preference, rank, popularity, length of the ticker or name, and the server's order.
 * @param {Hit} a
 * @param {Hit} b
 */
function byRank(a, b) {
  if (a.isPreferred !== b.isPreferred) return a.isPreferred ? -1 : 1;
  if (a.rank !== b.rank) return a.rank - b.rank;
  if (a.row.popularity !== b.row.popularity) return a.row.popularity - b.row.popularity;
  const size = a.rank === TICKER_PREFIX
    ? a.row.normalizedTicker.length - b.row.normalizedTicker.length : a.row.words.length - b.row.words.length;
  return size || a.order - b.order;
}

/** The best K of any number of hits, without sorting the others. */
export class TopK {
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

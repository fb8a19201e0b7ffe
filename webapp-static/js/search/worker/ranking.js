// @ts-check
import { normalizeTicker, toWords } from '../../symbols/symbol-name.js';
import { pairTicker } from './aliases.js';
import { LEGAL_FORMS } from './catalogue-row.js';

/**
 * @typedef {import('./catalogue-row.js').Row} Row
 * @typedef {{ row: Row, rank: number, order: number, isPreferred: boolean }} Hit
 * @typedef {object} Query
 * @property {string} text      as typed, in lower case
 * @property {string} normalizedTicker
 * @property {string} words
 * @property {string} joined  the words joined to one
 * @property {string[]} starts  each word with a space before it; a single letter is a whole word
 * @property {boolean} isShortened  whether it is less than what was typed, so that more than its beginning should match
 */

/** Shortest query matched as a whole name: two letters are more likely the start of a ticker. */
const MIN_NAME = 3;
/**
 * The ranks, best first; a shortened query's are worse by half. A ticker may equal the query except for separators; another name is
 * an alias or a pair's usual notation.
 */
const EXACT_SYMBOL = 0;
export const EXACT_TICKER = 1;
const OTHER_NAME = 2;
export const WHOLE_NAME = 3;
const FIRST_WORDS = 4;
const WRITTEN_PREFIX = 5;
const TICKER_PREFIX = 6;
const NAME_PREFIX = 7;
const WHOLE_WORDS = 8;
const BEGUN_WORDS = 9;
export const NO_MATCH = 99;

/** Words around a name that do not belong to it. */
const FILLER_WORDS =
  /^(?:(?:price|quote|chart) of|buy) | (?:(?:common )?stocks?|(?:share|price|quote|chart)s?|ticker|symbol|equity|today|live|now)$/;
/** A ticker with its exchange, in the notations of other programs: `AAPL US`, `AAPL.US`, `AAPL.O`, `NASDAQ:AAPL`, `EURUSD=X`. */
const EXCHANGE = /^(?:nasdaq|nyse|amex)[ :]+(\S+)$|^([^\s.:/]+)(?:[ .:/](?:us|usa|uw|un|uq|nasdaq|nyse|amex)|\.(?:oq?|n|k)|=x)$/;
/** What joins the sides of a pair. */
const JOINTS = ['to', 'vs', 'versus', 'in', 'per'];
/** Words that a name has or lacks without a difference; of a share class the letter remains. */
const OPTIONAL_WORDS = new RegExp(` (?:${LEGAL_FORMS.join('|')}|class|cl)(?= )|(?<=\\S) (?:${JOINTS.join('|')})(?= \\S)`, 'g');

/**
 * What was typed, and the same without filler words, exchange and legal form.
 * @param {string} typed  without spaces at its ends
 */
function toTexts(typed) {
  // Some keyboards type full-width letters.
  const text = typed.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').replace(/^\$(?=\p{L})/u, '');
  let name = text;
  while (FILLER_WORDS.test(name)) name = name.replace(FILLER_WORDS, '').trim();
  const [, after, before] = EXCHANGE.exec(name) ?? [];
  const ticker = after ?? before ?? name;
  const words = toWords(ticker);
  const plain = words.replace(OPTIONAL_WORDS, '').trim();
  // In `AAPL:US` the exchange comes last.
  return { text: before ? text.replace(':', '.') : text, shorter: plain === words.trim() ? ticker : plain };
}

/**
 * The query as typed, the ticker of the pair that it names, and the shortened query, if there are any.
 * @param {string} typed  without spaces at its ends
 * @returns {[Query, ...Query[]]}
 */
export function toQueries(typed) {
  const { text, shorter } = toTexts(typed);
  const others = [pairTicker(toWords(shorter)), shorter].filter((other) => other !== text && other !== '');
  return [toQuery(text), ...others.map((other) => toQuery(other, true))];
}

/** What is looked for forgivingly: the shortened query, without the beginning of a further optional word. @param {string} typed */
export function toFuzzyQuery(typed) {
  const { text, shorter } = toTexts(typed);
  const isOptional = (/** @type {string} */ begun) => [...LEGAL_FORMS, ...JOINTS].some((word) => word.startsWith(begun));
  return toQuery((shorter || text).replace(/ (\S\S+)$/, (end, word) => (isOptional(word) ? '' : end)));
}

/** @param {string} text  in lower case @param {boolean} [isShortened] @returns {Query} */
function toQuery(text, isShortened = false) {
  const words = toWords(text);
  const each = words.trim().split(' ');
  const starts = each.map((word) => (word.length === 1 && each.length > 1 ? ` ${word} ` : ` ${word}`));
  return { text, normalizedTicker: normalizeTicker(text), words, joined: each.join(''), starts, isShortened };
}

/**
 * The rank of a row for a query; less is better.
 * @param {Row} row
 * @param {Query} query
 */
export function rankOf(row, query) {
  return plainRank(row, query) + (query.isShortened ? 0.5 : 0);
}

/** @param {Row} row @param {Query} query */
function plainRank(row, query) {
  if (row.exact.includes(query.text)) return EXACT_SYMBOL;
  const { normalizedTicker, words } = query;
  if (normalizedTicker !== '' && row.normalizedTicker === normalizedTicker) return EXACT_TICKER;
  if (row.otherNames.includes(query.joined)) return OTHER_NAME;
  if (words.length >= MIN_NAME + 2) {
    if (row.joinedNames.includes(query.joined)) return WHOLE_NAME;
    if (!query.isShortened && row.coreNames.some((core) => core.startsWith(words))) return FIRST_WORDS;
  }
  if (!query.isShortened && normalizedTicker !== '' && row.normalizedTicker.startsWith(normalizedTicker)) {
    return row.exact.some((name) => name.startsWith(query.text)) ? WRITTEN_PREFIX : TICKER_PREFIX;
  }
  if (words.length < 3) return NO_MATCH;
  if (row.words.startsWith(words.slice(0, -1))) return NAME_PREFIX;
  if (!query.starts.every((start) => row.words.includes(start))) return NO_MATCH;
  return query.starts.every((start) => row.words.includes(`${start.trimEnd()} `)) ? WHOLE_WORDS : BEGUN_WORDS;
}

/** Whether a row matches by whole words of its name, so that a typing error is unlikely. @param {Row} row @param {Query} query */
export function isByWord(row, query) {
  return [OTHER_NAME, WHOLE_NAME, WHOLE_WORDS].includes(plainRank(row, query))
    || (query.words.length > 2 && row.words.includes(query.words));
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
  const size = a.rank === WRITTEN_PREFIX || a.rank === TICKER_PREFIX
    ? a.row.normalizedTicker.length - b.row.normalizedTicker.length : a.row.words.length - b.row.words.length;
  return size || a.order - b.order;
}

/**
 * The best K of any number of hits, without sorting the others. Below a whole symbol, ticker or name, hits by the beginning of a
 * word inside another name are left out.
 */
export class TopK {
  /** Best first. @type {Hit[]} */ #hits = [];
  #limit;
  /** How many were offered, and how many of these by the beginning of a word inside a name. */
  #total = 0;
  #begun = 0;
  #hasWhole = false;

  /** @param {number} limit */
  constructor(limit) {
    this.#limit = limit;
  }

  /** @param {Hit} hit */
  offer(hit) {
    this.#total += 1;
    if (hit.rank >= BEGUN_WORDS) this.#begun += 1;
    if (hit.rank < FIRST_WORDS) this.#hasWhole = true;
    const hits = this.#hits;
    if (hits.length === this.#limit && byRank(hit, hits[hits.length - 1]) >= 0) return;
    let at = hits.length;
    while (at > 0 && byRank(hit, hits[at - 1]) < 0) at -= 1;
    hits.splice(at, 0, hit);
    if (hits.length > this.#limit) hits.pop();
  }

  get total() { return this.#hasWhole ? this.#total - this.#begun : this.#total; }

  get rows() { return this.#hits.filter((hit) => !this.#hasWhole || hit.rank < BEGUN_WORDS).map((hit) => hit.row); }
}

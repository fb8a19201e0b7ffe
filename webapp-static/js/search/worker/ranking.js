// @ts-check
import { normalizeTicker, toWords } from '../../symbols/symbol-name.js';
import { LEGAL_FORMS } from './catalogue-row.js';
import { lacksOne } from './fuzzy.js';
import { pairTicker } from './pairs.js';

/**
 * @typedef {import('./catalogue-row.js').Row} Row
 * @typedef {{ row: Row, rank: number }} Hit
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
 * The ranks, best first. A ticker may equal the query except for separators; another name is an alias or a pair's usual notation.
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
const NO_MATCH = 99;
/** Added to the rank by a shortened query. */
const SHORTENED = 0.5;

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
 * The query as typed, the ticker of the pair that it names, and the shortened query, if there are any; those without a letter or
 * digit match nothing and are left out.
 * @param {string} typed  without spaces at its ends
 */
export function toQueries(typed) {
  const { text, shorter } = toTexts(typed);
  const others = [pairTicker(toWords(shorter)), shorter].filter((other) => other !== text);
  return [toQuery(text), ...others.map((other) => toQuery(other, true))].filter(({ joined }) => joined !== '');
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
  return { text, normalizedTicker: normalizeTicker(text) || text, words, joined: each.join(''), starts, isShortened };
}

/**
 * The rank of a row for a query; less is better.
 * @param {Row} row
 * @param {Query} query
 */
function rankOf(row, query) {
  if (row.exact.includes(query.text)) return EXACT_SYMBOL;
  const { normalizedTicker, words } = query;
  if (row.normalizedTicker === normalizedTicker) return EXACT_TICKER;
  if (row.otherNames.includes(query.joined)) return OTHER_NAME;
  if (words.length >= MIN_NAME + 2) {
    if (row.joinedNames.includes(query.joined)) return WHOLE_NAME;
    if (!query.isShortened && row.coreNames.some((core) => core.startsWith(words))) return FIRST_WORDS;
  }
  if (!query.isShortened && row.normalizedTicker.startsWith(normalizedTicker)) {
    return row.exact.some((name) => name.startsWith(query.text)) ? WRITTEN_PREFIX : TICKER_PREFIX;
  }
  if (row.words.startsWith(words.trimEnd())) return NAME_PREFIX;
  if (!query.starts.every((start) => row.words.includes(start))) return NO_MATCH;
  return hasWords(row, query) ? WHOLE_WORDS : BEGUN_WORDS;
}

/** Whether each word typed is a whole word of the name. @param {Row} row @param {Query} query */
function hasWords(row, { starts }) {
  return starts.every((start) => row.words.includes(`${start.trimEnd()} `));
}

/**
 * The rows that match, in no order. Below a whole symbol, ticker or name, those by the beginning of a word inside another name are
 * left out.
 * @param {Iterable<Row>} rows
 * @param {readonly Query[]} queries
 */
export function toHits(rows, queries) {
  const hits = Array.from(rows, (row) => (
    { row, rank: Math.min(...queries.map((query) => rankOf(row, query) + (query.isShortened ? SHORTENED : 0))) }));
  const worst = hits.some(({ rank }) => rank < FIRST_WORDS) ? BEGUN_WORDS : NO_MATCH;
  return hits.filter(({ rank }) => rank < worst);
}

/**
 * The rows of the best hits, without sorting the others.
 * @param {readonly Hit[]} hits
 * @param {number} limit
 * @param {ReadonlySet<string>} [preferred]  symbols sorted before all others
 */
export function bestOf(hits, limit, preferred) {
  const isLater = (/** @type {Hit} */ { row }) => Number(!preferred?.has(row.symbol));
  const compare = (/** @type {Hit} */ a, /** @type {Hit} */ b) => isLater(a) - isLater(b) || byRank(a, b);
  /** @type {Hit[]} */ let best = [];
  for (const hit of hits) {
    if (best.length < limit || compare(hit, best[limit - 1]) < 0) best = [...best, hit].sort(compare).slice(0, limit);
  }
  return best.map(({ row }) => row);
}

/**
 * Whether a row is what a query means, so that a typing error is unlikely: by whole words of its name, or by its ticker, unless its
 * name was typed less one letter.
 * @param {Row} row
 * @param {Query} query
 */
export function isMeant(row, query) {
  return row.joinedNames.includes(query.joined) || hasWords(row, query)
    || (rankOf(row, query) < WHOLE_NAME && !isLessOne(row, query));
}

/** Whether a name's beginning was typed less one letter. @param {Row} row @param {Query} query */
export function isLessOne(row, query) {
  return row.beginnings.some((beginning) => lacksOne(query.joined, beginning));
}

/**
 * Orders by rank, popularity, length of the ticker or name, and the server's order.
 * @param {Hit} a
 * @param {Hit} b
 */
function byRank(a, b) {
  const isByTicker = a.rank === WRITTEN_PREFIX || a.rank === TICKER_PREFIX;
  const lengthOf = (/** @type {Hit} */ { row }) => (isByTicker ? row.normalizedTicker : row.words).length;
  return a.rank - b.rank || a.row.popularity - b.row.popularity || lengthOf(a) - lengthOf(b) || a.row.order - b.row.order;
}

// @ts-check
import { normalizeTicker, toWords } from '../../symbols/symbol-name.js';
import { ALIASES, pairOf } from './aliases.js';

/**
 * @typedef {import('../../symbols/kinds.js').Kind} Kind
 * @typedef {import('./symbol-list.js').Listing} Listing  one row as the server sends it
 * @typedef {object} Row  a listing prepared for searching
 * @property {string} symbol
 * @property {string} ticker   the display symbol
 * @property {string} name
 * @property {Kind} kind
 * @property {string[]} exact  symbol and ticker, lower case
 * @property {string} normalizedTicker ticker without separators and exchange
 * @property {string} words    the name's words, a space around each
 * @property {string[]} coreNames  the words without a company's legal form, or what a pair is the price of; then the aliases
 * @property {string[]} joinedNames   the same, each written as one word
 * @property {string[]} otherNames   aliases and a pair's usual notation, joined: they mean this symbol as its ticker does
 * @property {number} popularity   rank among equal matches: less is more popular
 */

/** Words of a company's name that say nothing, in lower case. */
export const LEGAL_FORMS = ['com', 'inc', 'incorporated', 'corp', 'corporation', 'co', 'cos', 'company', 'companies', 'ltd',
  'limited', 'plc', 'llc', 'lp', 'nv', 'sa', 'ag', 'se', 'the'];
const LEGAL_FORM = new RegExp(`^ the (?=.)| (?:${LEGAL_FORMS.join('|')}|common stock|(?:class|cl) [a-c]) $`);
const PLAIN_STOCK = 'Common Stock';

/**
 * @param {string | undefined} type
 * @returns {Kind}
 */
function kindOf(type) {
  if (type === 'Forex' || type === 'Crypto' || type === 'ADR') return type;
  return type === 'ETP' || type === 'ETF' ? 'ETF' : 'Stock';
}

/** @param {string} words */
const joined = (words) => words.replaceAll(' ', '');

/** @param {string} words */
function withoutLegalForm(words) {
  let core = words;
  while (LEGAL_FORM.test(core)) core = core.replace(LEGAL_FORM, ' ');
  return core;
}

/**
 * Prepares a listing for searching: computes the strings that are compared at each keystroke.
 * @param {Listing} listing
 * @returns {Row}
 */
export function toRow(listing) {
  const { symbol, type } = listing;
  const ticker = listing.displaySymbol || symbol;
  const name = listing.description ?? '';
  const kind = kindOf(type);
  const own = toWords(name);
  const pair = kind === 'Forex' || kind === 'Crypto' ? pairOf(ticker) : undefined;
  const aliases = (ALIASES.get(symbol) ?? []).map(toWords);
  const otherNames = [...aliases, ...(pair?.tickers ?? [])].map(joined);
  const coreNames = [...(pair ? pair.subjects : [withoutLegalForm(own)]), ...aliases];
  return {
    symbol,
    ticker,
    name,
    kind,
    exact: [symbol.toLowerCase(), ticker.toLowerCase()],
    normalizedTicker: normalizeTicker(ticker),
    words: [pair ? own + pair.words : own, ...aliases].map((words, i) => (i === 0 ? words : words.trimStart())).join(''),
    coreNames,
    joinedNames: coreNames.map(joined),
    otherNames,
    popularity: pair?.popularity ?? (type === PLAIN_STOCK ? 0 : 1),
  };
}

// @ts-check
import { normalizeTicker, toWords } from '../../symbols/symbol-name.js';
import aliases from './aliases.json';
import { pairOf } from './pairs.js';

/**
 * @typedef {import('../../symbols/kinds.js').Kind} Kind
 * @typedef {import('./symbol-list.js').Listing} Listing  one row as the server sends it
 * @typedef {object} Row  a listing prepared for searching
 * @property {number} order    its place in the server's list
 * @property {string} symbol
 * @property {string} ticker   the display symbol
 * @property {string} name
 * @property {Kind} kind
 * @property {string[]} exact  symbol and ticker, lower case
 * @property {string} normalizedTicker ticker without separators and exchange
 * @property {string} words    the name's words, a space around each
 * @property {string[]} coreNames  the words without a company's legal form, or what a pair is the price of; then the aliases
 * @property {string[]} joinedNames   the same, each written as one word
 * @property {string[]} beginnings   the same, and each name's first word
 * @property {string[]} otherNames   aliases and a pair's usual notation, joined: they mean this symbol as its ticker does
 * @property {number} popularity   rank among equal matches: less is more popular
 */

/**
 * Common names of symbols besides those in the lists: other names and brands of companies; indices by the funds and contracts that
 * follow them. Symbols that are not listed do no harm; of several with the same alias, the order of the lists decides.
 */
const ALIASES = new Map(Object.entries(aliases));
/** Words of a company's name that do not identify it, in lower case. */
export const LEGAL_FORMS = ['com', 'inc', 'incorporated', 'corp', 'corporation', 'co', 'cos', 'company', 'companies', 'ltd',
  'limited', 'plc', 'llc', 'lp', 'nv', 'sa', 'ag', 'se', 'the'];
const LEGAL_FORM = new RegExp(`^ the(?= .)|(?: (?:${LEGAL_FORMS.join('|')}|common stock|(?:class|cl) [a-c]))+(?= $)`, 'g');
const PLAIN_STOCK = 'Common Stock';
/** Kinds by the server's types; all others are stocks. @type {Map<string | undefined, Kind>} */
const KINDS = new Map([['Forex', 'Forex'], ['Crypto', 'Crypto'], ['ADR', 'ADR'], ['ETP', 'ETF'], ['ETF', 'ETF']]);

/** @param {string} words */
const joined = (words) => words.replaceAll(' ', '');

/**
 * Prepares a listing for searching: computes the strings that are compared at each keystroke.
 * @param {Listing} listing
 * @param {number} order
 * @returns {Row}
 */
export function toRow({ symbol, displaySymbol, description, type }, order) {
  const ticker = displaySymbol || symbol;
  const name = description ?? '';
  const kind = KINDS.get(type) ?? 'Stock';
  const pair = kind === 'Forex' || kind === 'Crypto' ? pairOf(ticker) : undefined;
  const others = (ALIASES.get(symbol) ?? []).map(toWords);
  const coreNames = [...(pair?.subjects ?? [toWords(name).replace(LEGAL_FORM, '')]), ...others];
  const joinedNames = coreNames.map(joined);
  return {
    order,
    symbol,
    ticker,
    name,
    kind,
    exact: [symbol.toLowerCase(), ticker.toLowerCase()],
    normalizedTicker: normalizeTicker(ticker),
    words: toWords([name, pair?.words, ...others].join(' ')),
    coreNames,
    joinedNames,
    beginnings: [...joinedNames, ...coreNames.map((core) => core.split(' ')[1])],
    otherNames: [...others, ...(pair?.tickers ?? [])].map(joined),
    popularity: pair?.popularity ?? (type === PLAIN_STOCK ? 0 : 1),
  };
}

// @ts-check
import { toWords } from '../../symbols/symbol-name.js';
import currencies from './currencies.json';

/** Names of the parts of a pair, whose description gives codes only. */
const NAMES = new Map(Object.entries(currencies));
/** Codes by each name and each word of one: of several, the first in the list, so that the dollar is the US dollar. */
const CODES = new Map([...NAMES].reverse().flatMap(([code, name]) => (
  [...name.split(' '), name, code].map((key) => /** @type {[string, string]} */ ([key, code])))));

/** Tickers without a separator, such as `BTCUSDT`: the quote currencies they end with, longest first. */
const JOINED = /^(.{2,})(usdt|usdc|usd|eur|gbp|jpy|btc|eth)$/;
/** The most traded pairs, in order of volume. */
const MAJORS = ['eur/usd', 'usd/jpy', 'gbp/usd', 'usd/chf', 'aud/usd', 'usd/cad', 'nzd/usd'];
/** Quote currencies that are meant if only the base is typed: less is more popular. */
const POPULARITY = new Map([['usd', 0], ['usdt', 0], ['usdc', 1]]);
const UNPOPULAR = 2;

/**
 * The ticker of a pair named by its sides: `btcusd` for ` bitcoin dollar `; empty if the words name none.
 * @param {string} words
 */
export function pairTicker(words) {
  if (CODES.has(words.trim())) return '';
  const each = words.trim().split(' ').map((word) => (CODES.has(word) ? word : word.replace(/s$/, '')));
  const pairs = each.map((_, at) => [each.slice(0, at).join(' '), each.slice(at).join(' ')].map((side) => CODES.get(side)));
  return pairs.find((codes) => codes.every(Boolean))?.join('') ?? '';
}

/** @param {string} ticker */
function codesOf(ticker) {
  const name = ticker.slice(ticker.indexOf(':') + 1).toLowerCase();
  const codes = name.split(/[/_\-]/);
  return codes.length > 1 ? codes : (JOINED.exec(name)?.slice(1) ?? codes);
}

/**
 * What a pair is called, for searching: `EUR/USD` is ` euro ` in ` us dollar `.
 * @param {string} ticker
 */
export function pairOf(ticker) {
  const codes = codesOf(ticker);
  const [base, quote] = codes;
  const names = codes.map((code) => NAMES.get(code) ?? '');
  const sides = codes.map((code, i) => (names[i] ? [toWords(names[i]), ` ${code} `] : []));
  const isInTether = quote === 'usdt';
  // USD/CHF is thought of as the price of the franc; a search for "us dollar" means one of the majors.
  const isOfDollars = base === 'usd' && quote !== undefined;
  const major = MAJORS.indexOf(codes.join('/'));
  return {
    /** The names and codes of both sides. */
    words: [...names, ...codes, isInTether ? 'us dollar usd' : ''].join(' '),
    /** The names of what it is the price of. */
    subjects: major >= 0 ? sides.flat() : sides[isOfDollars ? 1 : 0],
    /** The tickers of other programs: Tether stands for the dollar. */
    tickers: isInTether ? [`${base}usd`] : [],
    /** Rank by popularity: less is more popular. */
    popularity: major >= 0 ? major - MAJORS.length : isOfDollars ? 0 : POPULARITY.get(quote) ?? UNPOPULAR,
  };
}

// @ts-check
import { toWords } from '../../symbols/symbol-name.js';

/** What people call the parts of a pair when its description gives codes only. */
const NAMES = new Map(Object.entries({
  aud: 'australian dollar', brl: 'brazilian real', cad: 'canadian dollar', chf: 'swiss franc',
  cnh: 'chinese yuan', cny: 'chinese yuan', czk: 'czech koruna', dkk: 'danish krone', eur: 'euro',
  gbp: 'british pound sterling', hkd: 'hong kong dollar', huf: 'hungarian forint', inr: 'indian rupee',
  jpy: 'japanese yen', mxn: 'mexican peso', nok: 'norwegian krone', nzd: 'new zealand dollar',
  pln: 'polish zloty', sek: 'swedish krona', sgd: 'singapore dollar', thb: 'thai baht',
  try: 'turkish lira', usd: 'us dollar', zar: 'south african rand',
  xau: 'gold', xag: 'silver', xpt: 'platinum', xpd: 'palladium',
  btc: 'bitcoin', xbt: 'bitcoin', eth: 'ethereum ether', usdt: 'tether', usdc: 'usd coin', sol: 'solana',
  xrp: 'ripple', ada: 'cardano', doge: 'dogecoin', ltc: 'litecoin', dot: 'polkadot', bnb: 'binance coin',
  link: 'chainlink', avax: 'avalanche', trx: 'tron', xlm: 'stellar', bch: 'bitcoin cash',
}));

/** Some lists write `BTCUSDT`; these are the currencies such names end with, longest first. */
const JOINED = /^(.{2,})(usdt|usdc|usd|eur|gbp|jpy|btc|eth)$/;
/** The pairs that most is traded of, most first. */
const MAJORS = ['eur/usd', 'usd/jpy', 'gbp/usd', 'usd/chf', 'aud/usd', 'usd/cad', 'nzd/usd'];
/** What most people want a price in who name only one currency, and what fewer do; what they mean least is anything else. */
const LIKED = [['usd', 'usdt'], ['usdc']];

/** @param {string} ticker */
function codesOf(ticker) {
  const name = ticker.slice(ticker.indexOf(':') + 1).toLowerCase();
  const codes = name.split(/[/_\-]/);
  return codes.length > 1 ? codes : (JOINED.exec(name)?.slice(1) ?? codes);
}

/** @param {string | undefined} code */
function nameOf(code) {
  return toWords(NAMES.get(code ?? '') ?? '');
}

/** @param {string} quote */
function likingOf(quote) {
  const at = LIKED.findIndex((codes) => codes.includes(quote));
  return at < 0 ? LIKED.length : at;
}

/**
 * What a pair is called, for searching: `EUR/USD` is ` euro ` in ` us dollar `. A side without a known name is two spaces,
 * which no query equals.
 * @param {string} ticker
 */
export function pairOf(ticker) {
  const codes = codesOf(ticker);
  const [first, second] = codes;
  const [base, quote] = [nameOf(first), nameOf(second)];
  const isOfDollars = first === 'usd' && second !== undefined;
  const major = MAJORS.indexOf(codes.join('/'));
  // Of USD/CHF people think as the price of the franc; who wants "us dollar" wants one of the majors.
  const subjects = isOfDollars ? [quote, base] : [base, quote];
  return {
    /** All that either side is called. */
    words: [base, quote, toWords(codes.join(' '))].map((side) => side.trimStart()).join(''),
    /** What it tells the worth of. */
    subjects: major < 0 ? subjects.slice(0, 1) : subjects,
    /** Less is what more people mean. */
    liking: major >= 0 ? major - MAJORS.length : isOfDollars ? 0 : likingOf(second),
  };
}

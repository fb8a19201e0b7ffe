// @ts-check
import { toWords } from '../../symbols/symbol-name.js';

/**
 * Common names of symbols besides those in the lists. Symbols that are not listed do no harm; of several symbols with the same
 * alias, the order of the lists decides.
 */
export const ALIASES = new Map(Object.entries({
  // Companies with another name, or known by a brand.
  META: ['facebook', 'instagram', 'whatsapp'], GOOGL: ['google', 'youtube'], GOOG: ['google'], PG: ['p&g'], JNJ: ['j&j'],
  KO: ['coke'], TSM: ['tsmc'], XYZ: ['square'], SQ: ['block'], AXP: ['amex'], BAC: ['bofa'], GM: ['gm'], HPQ: ['hewlett packard'],
  MSTR: ['microstrategy'], BABA: ['ali baba'], UNH: ['united health'], TMUS: ['t mobile'], MMM: ['3m'], 'BRK.B': ['berkshire'],
  TSLA: ['tesla motors'], DIS: ['disney'], WMT: ['wal mart'], LLY: ['lilly'], NVO: ['novo'], MCD: ['mc donalds'],
  // Funds and contracts that follow an index.
  SPY: ['s&p 500', 'sp 500', 'sp500', 'spx'], 'OANDA:SPX500_USD': ['s&p 500', 'sp500', 'spx'],
  '^GSPC': ['s&p 500', 'sp500', 'spx'],
  DIA: ['dow jones', 'dow 30', 'djia'], 'OANDA:US30_USD': ['dow jones', 'dow 30'], '^DJI': ['dow jones', 'dow 30', 'djia'],
  QQQ: ['nasdaq 100', 'nasdaq', 'ndx'], 'OANDA:NAS100_USD': ['nasdaq 100', 'nasdaq', 'ndx'], '^NDX': ['nasdaq 100'],
  '^IXIC': ['nasdaq composite'],
  IWM: ['russell 2000'], 'OANDA:US2000_USD': ['russell 2000'], 'OANDA:DE30_EUR': ['dax'], 'OANDA:UK100_GBP': ['ftse 100'],
  'OANDA:JP225_USD': ['nikkei'],
  // Commodities.
  USO: ['crude oil', 'oil'], 'OANDA:WTICO_USD': ['crude oil', 'oil', 'wti'], 'OANDA:BCO_USD': ['brent', 'oil'],
  UNG: ['natural gas'], 'OANDA:NATGAS_USD': ['natural gas'],
}));

/** Names of the parts of a pair, whose description gives codes only. */
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

/** Codes by each name and each word of one: of several, the first in this order, so that the dollar is the US dollar. */
const CODES = new Map([['usd', 'us dollar'], ...NAMES].flatMap(([code, name]) => (
  [code, name, ...name.split(' ')].map((key) => /** @type {[string, string]} */ ([key, code])))).reverse());

/** Tickers without a separator, such as `BTCUSDT`: the quote currencies they end with, longest first. */
const JOINED = /^(.{2,})(usdt|usdc|usd|eur|gbp|jpy|btc|eth)$/;
/** The most traded pairs, in order of volume. */
const MAJORS = ['eur/usd', 'usd/jpy', 'gbp/usd', 'usd/chf', 'aud/usd', 'usd/cad', 'nzd/usd'];
/** Quote currencies that are meant if only the base is typed, the most common first. */
const POPULAR_QUOTES = [['usd', 'usdt'], ['usdc']];

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

/** @param {string | undefined} code */
function nameOf(code) {
  return toWords(NAMES.get(code ?? '') ?? '');
}

/** @param {string} quote */
function popularityOf(quote) {
  const at = POPULAR_QUOTES.findIndex((codes) => codes.includes(quote));
  return at < 0 ? POPULAR_QUOTES.length : at;
}

/**
 * What a pair is called, for searching: `EUR/USD` is ` euro ` in ` us dollar `. A side without a known name becomes two spaces,
 * which match no query.
 * @param {string} ticker
 */
export function pairOf(ticker) {
  const codes = codesOf(ticker);
  const [first, second] = codes;
  const [base, quote] = [nameOf(first), nameOf(second)];
  const isInTether = second === 'usdt';
  const isOfDollars = first === 'usd' && second !== undefined;
  const major = MAJORS.indexOf(codes.join('/'));
  // USD/CHF is thought of as the price of the franc; a search for "us dollar" means one of the majors.
  const sides = [[base, first], [quote, second]].map(([name, code]) => (name.trim() === '' ? [name] : [name, ` ${code} `]));
  const subjects = isOfDollars ? sides.reverse() : sides;
  return {
    /** The names of both sides. */
    words: [base, quote, toWords(codes.join(' ')), isInTether ? ' us dollar usd ' : ' '].map((side) => side.trimStart()).join(''),
    /** The names of what it is the price of. */
    subjects: (major < 0 ? subjects.slice(0, 1) : subjects).flat(),
    /** The tickers of other programs: Tether stands for the dollar. */
    tickers: isInTether ? [`${first}usd`] : [],
    /** Rank by popularity: less is more popular. */
    popularity: major >= 0 ? major - MAJORS.length : isOfDollars ? 0 : popularityOf(second),
  };
}

// @ts-check
import { describe, expect, it } from 'vitest';
import { Catalogue } from '../../js/search/worker/catalogue.js';
import { similarWords } from '../../js/search/worker/fuzzy.js';
import { builtInListings } from './built-in-listings.js';

const BUILT_IN = builtInListings();
const catalogue = new Catalogue(BUILT_IN);

const SYLLABLES = 'ba ron te mi sol vi cor lan pex du gar net bo sta eu jo win kra fle dax'.split(' ');
/** Names of three syllables, all different: the size of Finnhub's list. */
const OTHERS = Array.from({ length: 30_000 }, (_, i) => {
  const [a, b, c, d] = [i, i / 20, i / 400, i / 8_000].map((at) => SYLLABLES[Math.floor(at) % 20]);
  return { symbol: `X${i}`, displaySymbol: `X${i}`, description: `${a}${b}${c} ${d}${a} INC`.toUpperCase(), type: 'Common Stock' };
});
const among30000 = new Catalogue([...OTHERS, ...BUILT_IN]);

const TYPED = [
  // A letter missing.
  ['aple', 'AAPL'], ['boing', 'BA'], ['amazn', 'AMZN'], ['netflx', 'NFLX'], ['walmrt', 'WMT'], ['nvida', 'NVDA'], ['chevrn', 'CVX'],
  ['disny', 'DIS'], ['arbnb', 'ABNB'], ['coinbse', 'COIN'], ['robinhod', 'HOOD'], ['starbuks', 'SBUX'], ['citigrp', 'C'],
  ['qualcom', 'QCOM'], ['pple', 'AAPL'], ['bitcon', 'BINANCE:BTCUSDT'], ['etherum', 'BINANCE:ETHUSDT'],
  ['cardno', 'BINANCE:ADAUSDT'], ['avalanch', 'BINANCE:AVAXUSDT'], ['silvr', 'OANDA:XAG_USD'], ['poud', 'OANDA:GBP_USD'],
  // A letter too many.
  ['solanna', 'BINANCE:SOLUSDT'], ['pfizzer', 'PFE'], ['adobee', 'ADBE'], ['ubber', 'UBER'], ['visaa', 'V'],
  // A wrong letter.
  ['viza', 'V'], ['nvidea', 'NVDA'], ['jpmorgen', 'JPM'], ['salesforse', 'CRM'], ['palentir', 'PLTR'], ['pepsy', 'PEP'],
  ['starbux', 'SBUX'], ['etherium', 'BINANCE:ETHUSDT'], ['netflux', 'NFLX'],
  // Two letters swapped.
  ['telsa', 'TSLA'], ['etsla', 'TSLA'], ['microsfot', 'MSFT'], ['mcdonlads', 'MCD'], ['dogecion', 'BINANCE:DOGEUSDT'],
  ['litecion', 'BINANCE:LTCUSDT'], ['chainlnik', 'BINANCE:LINKUSDT'], ['glod', 'OANDA:XAU_USD'], ['tlsa', 'TSLA'],
  ['btcudst', 'BINANCE:BTCUSDT'], ['usdjyp', 'OANDA:USD_JPY'], ['appel', 'AAPL'],
  // Letters apart swapped, and more than one mistake.
  ['sonala', 'BINANCE:SOLUSDT'], ['berkshir hathway', 'BRK.A'], ['lockhead martin', 'LMT'], ['procter gambel', 'PG'],
  ['jonson jonson', 'JNJ'], ['morgan stanly', 'MS'], ['goldmen sachs', 'GS'], ['wells frago', 'WFC'], ['bank of amercia', 'BAC'],
  // Words joined and parted.
  ['cocacola', 'KO'], ['coca colla', 'KO'], ['jp morgan', 'JPM'], ['pay pal', 'PYPL'], ['bankofamerica', 'BAC'],
  ['exxonmobile', 'XOM'],
  // Currencies by name.
  ['euro dolar', 'OANDA:EUR_USD'], ['swis franc', 'OANDA:USD_CHF'], ['britsh pound', 'OANDA:GBP_USD'], ['japanse yen', 'OANDA:USD_JPY'],
  ['australan dollar', 'OANDA:AUD_USD'], ['gbp dolar', 'OANDA:GBP_USD'],
];

describe('typing errors', () => {
  it.each(TYPED)('"%s" finds %s first in the built-in list, and among 30,000 more', (text, symbol) => {
    expect(catalogue.search(text)[0]?.symbol).toBe(symbol);
    expect(among30000.search(text).slice(0, 3).map((row) => row.symbol)).toContain(symbol);
  });

  it('finds a name despite any single typing error after its first letter', () => {
    const missed = ['tesla', 'visa', 'boeing', 'netflix', 'walmart', 'starbucks', 'bitcoin', 'solana', 'ethereum'].flatMap((name) => {
      const symbol = catalogue.search(name)[0].symbol;
      const spoilt = [...name].flatMap((_letter, i) => (i === 0 ? [] : [
        name.slice(0, i) + name.slice(i + 1), `${name.slice(0, i)}q${name.slice(i + 1)}`, `${name.slice(0, i)}q${name.slice(i)}`,
        name.slice(0, i) + (name[i + 1] ?? '') + name[i] + name.slice(i + 2),
      ]));
      return spoilt.filter((text) => !catalogue.search(text).slice(0, 3).some((row) => row.symbol === symbol));
    });
    expect(missed).toEqual([]);
  });

  it('are found and scored by Fuse: the same letters in another order are not similar', () => {
    const found = similarWords('microsft', ['microsoft', 'mitfosorc', 'microstrategy', 'microsft']);
    expect(found.sort((a, b) => a.score - b.score).map(({ word }) => word)).toEqual(['microsft', 'microsoft', 'microstrategy']);
  });

  it('matches three letters with two transposed to a whole symbol or name only', () => {
    expect(catalogue.search('imb')[0]?.symbol).toBe('IBM');
    expect(catalogue.search('lei')[0]?.symbol).toBe('LEVI');
    expect(catalogue.search('mta').map(({ symbol }) => symbol)).toContain('META');
  });

  it('does not match inside words', () => {
    expect(catalogue.search('aple').map((row) => row.symbol)).not.toContain('CART');
  });
});

it.each([['ａａｐｌ', 'AAPL'], ['ｔｅｓｌａ', 'TSLA'], ['ＥＵＲ／ＵＳＤ', 'OANDA:EUR_USD']])('"%s" finds %s', (text, symbol) => {
  expect(catalogue.direct(text, 'all').rows[0]?.symbol).toBe(symbol);
});

it('finds a coin by its name although hundreds are quoted in it', () => {
  const pair = (/** @type {string} */ base, /** @type {string} */ quote) => (
    { symbol: `BINANCE:${base}${quote}`, displaySymbol: `${base}/${quote}`, description: `Binance ${base}${quote}`, type: 'Crypto' });
  const coins = Array.from({ length: 400 }, (_, i) => pair(`A${i.toString(36).toUpperCase()}X`, i % 2 ? 'BTC' : 'ETH'));
  const large = new Catalogue([...coins, pair('BTC', 'USDC'), pair('BTC', 'USDT'), pair('ETH', 'USDT')]);
  expect(['bitcon', 'etherium'].map((text) => large.search(text)[0]?.symbol)).toEqual(['BINANCE:BTCUSDT', 'BINANCE:ETHUSDT']);
});

describe('the ranking of several matches', () => {
  it.each([
    ['btcusd', ['BINANCE:BTCUSDT', 'BINANCE:BTCUSDC']], ['bitcoin', ['BINANCE:BTCUSDT', 'BINANCE:BTCUSDC']],
    ['swiss franc', ['OANDA:USD_CHF', 'OANDA:CHF_JPY']], ['japanese yen', ['OANDA:USD_JPY']],
  ])('"%s": %s', (text, symbols) => {
    expect(catalogue.search(text).slice(0, symbols.length).map((row) => row.symbol)).toEqual(symbols);
  });
});

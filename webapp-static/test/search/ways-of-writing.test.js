// @ts-check
import { describe, expect, it } from 'vitest';
import { Catalogue } from '../../js/search/worker/catalogue.js';
import { builtInListings } from './built-in-listings.js';
import { generatedListings } from './generated-listings.js';

const BUILT_IN = builtInListings();
const catalogue = new Catalogue(BUILT_IN);
const large = new Catalogue([...generatedListings(30_000), ...BUILT_IN]);
/** @param {string} text @param {Catalogue} [of] */
const symbols = (text, of = catalogue) => of.search(text).map((row) => row.symbol.replace(/^(OANDA|BINANCE):/, ''));

describe('legal forms are the same, and not required', () => {
  it.each([
    ['microsoft corporation', 'MSFT'], ['microsoft corp', 'MSFT'], ['Microsoft Corp.', 'MSFT'], ['microsoft company', 'MSFT'],
    ['nvidia corporation', 'NVDA'], ['intel corporation', 'INTC'], ['oracle corporation', 'ORCL'],
    ['mcdonalds corporation', 'MCD'],
    ["mcdonald's company", 'MCD'], ['apple incorporated', 'AAPL'], ['apple company', 'AAPL'], ['Apple Inc.', 'AAPL'],
    ['apple ltd', 'AAPL'],
    ['apple limited', 'AAPL'], ['apple plc', 'AAPL'], ['apple inc common stock', 'AAPL'], ['coca cola company', 'KO'],
    ['coca cola co', 'KO'],
    ['The Coca-Cola Company', 'KO'], ['walt disney company', 'DIS'], ['the walt disney co', 'DIS'], ['ford motor company', 'F'],
    ['boeing company', 'BA'], ['the boeing company', 'BA'], ['exxon mobil corporation', 'XOM'],
    ['procter & gamble company', 'PG'],
    ['jpmorgan chase and company', 'JPM'], ['trade desk incorporated', 'TTD'], ['shell limited', 'SHEL'], ['clorox corp', 'CLX'],
    ['hp inc', 'HPQ'], ['nasdaq inc', 'NDAQ'], ['microsft corporation', 'MSFT'], ['mircosoft corp', 'MSFT'],
  ])('"%s" finds %s first', (text, symbol) => {
    expect(symbols(text)[0]).toBe(symbol);
    expect(symbols(text, large)[0]).toBe(symbol);
  });

  it.each([
    ['berkshire class b', 'BRK.B'], ['berkshire class a', 'BRK.A'], ['berkshire hathaway inc class b', 'BRK.B'],
    ['berkshire cl a', 'BRK.A'],
    ['berkshire b', 'BRK.B'], ['alphabet class c', 'GOOG'], ['alphabet inc class a', 'GOOGL'], ['google class a', 'GOOGL'],
  ])('a share class is significant: "%s" finds %s only', (text, symbol) => expect(symbols(text)).toEqual([symbol]));

  it('nor while the last one is being typed', () => {
    for (const name of ['microsoft corporation', 'apple incorporated', 'boeing company']) {
      for (let length = 5; length <= name.length; length += 1) {
        const begun = name.slice(0, length);
        expect([begun, symbols(begun)[0]]).toEqual([begun, symbols(name)[0]]);
      }
    }
  });

  it('finds each built-in row by its own description', () => {
    const missed = BUILT_IN.filter(({ description, symbol }) => catalogue.search(description)[0]?.symbol !== symbol);
    expect(missed.map(({ description }) => description)).toEqual([]);
  });
});

describe('a pair', () => {
  it.each([
    ['eur to usd', 'EUR_USD'], ['usd to eur', 'EUR_USD'], ['usd/eur', 'EUR_USD'], ['eur vs usd', 'EUR_USD'],
    ['eur in usd', 'EUR_USD'],
    ['eur / usd', 'EUR_USD'], ['euro to dollar', 'EUR_USD'], ['dollar to euro', 'EUR_USD'], ['euros to dollars', 'EUR_USD'],
    ['EURUSD=X', 'EUR_USD'], ['GBPUSD=X', 'GBP_USD'], ['JPY=X', 'USD_JPY'], ['usd to jpy', 'USD_JPY'], ['jpy to usd', 'USD_JPY'],
    ['dollar to yen', 'USD_JPY'], ['pound to dollar', 'GBP_USD'], ['gbp to eur', 'EUR_GBP'], ['swiss franc to dollar', 'USD_CHF'],
    ['gold in usd', 'XAU_USD'], ['silver to euro', 'XAG_EUR'], ['bitcoin to usd', 'BTCUSDT'], ['bitcoin usd', 'BTCUSDT'],
    ['bitcoin in dollars', 'BTCUSDT'], ['btc to usd', 'BTCUSDT'], ['BTC-USD', 'BTCUSDT'], ['usd to bitcoin', 'BTCUSDT'],
    ['ethereum to usd', 'ETHUSDT'], ['eth to btc', 'ETHBTC'], ['doge/usd', 'DOGEUSDT'], ['eur to', 'EUR_USD'],
    ['eur to u', 'EUR_USD'],
  ])('"%s" finds %s first', (text, symbol) => expect(symbols(text)[0]).toBe(symbol));

  it.each(['usd', 'USD', 'us dollar', 'us dollars'])('"%s" lists the major pairs first', (text) => {
    expect(symbols(text).slice(0, 7)).toEqual(['EUR_USD', 'USD_JPY', 'GBP_USD', 'USD_CHF', 'AUD_USD', 'USD_CAD', 'NZD_USD']);
  });
});

describe('the matches below the first one', () => {
  it.each([
    ['aapl', 'AAPL'], ['AAPL US', 'AAPL'], ['AAPL.US', 'AAPL'], ['AAPL:US', 'AAPL'], ['NASDAQ:AAPL', 'AAPL'], ['aapl.o', 'AAPL'],
    ['AAPL.OQ', 'AAPL'],
    ['ibm.n', 'IBM'], ['tsla', 'TSLA'], ['$tsla', 'TSLA'], ['tsla.us', 'TSLA'], ['att', 'T'], ['at&t', 'T'], ['AT & T', 'T'],
    ['meta', 'META'],
    ['stla', 'STLA'], ['gild', 'GILD'], ['3m', 'MMM'], ['j&j', 'JNJ'], ['eur to usd', 'EUR_USD'], ['usd/eur', 'EUR_USD'],
    ['EURUSD=X', 'EUR_USD'],
  ])('"%s" finds %s only', (text, symbol) => expect(symbols(text)).toEqual([symbol]));

  it('is so for each ticker of the built-in lists', () => {
    const guessed = BUILT_IN.flatMap(({ displaySymbol }) => {
      const direct = catalogue.direct(displaySymbol, 'all').rows;
      return catalogue.fuzzy(displaySymbol, 'all', direct).map(({ symbol }) => `${displaySymbol}: ${symbol}`);
    });
    // Both have the name that the first abbreviates.
    expect(guessed).toEqual(['GOOGL: GOOG']);
  });

  it.each(['dax', 'dax 40', 'cac', 'twitter'])('"%s", which is not listed, finds nothing', (text) => {
    expect(symbols(text)).toEqual([]);
  });

  it('ranks a prefix with its separators before one without', () => {
    const mahindra = { symbol: 'M&M.NS', displaySymbol: 'M&M.NS', description: 'MAHINDRA & MAHINDRA LTD', type: 'Common Stock' };
    expect(symbols('m&m', new Catalogue([...BUILT_IN, mahindra]))[0]).toBe('M&M.NS');
  });

  it('ranks a listed symbol before one found by reading its end as an exchange', () => {
    const other = { symbol: 'AAPL.N', displaySymbol: 'AAPL.N', description: 'OTHER INC', type: 'Common Stock' };
    expect(symbols('aapl.n', new Catalogue([...BUILT_IN, other]))).toEqual(['AAPL.N', 'AAPL']);
  });
});

describe('a name in an address', () => {
  it.each([
    ['BTC-USD', 'BINANCE:BTCUSDT'], ['eth/usd', 'BINANCE:ETHUSDT'], ['facebook', 'META'], ['Google', 'GOOG'], ['aapl.o', 'AAPL'],
    ['AAPL:US', 'AAPL'],
    ['EURUSD=X', 'OANDA:EUR_USD'], ['eur to usd', 'OANDA:EUR_USD'],
  ])('%s is %s, as in the search', (text, symbol) => {
    expect(catalogue.resolve(text)?.symbol).toBe(symbol);
    expect(catalogue.search(text)[0]?.symbol).toBe(symbol);
  });

  it.each(['apple', 'apple inc', 'facebok', 'bitcoin', 'usd', 'OTHER:BTCUSD', 'twitter'])('%s is not resolved', (text) => {
    expect(catalogue.resolve(text)).toBeUndefined();
  });
});

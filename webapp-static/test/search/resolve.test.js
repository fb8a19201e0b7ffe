// @ts-check
import { describe, expect, it } from 'vitest';
import { Catalogue } from '../../js/search/worker/catalogue.js';
import { exactSymbol } from '../../js/symbols/symbol-name.js';
import { builtInListings } from './built-in-listings.js';
import { generatedListings } from './generated-listings.js';

/** @param {string} symbol @param {string} description @param {string} [type] @param {string} [displaySymbol] */
const row = (symbol, description, type = 'Common Stock', displaySymbol = symbol) => ({ symbol, description, type, displaySymbol });

const catalogue = new Catalogue([...builtInListings(), row('NESN.SW', 'NESTLÉ SA-REG'), row('MUV2.DE', 'MÜNCHENER RÜCKVERSICHERUNGS-GESELLSCHAFT'),
  row('CARL-B.CO', 'CARLSBERG AS-B SØBORG'), row('M&M.NS', 'MAHINDRA & MAHINDRA LTD'), row('FXCM:EUR/RON', 'FXCM EUR/RON', 'Forex', 'EUR/RON'),
  row('UUP', 'INVESCO DB US DOLLAR INDEX BULLISH FUND', 'ETP'), row('FBL', 'GRANITESHARES 2X LONG FACEBOOK DAILY ETF', 'ETP'),
  row('APLY', 'YIELDMAX AAPL STOCK INCOME ETF', 'ETP')]);
const large = new Catalogue([...generatedListings(30_000), ...builtInListings()]);

describe('the first match', () => {
  it.each([
    ['AAPL US', 'AAPL'], ['AAPL.US', 'AAPL'], ['aapl us equity', 'AAPL'], ['NASDAQ:AAPL', 'AAPL'], ['nasdaq aapl', 'AAPL'], ['$TSLA', 'TSLA'],
    ['apple stock', 'AAPL'], ['apple share price', 'AAPL'], ['aple stock', 'AAPL'], ['bitcoin price', 'BINANCE:BTCUSDT'],
    ['price of gold', 'GOLD'], ['procter and gamble', 'PG'], ['procter & gamble', 'PG'], ['p&g', 'PG'], ['at&t', 'T'], ['j&j', 'JNJ'],
    ['facebook', 'META'], ['facebok', 'META'], ['google', 'GOOG'], ['alphabet', 'GOOG'], ['coca cola', 'KO'], ['coca-cola', 'KO'],
    ['cocacola', 'KO'], ['mcdonalds', 'MCD'], ["mcdonald's", 'MCD'], ['berkshire', 'BRK.B'], ['BRK B', 'BRK.B'], ['brk/b', 'BRK.B'],
    ['s&p 500', 'SPY'], ['sp500', 'SPY'], ['S & P 500', 'SPY'], ['dow jones', 'DIA'], ['dow', 'DOW'], ['nasdaq 100', 'QQQ'],
    ['us dollar', 'OANDA:EUR_USD'], ['eurusd', 'OANDA:EUR_USD'], ['eur/usd', 'OANDA:EUR_USD'], ['EUR USD', 'OANDA:EUR_USD'],
    ['nestle', 'NESN.SW'], ['Nestlé', 'NESN.SW'], ['münchener rück', 'MUV2.DE'], ['munchener', 'MUV2.DE'], ['muenchener', 'MUV2.DE'],
    ['carlsberg soborg', 'CARL-B.CO'], ['m&m.ns', 'M&M.NS'], ['mahindra and mahindra', 'M&M.NS'], ['fxcm:eur/ron', 'FXCM:EUR/RON'],
  ])('"%s" finds %s first', (text, symbol) => expect(catalogue.search(text)[0]?.symbol).toBe(symbol));

  it.each(['AAPL US', '$TSLA', 'apple stock', 'p&g', 'facebook', 's&p 500', 'dow jones', 'us dollar', 'microsft', 'telsa'])(
    '"%s" finds the same first among 30,000 more', (text) => {
      expect(large.search(text)[0]?.ticker).toBe(catalogue.search(text)[0]?.ticker);
    });

  it('lists the major pairs first for a currency', () => {
    expect(catalogue.search('us dollar').slice(0, 4).map(({ ticker }) => ticker)).toEqual(['EUR/USD', 'USD/JPY', 'GBP/USD', 'USD/CHF']);
    expect(catalogue.search('euro').slice(0, 1).map(({ ticker }) => ticker)).toEqual(['EUR/USD']);
  });

  it.each(['apple', 'visa', 'tesla', 'micro', 'amazon', 'bank of america', 'coca', 'ford motor'])('"%s" finds only names that begin with it', (text) => {
    const first = text.split(' ')[0];
    const odd = catalogue.search(text).filter(({ words, normalizedTicker }) => !words.includes(` ${first}`) && !normalizedTicker.startsWith(first));
    expect(odd.map(({ symbol }) => symbol)).toEqual([]);
  });
});

describe('a name in an address', () => {
  it.each([['$AAPL', 'AAPL'], ['aapl.us', 'AAPL'], ['brk b', 'BRK.B'], ['eurusd', 'OANDA:EUR_USD'], ['NASDAQ:AAPL', 'AAPL'], ['M&M.NS', 'M&M.NS']])(
    '%s is %s, as in the search', (text, symbol) => {
      expect(catalogue.resolve(text)?.symbol).toBe(symbol);
      expect(catalogue.search(text)[0]?.symbol).toBe(symbol);
    });

  it('is not matched fuzzily', () => {
    expect(['apple', 'aple', 'us dollar', 'NOSUCH'].map((text) => catalogue.resolve(text))).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('is the ticker without its $ if there is no list', () => {
    expect(['$aapl', 'brk.b', '$'].map((text) => exactSymbol(text)?.symbol)).toEqual(['AAPL', 'BRK.B', '$']);
  });
});

// @ts-check
import { describe, expect, it } from 'vitest';
import { matchedLetters } from '../../js/search/search-rows.js';
import { Catalogue, MAX_RESULTS } from '../../js/search/worker/catalogue.js';
import { toWords } from '../../js/symbols/symbol-name.js';

/** @param {string} symbol @param {string} description @param {string} [type] @param {string} [displaySymbol] */
const row = (symbol, description, type = 'Common Stock', displaySymbol = symbol) => ({ symbol, description, type, displaySymbol });

const LISTINGS = [
  row('APLE', 'APPLE HOSPITALITY REIT INC', 'REIT'),
  row('APPL', 'APPELL PETROLEUM CORP'),
  row('AAPL', 'APPLE INC'),
  row('AAPW', 'ROUNDHILL AAPL WEEKLYPAY ETF', 'ETP'),
  row('MSFT', 'MICROSOFT CORP'),
  row('MSTR', 'MICROSTRATEGY INC'),
  row('NVDA', 'NVIDIA CORP'),
  row('NVD', 'GRANITESHARES 2X SHORT NVDA DAILY ETF', 'ETP'),
  row('AMZN', 'AMAZON.COM INC'),
  row('TM', 'TOYOTA MOTOR CORP', 'ADR'),
  row('F', 'FORD MOTOR CO'),
  row('BRK.B', 'BERKSHIRE HATHAWAY INC CL B', 'Common Stock', 'BRK.B'),
  row('MCD', "MCDONALD'S CORP"),
  row('BITW', 'BITWISE 10 CRYPTO INDEX', 'ETP'),
  row('OANDA:EUR_AUD', 'Oanda EUR/AUD', 'Forex', 'EUR/AUD'),
  row('OANDA:EUR_USD', 'Oanda EUR/USD', 'Forex', 'EUR/USD'),
  row('OANDA:XAU_USD', 'Gold / US Dollar', 'Forex', 'XAU/USD'),
  row('BINANCE:ETHBTC', 'Binance ETHBTC', 'Crypto', 'ETH/BTC'),
  row('BINANCE:BTCEUR', 'Binance BTCEUR', 'Crypto', 'BTC/EUR'),
  row('BINANCE:BTCUSDT', 'Binance BTCUSDT', 'Crypto', 'BTC/USDT'),
  row('BINANCE:SOLUSDT', 'Binance SOLUSDT', 'Crypto', 'SOLUSDT'),
];
const catalogue = new Catalogue(LISTINGS);
/** @param {string} text */
const first = (text) => catalogue.search(text)[0]?.symbol;

describe('search', () => {
  it.each([
    ['aapl', 'AAPL'], ['AAPL', 'AAPL'], ['appl', 'APPL'], ['apple', 'AAPL'], ['Apple Inc', 'AAPL'],
    ['apple hosp', 'APLE'], ['f', 'F'], ['ms', 'MSFT'], ['amazon', 'AMZN'], ['mcdonalds', 'MCD'], ['motor ford', 'F'],
    ['microsft', 'MSFT'], ['mircosoft', 'MSFT'], ['nvdia', 'NVDA'], ['toyotta', 'TM'], ['brkb', 'BRK.B'],
    ['eurusd', 'OANDA:EUR_USD'], ['EUR/USD', 'OANDA:EUR_USD'], ['eur usd', 'OANDA:EUR_USD'], ['oanda:eur_usd', 'OANDA:EUR_USD'],
    ['euro dollar', 'OANDA:EUR_USD'], ['euro', 'OANDA:EUR_USD'], ['gold', 'OANDA:XAU_USD'],
    ['bitcoin', 'BINANCE:BTCUSDT'], ['bitcion', 'BINANCE:BTCUSDT'], ['btc', 'BINANCE:BTCUSDT'], ['solana', 'BINANCE:SOLUSDT'],
  ])('"%s" finds %s first', (text, symbol) => expect(first(text)).toBe(symbol));

  it('finds nothing in an empty list', () => {
    expect(catalogue.search('qqqqzzzz')).toEqual([]);
    expect(catalogue.search('   ')).toEqual([]);
    expect(catalogue.search('%')).toEqual([]);
  });

  it('returns each row once', () => {
    const found = catalogue.search('nvda');
    expect(new Set(found).size).toBe(found.length);
    expect(found[0].symbol).toBe('NVDA');
  });

  it('filters by kind', () => {
    const kinds = ['AAPL', 'AAPW', 'TM', 'OANDA:EUR_USD', 'BINANCE:BTCUSDT', 'APLE'].map((symbol) => catalogue.find(symbol)?.kind);
    expect(kinds).toEqual(['Stock', 'ETF', 'ADR', 'Forex', 'Crypto', 'Stock']);
  });

  it('resolves common notations in an address', () => {
    expect(catalogue.resolve('aapl')?.symbol).toBe('AAPL');
    expect(catalogue.resolve('EUR/USD')?.symbol).toBe('OANDA:EUR_USD');
    expect(catalogue.resolve('nothing')).toBeUndefined();
  });

  it('skips malformed rows', () => {
    const rows = /** @type {any[]} */ ([null, {}, { symbol: 3 }, { symbol: '' }, { symbol: 'X' }]);
    expect(new Catalogue(rows).size).toBe(1);
  });

  it('leaves out dissimilar rows', () => {
    const symbols = (/** @type {string} */ text) => catalogue.search(text).map((one) => one.symbol);
    expect(symbols('microsft')).toEqual(['MSFT', 'MSTR']);
    expect(symbols('apple')).toEqual(['AAPL', 'APLE']);
  });

  it('finds the best match among 30,000 rows', () => {
    const many = Array.from({ length: 30_000 }, (_, i) => row(`T${i.toString(36).toUpperCase()}`, `COMPANY ${toWords(String(i * 7919))} HOLDINGS INC`));
    const large = new Catalogue([...many, ...LISTINGS]);
    expect(large.search('microsft')[0].symbol).toBe('MSFT');
    expect(large.search('company')).toHaveLength(MAX_RESULTS);
  });
});

describe('matchedLetters', () => {
  /** @param {string} text @param {string} query */
  const marked = (text, query) => matchedLetters(text, query).map((piece) => (piece.matched ? `[${piece.text}]` : piece.text)).join('');

  it.each([
    ['APPLE INC', 'apple', '[APPLE] INC'], ['NVIDIA', 'nvdia', '[NV]I[DIA]'], ['Euro / US Dollar', 'euro dollar', '[Euro] / US [Dollar]'],
    ['APPLE', 'xyz', 'APPLE'], ['APPLE', '', 'APPLE'], ['İX', 'x', 'İX'],
  ])('marks in "%s" for "%s": %s', (text, query, expected) => expect(marked(text, query)).toBe(expected));
});

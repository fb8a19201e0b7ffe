// @ts-check
import { expect, it } from 'vitest';
import { sourceName, sourceText, splitText } from '../../js/prices/sources.js';

it('has a name for each source', () => {
  expect(['recorded', 'finnhub', 'stooq'].map(sourceName)).toEqual(['recorded here', 'Finnhub', 'stooq']);
});

it.each([
  [{ id: 'finnhub' }, 'AAPL', 'Finnhub'],
  [{ id: 'alpaca', isAdjusted: true }, 'AAPL', 'Alpaca (adjusted for splits)'],
  [{ id: 'ecb', isWithoutVolume: true }, 'OANDA:EUR_USD', 'ECB reference rate (no volume)'],
  [{ id: 'coinbase' }, 'BINANCE:BTCUSDT', 'Coinbase (another exchange)'],
  [{ id: 'coinbase' }, 'COINBASE:BTC-USD', 'Coinbase'],
  [{ id: 'kraken', isAdjusted: true, isWithoutVolume: true }, 'BTC', 'Kraken (another exchange, adjusted for splits, no volume)'],
])('describes %j for %s', (run, symbol, text) => {
  expect(sourceText(run, symbol)).toBe(text);
});

it('writes a split with whole numbers', () => {
  expect([4, 2, 1.5, 20, 0.1, 0.5, 0.0333, 3.02].map(splitText)).toEqual(['4:1', '2:1', '3:2', '20:1', '1:10', '1:2', '1:30', '3:1']);
});

// @ts-check
import crypto from '../../../src/main/resources/stockchart/simulator/crypto.csv?raw';
import forex from '../../../src/main/resources/stockchart/simulator/forex.csv?raw';
import stocks from '../../../src/main/resources/stockchart/simulator/stocks.csv?raw';

/** @param {string} text @param {string} kind */
const rows = (text, kind) => text.trim().split('\n').slice(1).map((line) => {
  const [symbol, displaySymbol, description, type] = line.split(',');
  return { symbol, displaySymbol, description, type: type || kind };
});

/** The simulator's lists, as the server serves them. */
export function builtInListings() {
  return [...rows(stocks, ''), ...rows(forex, 'Forex'), ...rows(crypto, 'Crypto')].sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
}

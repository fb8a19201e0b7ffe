// Uses two of Finnhub's clients against another base address, and prints what they return as JSON.
// Usage: node finnhub-clients.js <base address> <token> <now, in seconds>
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';

const [base, token, seconds] = process.argv.slice(2);
const now = Number(seconds);
const require = createRequire(import.meta.url);

/** Finnhub's own client has its address in its code. */
function official() {
  const file = require.resolve('finnhub');
  const changed = new Module(file);
  changed.filename = file;
  changed.paths = Module._nodeModulePaths(file);
  changed._compile(readFileSync(file, 'utf8').replace('https://finnhub.io/api/v1', base), file);
  const client = new changed.exports.DefaultApi(token);
  return (method, ...parameters) => new Promise((resolve) => {
    client[method](...parameters, (error, data) => resolve(error === null ? { data } : { error }));
  });
}

/** A client generated from Finnhub's OpenAPI document. */
function generated() {
  const { Configuration, DefaultApi } = require('finnhub-ts');
  const client = new DefaultApi(new Configuration({ apiKey: token, basePath: base }));
  return (method, ...parameters) => client[method](...parameters)
    .then(({ data }) => ({ data }), ({ response }) => ({ error: response.data, status: response.status }));
}

/** @param {unknown[]} options what a method takes besides, empty for most */
async function answers(call, options) {
  return {
    quote: await call('quote', 'AAPL'),
    stock: await call('stockCandles', 'AAPL', 'D', now - 30 * 86_400, now),
    forex: await call('forexCandles', 'OANDA:EUR_USD', '60', now - 7 * 86_400, now),
    crypto: await call('cryptoCandles', 'BINANCE:BTCUSDT', '1', now - 3_600, now),
    none: await call('cryptoCandles', 'BINANCE:NOSUCH', 'D', now - 86_400, now),
    symbols: await call('stockSymbols', 'US', ...options),
    pairs: await call('forexSymbols', 'oanda'),
    coins: await call('cryptoSymbols', 'BINANCE'),
    search: await call('symbolSearch', 'apple', ...options),
    absent: await call('companyPeers', 'AAPL', ...options),
  };
}

const own = official();
const other = generated();
process.stdout.write(JSON.stringify({
  official: { ...await answers(own, [{}]), status: await own('marketStatus', 'US') },
  generated: await answers(other, []),
}));

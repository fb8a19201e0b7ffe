// @ts-check

/** The source of what the server has recorded itself, and of what arrives over the socket. */
export const RECORDED = 'recorded';
/** The names of sources as the reader sees them; any other source is called by its own. @type {ReadonlyMap<string, string>} */
const NAMES = new Map([
  [RECORDED, 'recorded here'], ['finnhub', 'Finnhub'], ['quote', 'Finnhub quote'], ['simulator', 'demo data'], ['binance', 'Binance'],
  ['coinbase', 'Coinbase'], ['kraken', 'Kraken'], ['bitstamp', 'Bitstamp'], ['alpaca', 'Alpaca'], ['ecb', 'ECB reference rate'],
]);
/** Sources that are exchanges: their prices are not those of another one. */
const EXCHANGES = ['binance', 'coinbase', 'kraken', 'bitstamp'];
/** The largest second number of a ratio. */
const MOST_PARTS = 10;
const NEAR = 0.01;

/** @param {string} id */
export function sourceName(id) {
  return NAMES.get(id) ?? id;
}

/**
 * A text on how the candles of a source differ from those of the symbol's own market; empty if they do not.
 * @param {Pick<import('./archive.js').Run, 'id' | 'isAdjusted' | 'isWithoutVolume'>} run
 * @param {string} symbol
 */
export function sourceNotes({ id, isAdjusted, isWithoutVolume }, symbol) {
  const [exchange] = symbol.toLowerCase().split(':');
  const notes = [];
  if (EXCHANGES.includes(id) && id !== exchange) notes.push('another exchange');
  if (isAdjusted) notes.push('adjusted for splits');
  if (isWithoutVolume) notes.push('no volume');
  return notes.join(', ');
}

/**
 * The name of a source, with how its candles differ.
 * @param {Pick<import('./archive.js').Run, 'id' | 'isAdjusted' | 'isWithoutVolume'>} run
 * @param {string} symbol
 */
export function sourceText(run, symbol) {
  const notes = sourceNotes(run, symbol);
  return notes === '' ? sourceName(run.id) : `${sourceName(run.id)} (${notes})`;
}

/** A split in the usual form: 4:1 if one share became four. @param {number} ratio  shares after it for one before */
export function splitText(ratio) {
  for (let parts = 1; parts <= MOST_PARTS; parts += 1) {
    const shares = Math.round(ratio * parts);
    if (shares > 0 && Math.abs(ratio * parts - shares) <= NEAR * shares) return `${shares}:${parts}`;
  }
  return `1:${Math.round(1 / ratio)}`;
}

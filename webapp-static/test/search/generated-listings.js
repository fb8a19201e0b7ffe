// @ts-check

const STEMS = ['apple', 'micro', 'soft', 'gen', 'bio', 'energy', 'first', 'united', 'nova', 'quant', 'delta', 'omni', 'solar',
  'trans',
  'inter', 'data', 'green', 'blue', 'star', 'north', 'pacific', 'capital', 'motor', 'medi', 'cyber', 'gold', 'silver', 'royal'];
const ENDS = ['INC', 'CORP', 'HOLDINGS INC', 'LTD', 'GROUP PLC', 'TRUST ETF', 'CO', 'TECHNOLOGIES INC', "SYSTEM'S CORP", 'CL A'];
const CODES = ['USD', 'EUR', 'GBP', 'JPY', 'AUD', 'CAD', 'CHF', 'SEK', 'XAU', 'NOK'];

/**
 * The requested number of listings, always the same: the size and shape of Finnhub's lists, names invented.
 * @param {number} count
 */
export function generatedListings(count) {
  let state = 42;
  /** @param {number} below */
  const next = (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  /** @template T @param {T[]} among */
  const one = (among) => among[next(among.length)];
  const letters = (/** @type {number} */ length) => Array.from({ length }, () => String.fromCharCode(65 + next(26))).join('');
  return Array.from({ length: count }, (_, i) => {
    if (i % 15 === 0) {
      const [base, quote] = [one(CODES), one(CODES)];
      const displaySymbol = `${base}/${quote}`;
      return { symbol: `OANDA:${base}_${quote}${i}`, displaySymbol, description: `Oanda ${displaySymbol}`, type: 'Forex' };
    }
    if (i % 15 === 1) {
      const code = letters(3 + next(2));
      return { symbol: `BINANCE:${code}USDT`, displaySymbol: `${code}/USDT`, description: `Binance ${code}USDT`, type: 'Crypto' };
    }
    const symbol = letters(1 + next(4)) + i.toString(36).toUpperCase();
    const description = `${one(STEMS)}${one(STEMS)} ${one(STEMS)} ${letters(4)} ${one(ENDS)}`.toUpperCase();
    return { symbol, displaySymbol: symbol, description, type: one(['Common Stock', 'Common Stock', 'ETP', 'ADR', 'REIT']) };
  });
}

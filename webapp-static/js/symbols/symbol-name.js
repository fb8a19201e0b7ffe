// @ts-check

/**
 * The server's rule (market/Symbol.java): 1 to 64 printable characters, no quotes or backslash, no space at either end. Category
 * C is controls, directional characters and the like; Z is white space, of which only the plain one is taken.
 */
const WELL_FORMED = /^(?! )(?!.* $)(?:[^\p{C}\p{Z}"'\\]| ){1,64}$/u;
/** Letters that do not decompose into a base letter and an accent, and their replacements. @type {Record<string, string>} */
const LETTERS = { ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ı: 'i' };

/**
 * Whether a text is a well-formed symbol, so that it may be subscribed.
 * @param {string} text
 */
export function isWellFormed(text) {
  return WELL_FORMED.test(text);
}

/**
 * The symbol that a text names while there is no list: in capitals, as Finnhub's are, and without the `$` that marks a ticker.
 * @param {string} text
 * @returns {import('./known-symbols.js').Entry | undefined} as little as is known of it
 */
export function exactSymbol(text) {
  const symbol = text.normalize('NFKC').trim().toUpperCase().replace(/^\$(?=[A-Z])/, '');
  return isWellFormed(symbol) ? { symbol, ticker: symbol, name: '', kind: 'Stock' } : undefined;
}

/**
 * A ticker normalised for comparison: no exchange, no separators, lower case.
 * `OANDA:EUR_USD`, `EUR/USD` and `eur usd` all become `eurusd`.
 * @param {string} ticker
 */
export function normalizeTicker(ticker) {
  return ticker.slice(ticker.indexOf(':') + 1).toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Words in lower case between single spaces, with one space at each end: ` apple inc `. `&` and "and" are the same.
 * @param {string} text
 */
export function toWords(text) {
  const plain = /^[ -~]*$/.test(text) ? text.toLowerCase() : text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase()
    .replace(/[ßøæœłđı]/g, (letter) => LETTERS[letter]);
  return ` ${plain.replace(/['’]/g, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `.replace(/ and (?=[^ ])/g, ' ');
}

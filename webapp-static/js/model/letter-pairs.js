// @ts-check

/**
 * The pairs of letters that stand side by side in the words of a text, each once.
 * @param {string} words
 */
export function letterPairs(words) {
  const pairs = new Set();
  for (const word of words.trim().split(' ')) {
    for (let i = 0; i + 1 < word.length; i += 1) pairs.add(word.slice(i, i + 2));
  }
  return /** @type {string[]} */ ([...pairs]);
}

/** Part of the query's letter pairs a row must share to be looked at closely. */
const MIN_SHARED = 0.4;

/**
 * Which rows have which letter pairs: a typing error spoils at most two, so the rows that share
 * many with a query are those worth comparing letter by letter. Rows are added in ascending order.
 */
export class LetterPairs {
  /** @type {Map<string, number[]>} */ #rowsOf = new Map();
  #size = 0;

  /** @param {number} row @param {string} words */
  add(row, words) {
    this.#size = row + 1;
    for (let i = 0; i + 1 < words.length; i += 1) {
      if (words[i] !== ' ' && words[i + 1] !== ' ') this.#note(words.slice(i, i + 2), row);
    }
  }

  /** @param {string} pair @param {number} row */
  #note(pair, row) {
    const rows = this.#rowsOf.get(pair);
    if (!rows) this.#rowsOf.set(pair, [row]);
    else if (rows[rows.length - 1] !== row) rows.push(row);
  }

  /**
   * Rows that share enough pairs, those that share most first, else in their own order.
   * @param {string[]} pairs
   * @param {(row: number) => boolean} accepts
   * @param {number} limit
   */
  sharing(pairs, accepts, limit) {
    const shared = new Uint16Array(this.#size);
    for (const pair of pairs) {
      for (const row of this.#rowsOf.get(pair) ?? []) shared[row] += 1;
    }
    const needed = Math.max(1, Math.ceil(pairs.length * MIN_SHARED));
    /** @type {number[][]} */
    const byMisses = Array.from({ length: pairs.length - needed + 1 }, () => []);
    for (let row = 0; row < shared.length; row += 1) {
      if (shared[row] >= needed && accepts(row)) byMisses[pairs.length - shared[row]].push(row);
    }
    return byMisses.flat().slice(0, limit);
  }
}

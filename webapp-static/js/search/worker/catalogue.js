// @ts-check
import { passes } from '../../symbols/kinds.js';
import { toRow } from './catalogue-row.js';
import { lacksOne } from './fuzzy.js';
import { NameIndex } from './name-index.js';
import { EXACT_TICKER, NO_MATCH, TopK, WHOLE_NAME, isByWord, rankOf, toFuzzyQuery, toQueries } from './ranking.js';

/**
 * @typedef {import('./catalogue-row.js').Row} Row
 * @typedef {import('./catalogue-row.js').Listing} Listing
 * @typedef {import('../../symbols/kinds.js').Filter} Filter
 * @typedef {{ rows: Row[], total: number }} Found  the best rows, and how many there are
 */

/** Rows offered at once. */
export const MAX_RESULTS = 20;
/** With fewer direct hits than this, fuzzy matches are appended. */
const FEW_HITS = 6;
/** Shortest query that is matched fuzzily. */
const MIN_FUZZY = 3;
/** Fuzzy matches whose cost exceeds the best by more are dropped. */
const COST_MARGIN = 0.13;
/** Rows prepared per slice: a few milliseconds. */
const SLICE = 500;

/** The symbols offered to the search box, indexed; immutable once built. */
export class Catalogue {
  /** @type {Row[]} */ #rows = [];
  /** @type {Map<string, Row>} */ #bySymbol = new Map();
  #names = new NameIndex();

  /** @param {readonly Listing[]} [listings] */
  constructor(listings = []) {
    listings.forEach((listing) => this.#add(listing));
    this.#names.sort();
  }

  /**
   * Builds a catalogue with pauses, so that a shared thread is not blocked.
   * @param {readonly Listing[]} listings
   * @param {() => Promise<void>} pause
   */
  static async inSlices(listings, pause) {
    const catalogue = new Catalogue();
    for (let from = 0; from < listings.length; from += SLICE) {
      listings.slice(from, from + SLICE).forEach((listing) => catalogue.#add(listing));
      await pause();
    }
    catalogue.#names.sort();
    return catalogue;
  }

  /** Whether there is no row of that symbol. @param {string} symbol */
  lacks(symbol) {
    return !this.#bySymbol.has(symbol);
  }

  get size() {
    return this.#rows.length;
  }

  /** @param {string} symbol */
  find(symbol) {
    return this.#bySymbol.get(symbol);
  }

  /**
   * The row that a name in an address means, read as the search reads a ticker or another name of a symbol: `aapl`, `eur/usd`,
   * `$AAPL`, `brk b`, `BTC-USD`, `facebook`. A symbol with its exchange must match with its separators, because it may not be
   * listed.
   * @param {string} text
   * @returns {Row | undefined}
   */
  resolve(text) {
    return this.find(text) ?? this.#best(text, 'all', 1, /[:.]/.test(text) ? EXACT_TICKER : WHOLE_NAME).rows[0];
  }

  /**
   * The best rows for a query: exact tickers, prefixes, then fuzzy matches.
   * @param {string} text
   * @param {Filter} [filter]
   */
  search(text, filter = 'all') {
    const { rows } = this.direct(text, filter);
    return [...rows, ...this.fuzzy(text, filter, rows)];
  }

  /**
   * Rows whose ticker or name equals the query or begins with it.
   * @param {string} text
   * @param {Filter} filter
   * @param {ReadonlySet<string>} [preferred]  symbols sorted before all others
   * @returns {Found}
   */
  direct(text, filter, preferred) {
    return this.#best(text, filter, MAX_RESULTS, NO_MATCH, preferred);
  }

  /**
   * @param {string} text
   * @param {Filter} filter
   * @param {number} limit
   * @param {number} below  a rank that is not good enough
   * @param {ReadonlySet<string>} [preferred]
   * @returns {Found}
   */
  #best(text, filter, limit, below, preferred) {
    const best = new TopK(limit);
    if (text.trim() === '') return { rows: [], total: 0 };
    const queries = toQueries(text.trim());
    for (const order of this.#names.candidates(queries)) {
      const row = this.#rows[order];
      const rank = passes(row, filter) ? Math.min(...queries.map((query) => rankOf(row, query))) : NO_MATCH;
      if (rank < below) best.offer({ row, rank, order, isPreferred: preferred?.has(row.symbol) ?? false });
    }
    return { rows: best.rows, total: best.total };
  }

  /**
   * Whether the query may be misspelt: few rows were found, and none by a whole word.
   * @param {string} text
   * @param {readonly Row[]} direct
   */
  needsFuzzy(text, direct) {
    const queries = toQueries(text.trim());
    return direct.length < FEW_HITS && queries[0].joined.length >= MIN_FUZZY
      && !direct.some((row) => queries.some((query) => isByWord(row, query)));
  }

  /**
   * Fuzzy matches, which follow the direct ones: rows that differ by a typing error.
   * @param {string} text
   * @param {Filter} filter
   * @param {readonly Row[]} direct
   * @param {ReadonlySet<string>} [preferred]  symbols sorted before all others
   * @returns {Row[]}
   */
  fuzzy(text, filter, direct, preferred) {
    if (!this.needsFuzzy(text, direct)) return [];
    const query = toFuzzyQuery(text.trim());
    // Beside direct matches, only names whose first word is typed less one letter are useful, and beside an exact ticker only if
    // its own name is.
    const isMeant = (/** @type {Row} */ { coreNames }) => coreNames.some((core) => lacksOne(query.joined, core.split(' ')[1]));
    if (direct.some((row) => rankOf(row, query) < WHOLE_NAME) && !direct.some(isMeant)) return [];
    const near = this.#names.similarTo(query).map(({ order, cost }) => ({ row: this.#rows[order], cost }))
      .filter(({ row }) => passes(row, filter) && !direct.includes(row) && (direct.length === 0 || isMeant(row)))
      .sort((a, b) => a.cost - b.cost || a.row.popularity - b.row.popularity || a.row.words.length - b.row.words.length);
    const worst = (near[0]?.cost ?? 0) + COST_MARGIN;
    const isLater = (/** @type {Row} */ { symbol }) => Number(!preferred?.has(symbol));
    return near.filter(({ cost }) => cost <= worst).map(({ row }) => row)
      .sort((a, b) => isLater(a) - isLater(b)).slice(0, MAX_RESULTS - direct.length);
  }

  /** @param {Listing} listing */
  #add(listing) {
    if (typeof listing?.symbol !== 'string' || listing.symbol === '') return;
    const row = toRow(listing);
    const order = this.#rows.push(row) - 1;
    this.#bySymbol.set(row.symbol, row);
    this.#names.add(order, row);
  }
}

// @ts-check
import { passes } from '../../symbols/kinds.js';
import { toRow } from './catalogue-row.js';
import { NameIndex } from './name-index.js';
import { EXACT_TICKER, WHOLE_NAME, bestOf, isLessOne, isMeant, toFuzzyQuery, toHits, toQueries } from './ranking.js';

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
  /** Rows added, also those of the same symbol. */ #size = 0;
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

  get size() {
    return this.#size;
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
    const limit = /[:.]/.test(text) ? EXACT_TICKER : WHOLE_NAME;
    return this.find(text) ?? bestOf(this.#hits(text).filter(({ rank }) => rank < limit), 1)[0];
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
    const hits = this.#hits(text, filter);
    return { rows: bestOf(hits, MAX_RESULTS, preferred), total: hits.length };
  }

  /** @param {string} text @param {Filter} [filter] */
  #hits(text, filter = 'all') {
    const queries = toQueries(text.trim());
    return toHits([...this.#names.candidates(queries)].filter((row) => passes(row, filter)), queries);
  }

  /**
   * Whether the query may be misspelt: few rows were found, and none that is meant.
   * @param {string} text
   * @param {readonly Row[]} direct
   */
  needsFuzzy(text, direct) {
    const queries = toQueries(text.trim());
    return direct.length < FEW_HITS && queries.some(({ joined }) => joined.length >= MIN_FUZZY)
      && !direct.some((row) => queries.some((query) => isMeant(row, query)));
  }

  /**
   * Fuzzy matches, which follow the direct ones: rows that differ by a typing error. Beside direct matches, only names whose
   * beginning is typed less one letter are useful.
   * @param {string} text
   * @param {Filter} filter
   * @param {readonly Row[]} direct
   * @param {ReadonlySet<string>} [preferred]  symbols sorted before all others
   * @returns {Row[]}
   */
  fuzzy(text, filter, direct, preferred) {
    if (!this.needsFuzzy(text, direct)) return [];
    const query = toFuzzyQuery(text.trim());
    const near = Array.from(this.#names.similarTo(query), ([row, rank]) => ({ row, rank }))
      .filter(({ row }) => passes(row, filter) && !direct.includes(row) && (direct.length === 0 || isLessOne(row, query)));
    const least = near.reduce((least, { rank }) => Math.min(least, rank), Infinity);
    return bestOf(near.filter(({ rank }) => rank <= least + COST_MARGIN), MAX_RESULTS - direct.length, preferred);
  }

  /** @param {Listing} listing */
  #add(listing) {
    if (typeof listing?.symbol !== 'string' || listing.symbol === '') return;
    const row = toRow(listing, this.#size);
    this.#size += 1;
    this.#bySymbol.set(row.symbol, row);
    this.#names.add(row);
  }
}

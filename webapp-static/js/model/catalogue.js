// @ts-check
import { fuzzy } from './fuzzy.js';
import { toRow } from './catalogue-row.js';
import { passes } from './kinds.js';
import { NameIndex } from './name-index.js';
import { BestHits, NO_MATCH, rankOf, toQuery } from './ranking.js';

/**
 * @typedef {import('./catalogue-row.js').Row} Row
 * @typedef {import('./catalogue-row.js').Listing} Listing
 * @typedef {import('./kinds.js').Filter} Filter
 * @typedef {{ rows: Row[], total: number }} Found  the best rows, and how many there are
 */

/** Rows offered at once. */
export const MAX_RESULTS = 20;
/** With fewer direct hits than this, forgiving matches follow them. */
const FEW = 6;
/** Fewer letters have no typing errors. */
const MIN_FORGIVING = 3;
const MAX_CANDIDATES = 100;
/** Rows prepared in one go where other work must not wait: a few milliseconds. */
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
   * Builds one with pauses, for a thread that has other things to do.
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

  /** Tells that there is no row of that symbol. @param {string} symbol */
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
   * The row a person means by a name in an address: `aapl`, `eur/usd`.
   * @param {string} text
   * @returns {Row | undefined}
   */
  resolve(text) {
    return this.find(text) ?? this.#rows[this.#names.named(text.trim().toLowerCase()) ?? -1];
  }

  /**
   * The best rows for what was typed: exact tickers, prefixes, then forgiving matches.
   * @param {string} text
   * @param {Filter} [filter]
   */
  search(text, filter = 'all') {
    const { rows } = this.direct(text, filter);
    return [...rows, ...this.forgiving(text, filter, rows)];
  }

  /**
   * Rows that have what was typed as a ticker or name, or at the start of one.
   * @param {string} text
   * @param {Filter} filter
   * @param {ReadonlySet<string>} [preferred]  symbols that come before all others
   * @returns {Found}
   */
  direct(text, filter, preferred) {
    const typed = text.trim();
    const best = new BestHits(MAX_RESULTS);
    if (typed === '') return { rows: [], total: 0 };
    const query = toQuery(typed);
    for (const order of this.#names.candidates(query)) {
      const row = this.#rows[order];
      const rank = passes(row, filter) ? rankOf(row, query) : NO_MATCH;
      if (rank !== NO_MATCH) best.offer({ row, rank, order, isPreferred: preferred?.has(row.symbol) ?? false });
    }
    return { rows: best.rows, total: best.total };
  }

  /**
   * Whether so few rows were found that forgiving ones should follow.
   * @param {string} text
   * @param {readonly Row[]} direct
   */
  wantsForgiving(text, direct) {
    return direct.length < FEW && toQuery(text.trim()).words.trim().length >= MIN_FORGIVING;
  }

  /**
   * Rows that follow the direct ones: those that differ by a typing error.
   * @param {string} text
   * @param {Filter} filter
   * @param {readonly Row[]} direct
   * @param {ReadonlySet<string>} [preferred]  symbols that come before all others
   * @returns {Row[]}
   */
  forgiving(text, filter, direct, preferred) {
    if (!this.wantsForgiving(text, direct)) return [];
    const query = toQuery(text.trim());
    const near = this.#names.like(query).map(({ order, cost }) => ({ row: this.#rows[order], cost }))
      .filter(({ row }) => passes(row, filter)).sort((a, b) => a.cost - b.cost || a.row.liking - b.row.liking);
    const found = fuzzy(near.slice(0, MAX_CANDIDATES), query, direct.length > 0);
    const isLater = (/** @type {Row} */ { symbol }) => Number(!preferred?.has(symbol));
    return found.filter((row) => !direct.includes(row)).sort((a, b) => isLater(a) - isLater(b)).slice(0, MAX_RESULTS - direct.length);
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

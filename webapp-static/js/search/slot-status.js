// @ts-check

/** @typedef {'' | 'live now' | 'open now' | 'no free slot'} Mark  what is said of a symbol beside its name */

/** @param {unknown} value @returns {Record<string, unknown>} */
const toFields = (value) => (typeof value === 'object' && value !== null ? /** @type {Record<string, unknown>} */ (value) : {});

/** Which symbols the server carries now, and whether it can carry more: read from its status. */
export class SlotStatus {
  /** Viewers by symbol; a symbol without any is about to give its slot back. @type {Map<string, number>} */ #viewers;
  #isFull;

  /** @param {unknown} [status]  what `api/status` said; nothing is known without */
  constructor(status) {
    const { symbols, slots } = toFields(status);
    const { used, total } = toFields(slots);
    this.#viewers = new Map(Object.entries(toFields(symbols)).map(([symbol, count]) => [symbol, Number(count)]));
    this.#isFull = typeof used === 'number' && typeof total === 'number' && used >= total
      && ![...this.#viewers.values()].includes(0);
  }

  /**
   * The symbols that can still be opened when no other can; empty while any can. Those that most people watch first.
   * @param {string} leaving  the symbol this page gives back when it opens another; empty if none
   */
  running(leaving) {
    if (!this.#isFullWithout(leaving)) return [];
    return [...this.#viewers].sort((a, b) => b[1] - a[1]).map(([symbol]) => symbol);
  }

  /**
   * @param {string} symbol
   * @param {string} leaving  the symbol this page gives back when it opens another; empty if none
   * @returns {Mark}
   */
  markOf(symbol, leaving) {
    const isFull = this.#isFullWithout(leaving);
    if (this.#viewers.has(symbol)) return isFull ? 'open now' : 'live now';
    return isFull ? 'no free slot' : '';
  }

  /** @param {string} leaving */
  #isFullWithout(leaving) {
    return this.#isFull && this.#viewers.get(leaving) !== 1;
  }
}

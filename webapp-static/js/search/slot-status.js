// @ts-check

/** @typedef {'' | 'live now' | 'open now' | 'waits in line'} Mark  the mark beside a symbol's name */

/** @param {unknown} value @returns {Record<string, unknown>} */
const toFields = (value) => (typeof value === 'object' && value !== null ? /** @type {Record<string, unknown>} */ (value) : {});

/** Which symbols the server streams now, and whether it has free slots, from its status. */
export class SlotStatus {
  /** Viewers by symbol; one without viewers will soon release its slot. @type {Map<string, number>} */ #viewers;
  #isFull;

  /** @param {unknown} [status]  the answer of `api/status`; without one nothing is known */
  constructor(status) {
    const { symbols, slots } = toFields(status);
    const { used, total } = toFields(slots);
    this.#viewers = new Map(Object.entries(toFields(symbols)).map(([symbol, count]) => [symbol, Number(count)]));
    this.#isFull = typeof used === 'number' && typeof total === 'number' && used >= total
      && ![...this.#viewers.values()].includes(0);
  }

  /**
   * The only symbols that stream at once while all slots are used, the most watched first; empty while there are free slots.
   * @param {string} leaving  the symbol that this page unsubscribes when it opens another; empty if none
   */
  running(leaving) {
    if (!this.#isFullWithout(leaving)) return [];
    return [...this.#viewers].sort((a, b) => b[1] - a[1]).map(([symbol]) => symbol);
  }

  /**
   * @param {string} symbol
   * @param {string} leaving  the symbol that this page unsubscribes when it opens another; empty if none
   * @returns {Mark}
   */
  markOf(symbol, leaving) {
    const isFull = this.#isFullWithout(leaving);
    if (this.#viewers.has(symbol)) return isFull ? 'open now' : 'live now';
    return isFull ? 'waits in line' : '';
  }

  /** @param {string} leaving */
  #isFullWithout(leaving) {
    return this.#isFull && this.#viewers.get(leaving) !== 1;
  }
}

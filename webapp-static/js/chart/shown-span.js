// @ts-check
import { DAY, HOUR, MINUTE } from '../prices/candle-book.js';
import { isLong } from './viewport.js';

/**
 * @typedef {import('../prices/live-symbol.js').LiveSymbol} LiveSymbol
 * @typedef {import('../prices/history.js').History} History
 * @typedef {import('../prices/history.js').Want} Want
 */

/** How long the chart waits for history, so that a line appears in one step; an automatic range is not worth as much, ms. */
const PATIENCE = 1_000;
const AUTO_PATIENCE = 400;
/** History that comes later than this does not change an automatic range any more, ms. */
const AUTO_WITHIN = 3_000;
/** With less history than this a day would be mostly empty, ms. */
const LEAST_DAY = 4 * HOUR;

/** Which span of time the chart shows: the one chosen as soon as its history has come, or the automatic one. */
export class ShownSpan {
  /** @type {number | undefined} */ #shown;
  /** @type {number | undefined} */ #target;
  /** When the target was chosen, ms of the animation frames. */
  #since = 0;
  #begun = 0;
  #isAutomatic = false;
  #isDrawn = false;

  /** The span that the automatic range has; undefined as long as it depends on the trades. */
  get automatic() { return this.#isAutomatic ? DAY : undefined; }

  /** Another symbol is shown. @param {number} now */
  startOver(now) {
    this.#begun = now;
    this.#since = now;
    this.#isAutomatic = false;
    this.#isDrawn = false;
  }

  /**
   * @param {number | undefined} chosen  ms; undefined for automatic
   * @param {LiveSymbol} live
   * @param {History | undefined} history
   * @param {Want | undefined} want  what the chosen span needs
   * @param {number} now
   * @returns {{ span: number | undefined, isWaiting: boolean, isBlank: boolean }} `isWaiting`: it is another one than chosen;
   * `isBlank`: nothing is to be drawn yet
   */
  update(chosen, live, history, want, now) {
    const { archive } = live.book;
    if (!this.#isAutomatic && now - this.#begun < AUTO_WITHIN) this.#isAutomatic = hasDay(live);
    const target = chosen ?? this.automatic;
    if (target !== this.#target) {
      this.#target = target;
      this.#since = now;
    }
    const isLoading = history?.isLoading(live) ?? false;
    const isLacking = want === undefined ? !archive.hasAny : !archive.covers(want.interval, want.from);
    const patience = chosen === undefined ? AUTO_PATIENCE : PATIENCE;
    const waits = isLoading && isLacking && now - this.#since < patience && (chosen === undefined || isLong(chosen));
    const isBlank = waits && !this.#isDrawn;
    if (!waits || chosen === undefined) this.#shown = target;
    if (!isBlank) this.#isDrawn = true;
    return { span: this.#shown, isWaiting: waits, isBlank };
  }
}

/** Whether a day of history is known, and not only what was recorded just now. @param {LiveSymbol} live */
function hasDay({ book }) {
  const first = book.minutes[0];
  const last = book.minutes.at(-1);
  return book.archive.known(MINUTE) !== undefined && first !== undefined && last !== undefined && last.x - first.x >= LEAST_DAY;
}

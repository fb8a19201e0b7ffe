// @ts-check

/**
 * @typedef {{ min: number, max: number }} Range
 * @typedef {object} Known  the time that could be shown
 * @property {number} from  of the oldest thing known, ms
 * @property {number} to    of the newest, ms
 * @property {number} auto  where a chart that suits this symbol would begin
 */

/** Nearer than this, neighbouring milliseconds would be inches apart. */
const MIN_SPAN = 5_000;
/** The first trades have this much room, so that the line grows instead of being stretched. */
const FIRST_SPAN = 20_000;
/** What is dragged out of sight stays in sight by this part. */
const KEPT = 0.2;

/**
 * Which stretch of time the chart shows. Live, it ends with the newest trade and moves with it; once the reader has
 * zoomed into or moved to the past it stays where it was put, whatever arrives.
 */
export class Viewport {
  /** Chosen length of the live stretch; undefined for what suits the symbol. @type {number | undefined} */ #span;
  /** Length the reader has zoomed to instead; undefined while it is the chosen one. @type {number | undefined} */ #zoomed;
  /** Where the reader has put it; undefined while live. @type {Range | undefined} */ #held;

  get isLive() { return this.#held === undefined; }

  /** Whether it shows what was chosen, or suits: neither zoomed nor moved. */
  get isChosen() { return this.isLive && this.#zoomed === undefined; }

  /** @param {number | undefined} span  ms, Infinity for all, undefined for what suits */
  show(span) {
    this.#span = span;
    this.#zoomed = undefined;
    this.#held = undefined;
  }

  /** @param {Known} known @returns {Range} */
  range(known) {
    if (this.#held) return this.#held;
    const span = this.#zoomed ?? this.#span;
    const from = Math.max(known.from, span === undefined ? known.auto : known.to - span);
    const first = span === undefined ? from : known.from;
    return { min: from, max: Math.max(known.to, first + FIRST_SPAN) };
  }

  /**
   * Makes what is at a place wider or narrower. Zooming while live keeps the newest trade in sight.
   * @param {number} factor  above 1 shows more time
   * @param {number} at  the time that stays where it is
   * @param {Known} known
   */
  zoom(factor, at, known) {
    const { min, max } = this.range(known);
    const longest = Math.max(known.to - known.from, FIRST_SPAN);
    const span = Math.min(longest, Math.max(MIN_SPAN, (max - min) * factor));
    this.#zoomed = span;
    if (!this.isLive) this.#hold(at - ((at - min) / (max - min)) * span, span, known);
  }

  /** Moves by a time; reaching the newest trade makes it live again. @param {number} by  ms, above 0 toward now @param {Known} known */
  pan(by, known) {
    const { min, max } = this.range(known);
    if (this.isLive && by >= 0) return;
    this.#hold(min + by, max - min, known);
  }

  /** Shows one time, moving no further than needed. @param {number} time @param {Known} known */
  reveal(time, known) {
    const { min, max } = this.range(known);
    if (time < min) this.pan(time - min, known);
    else if (time > max) this.pan(time - max, known);
  }

  /** @param {number} min @param {number} span @param {Known} known */
  #hold(min, span, known) {
    const oldest = known.from - span * (1 - KEPT);
    const from = Math.max(oldest, min);
    this.#held = from + span >= known.to ? undefined : { min: from, max: from + span };
  }
}

// @ts-check
import { firstIndex } from '../kit/binary-search.js';

/** @typedef {import('./scene.js').Stretch} Stretch */

const DAY = 24 * 60 * 60_000;

/**
 * Where a time is drawn: the one mapping between time and the chart's horizontal position. Folded stretches take no room, and a
 * position is the time it would have if nothing after it was folded, so that without folds it is the time itself. Immutable.
 */
export class TimeAxis {
  /** @type {readonly Stretch[]} */ #folds;
  /** How much is folded from each fold on, ms. @type {number[]} */ #after;

  /** @param {readonly Stretch[]} [folds]  in order, apart from each other */
  constructor(folds = []) {
    this.#folds = folds;
    this.#after = new Array(folds.length + 1).fill(0);
    for (let i = folds.length - 1; i >= 0; i -= 1) this.#after[i] = this.#after[i + 1] + folds[i].to - folds[i].from;
  }

  get folds() { return this.#folds; }

  get isPlain() { return this.#folds.length === 0; }

  /** The position of a time. Each time of a fold has the same. @param {number} time */
  at(time) {
    if (this.isPlain) return time;
    const i = firstIndex(this.#folds, ({ to }) => to > time);
    const isFolded = this.#folds[i]?.from < time;
    return isFolded ? this.#folds[i].to + this.#after[i + 1] : time + this.#after[i];
  }

  /** The time of a position; the end of a fold for its position. @param {number} position */
  timeAt(position) {
    if (this.isPlain) return position;
    const i = firstIndex(this.#folds, ({ to }) => this.at(to) > position);
    return position - this.#after[i];
  }

  /** How much of a stretch is drawn, ms. @param {number} from @param {number} to */
  length(from, to) {
    return this.at(to) - this.at(from);
  }

  /** The time that lies a distance from another one, counted without folds. @param {number} time @param {number} by  ms */
  move(time, by) {
    return this.isPlain ? time + by : this.timeAt(this.at(time) + by);
  }

  /** The fold that a time lies within; undefined at its edges too. @param {number} time */
  foldAt(time) {
    const fold = this.#folds[firstIndex(this.#folds, ({ to }) => to > time)];
    return fold && fold.from < time ? fold : undefined;
  }

  /** The folds that a stretch touches. @param {number} from @param {number} to */
  foldsIn(from, to) {
    return this.#folds.slice(firstIndex(this.#folds, (fold) => fold.to > from), firstIndex(this.#folds, (fold) => fold.from >= to));
  }

  /**
   * Where a span of days before a time begins, if days on which nothing is traded do not count.
   * @param {number} time
   * @param {number} span  ms
   */
  daysBefore(time, span) {
    let start = time - span;
    for (;;) {
      const idle = this.foldsIn(start, time).reduce((sum, { from, to }) => sum + Math.floor((to - from) / DAY) * DAY, 0);
      if (start <= time - span - idle) return start;
      start = time - span - idle;
    }
  }
}

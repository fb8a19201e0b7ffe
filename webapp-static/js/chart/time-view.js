// @ts-check
import { DAY, HOUR, MINUTE } from '../prices/candle-book.js';
import { Folding } from './folds.js';
import { resolutionOf } from './resolution.js';
import { knownTimes } from './scene.js';
import { ShownSpan } from './shown-span.js';
import { Viewport, isLong, suitableRange } from './viewport.js';

/**
 * @typedef {import('./chart.js').ChartState} ChartState
 * @typedef {import('./viewport.js').Known} Known
 * @typedef {import('./viewport.js').Range} Range
 * @typedef {import('../prices/history.js').Want} Want
 * @typedef {object} Shown
 * @property {Range} range  to show
 * @property {import('./resolution.js').Resolution} resolution
 * @property {boolean} isOther  another span than before is shown, and one of the two is a long one
 * @property {boolean} isBlank  nothing is to be drawn before its history has come
 * @property {boolean} isWaiting  the span chosen is to be drawn when its history has come
 * @property {boolean} isMissing  a part of the history is being fetched
 */

/** A range of so many days begins so many trading days ago; a longer one begins by the calendar, ms. */
const TRADING_DAYS = 7 * DAY;
/** How much more than what is shown is loaded in the past, as a part of it. */
const AHEAD = 0.5;

/** What time the chart shows, how finely, and which history that needs. */
export class TimeView {
  #viewport = new Viewport();
  #spans = new ShownSpan();
  #folding = new Folding();
  /** @type {Known} */ #known = { from: 0, to: 1, auto: 0 };
  /** @type {Shown | undefined} */ #shown;
  /** The range chosen or automatic, ms. @type {number | undefined} */ #span;
  #length = 0;
  /** How far back one may pan and zoom for history, ms. */
  #reach = Infinity;
  #zoomReach = Infinity;

  /** Whether it follows the newest trade at its right edge. */
  get isLive() { return this.#viewport.isLive; }

  /** The time of the newest data. */
  get newest() { return this.#known.to; }

  /**
   * The word of the range shown, chosen or automatic; empty if it is zoomed or panned.
   * @param {Pick<ChartState, 'live' | 'choice'>} state
   */
  rangeWord({ live, choice }) {
    if (!this.#viewport.isChosen) return '';
    return choice.params.range || (this.#spans.automatic === DAY ? '1d' : suitableRange(live.series.points));
  }

  /** Back to the newest trade and to the range chosen. */
  goLive() {
    this.#viewport.show(this.#span);
  }

  /** Another symbol is shown. @param {number} now */
  startOver(now) {
    this.#shown = undefined;
    this.#reach = Infinity;
    this.#zoomReach = Infinity;
    this.#spans.startOver(now);
    this.goLive();
  }

  /** @param {number} by  ms without what is folded */
  pan(by) { this.#viewport.pan(by, this.#known); }

  /** @param {number} factor @param {number} at */
  zoom(factor, at) { this.#viewport.zoom(factor, at, this.#known); }

  /** @param {number} time */
  reveal(time) { this.#viewport.reveal(time, this.#known); }

  /**
   * Once a frame. Requests the history that is needed: first of what is chosen or shown, then of the day, which shows whether there
   * is any, and all days, which show how far it reaches.
   * @param {ChartState} state
   * @param {number} now  of the animation frame, ms
   * @param {number} [width]  of the chart, in pixels
   * @returns {Shown}
   */
  update(state, now, width) {
    const { live, choice, hours, history } = state;
    const { archive } = live.book;
    const axes = this.#folding.axes(live.book, hours, state.now);
    const known = this.#knownOf(state);
    const startOf = (/** @type {number} */ span) => (span <= TRADING_DAYS ? axes.sessions.daysBefore(known.to, span) : known.to - span);
    this.#known = {
      ...known, axis: this.#shown?.resolution.axis, startOf: archive.hasAny ? startOf : undefined,
      reach: Math.min(this.#reach, known.from), zoomReach: Math.min(this.#zoomReach, known.from),
    };
    const wanted = choice.span !== undefined && isLong(choice.span) ? wantOf(choice.span) : undefined;
    const { span, isWaiting, isBlank } = this.#spans.update(choice.span, live, history, wanted, now);
    const isOther = span !== this.#span && [span, this.#span].some((one) => one !== undefined && isLong(one));
    if (span !== this.#span) {
      this.#span = span;
      this.goLive();
    }
    const range = this.#viewport.range(this.#known);
    const resolution = resolutionOf(range, axes, choice, archive, width);
    const { axis, want } = resolution;
    this.#length = axis.length(range.min, range.max);
    // As long as there may be older history, one can move on by as much as is shown.
    const isOpen = (/** @type {number} */ interval) => archive.hasAny && (archive.known(interval)?.hasOlder ?? true);
    const further = Math.min(known.from, archive.known(want.interval)?.from ?? Infinity, range.min) - (range.max - range.min);
    this.#reach = isOpen(want.interval) ? further : Infinity;
    this.#zoomReach = [want.interval, HOUR, DAY].some((one) => one >= want.interval && isOpen(one)) ? further : Infinity;
    Object.assign(this.#known, { reach: Math.min(this.#reach, known.from), zoomReach: Math.min(this.#zoomReach, known.from) });
    const ahead = this.isLive ? 0 : (range.max - range.min) * AHEAD;
    const view = archive.hasAny ? [{ ...want, from: want.from - ahead }] : [];
    const day = { interval: MINUTE, from: startOf(DAY), to: known.to };
    // How far the days reach decides which ranges are offered.
    const days = archive.hasAny ? [{ interval: DAY, from: 0, to: known.to, canWait: true }] : [];
    history?.want([...(wanted ? [wanted] : []), ...view, day, ...days]);
    const lacks = (/** @type {Want} */ one) => !archive.reaches(one.interval, one.from);
    const isLoading = history?.isLoading(live) ?? false;
    const isMissing = isLoading && (wanted !== undefined && lacks(wanted) || (archive.hasAny ? lacks(want) : wanted === undefined));
    this.#shown = { range, resolution, isOther, isBlank, isWaiting, isMissing };
    return this.#shown;

    /** @param {number} length @returns {Want} */
    function wantOf(length) {
      if (!Number.isFinite(length)) return { interval: DAY, from: 0, to: known.to };
      return resolutionOf({ min: startOf(length), max: known.to }, axes, choice, archive, width).want;
    }
  }

  /** @param {ChartState} state @returns {Known} */
  #knownOf({ live, choice, closedTimes, now }) {
    if (!live.hasPrices) return { from: now, to: now, auto: now };
    const candle = choice.kind === 'candles' ? this.#shown?.resolution.interval ?? choice.intervalFor(this.#length) : 0;
    return knownTimes(live, this.isLive ? this.#length : 0, now, candle, closedTimes);
  }
}

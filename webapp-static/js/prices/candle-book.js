// @ts-check
import { firstFrom, firstIndex } from '../kit/binary-search.js';
import { Archive } from './archive.js';
import { CandleLog } from './candle-log.js';
import { RECORDED } from './sources.js';
import { dayOf, midnightOf } from './trading-hours.js';

/**
 * @typedef {import('./protocol.js').Candle} Candle
 * @typedef {import('./protocol.js').CandleBatch} CandleBatch
 * @typedef {import('./protocol.js').Cause} Cause
 * @typedef {import('./protocol.js').Gap} Gap
 * @typedef {import('./protocol.js').Trade} Trade
 */

export const SECOND = 1_000;
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Twice what the server keeps in memory: a page that stays open collects more. */
const CAPACITY = new Map([[SECOND, 7_200], [MINUTE, 2_880]]);
/** Most candles of the server's history: two weeks of minutes, five years of hours, a lifetime of days. */
const ARCHIVED = new Map([[MINUTE, 20_160], [HOUR, 43_800], [DAY, 30_000]]);
const MAX_GAPS = 512;
/** The server's history is up to ten seconds behind its trades. */
const BEHIND = 15_000;
/** Late prints change candles as old as this. */
const OVERLAP = 2 * MINUTE;

/**
 * The history of one symbol beyond its latest trades: candles, and the gaps in which nothing was recorded. The server's candles of
 * a second and of a minute come with the snapshot; later trades are added here. Those from before, and all of an hour and a day,
 * are fetched. Owned by one `LiveSymbol`.
 */
export class CandleBook {
  #seconds = new CandleLog(SECOND, CAPACITY.get(SECOND) ?? 0);
  #minutes = new CandleLog(MINUTE, CAPACITY.get(MINUTE) ?? 0);
  /** Those of an hour and a day; closed ones, and the last as far as it was when it was fetched. */
  #hours = new CandleLog(HOUR, 0);
  #days = new CandleLog(DAY, 0);
  #archive = new Archive();
  /** Whose hours the symbol keeps, which divides its time into days. @type {import('./trading-hours.js').Calendar | undefined} */
  calendar;
  /** Where the minutes begin that did not come with the history. */ #ownFrom = Infinity;
  /** The last trade counted in each log, by interval. @type {Map<number, { epoch: number, seq: number }>} */ #cursors = new Map();
  /** The intervals that the server has sent. @type {Set<number>} */ #served = new Set();
  /** @type {Gap[]} */ #gaps = [];

  /** Oldest first; read only. @returns {readonly Candle[]} */
  get seconds() { return this.#seconds.candles; }

  /** Oldest first; read only. @returns {readonly Candle[]} */
  get minutes() { return this.#minutes.candles; }

  /** Oldest first, without what came after they were fetched; read only. @returns {readonly Candle[]} */
  get hours() { return this.#hours.candles; }

  /** Oldest first, without what came after they were fetched; read only. @returns {readonly Candle[]} */
  get days() { return this.#days.candles; }

  /** The day of a time, as the start of its candle. @param {number} time */
  dayOf(time) {
    return dayOf(this.calendar, time);
  }

  /** Midnight of the day that a time is in, where the symbol is traded. @param {number} time */
  midnightOf(time) {
    return midnightOf(this.calendar, time);
  }

  /** Which history was fetched. */
  get archive() { return this.#archive; }

  /** The minutes that came over the socket. @returns {readonly Candle[]} */
  get liveMinutes() {
    const first = firstFrom(this.minutes, this.#ownFrom);
    return first === 0 ? this.minutes : this.minutes.slice(first);
  }

  /** Times without a recording, oldest first; read only. @returns {readonly Gap[]} */
  get gaps() { return this.#gaps; }

  /** The time covered by candles of any length; undefined while there are none. */
  get reach() {
    const { span } = this;
    const older = [this.hours, this.days].filter((candles) => candles.length > 0);
    const newest = older[0]?.at(-1);
    if (!span && !newest) return undefined;
    // A first hour or day may have begun long before its first trade: it counts only if all of it is older.
    const from = older.reduce((oldest, [{ x, w }]) => (x + w <= oldest ? x : oldest), span?.from ?? Infinity);
    return { from, to: span?.to ?? /** @type {Candle} */ (newest).x + /** @type {Candle} */ (newest).w };
  }

  /** The time covered by candles of a second or a minute; undefined while there are none. */
  get span() {
    const minute = this.minutes[0];
    const second = this.seconds[0];
    const last = this.seconds.at(-1) ?? this.minutes.at(-1);
    if (!minute || !last) return undefined;
    // A first minute may have begun long before its first trade.
    return { from: second && second.x < minute.x + minute.w ? second.x : minute.x, to: last.x + last.w };
  }

  /**
   * The candles to request from the server: at first all, later those that may have changed.
   * @param {boolean} isMain  whether candles of a second are needed too
   */
  candleRequests(isMain) {
    return (isMain ? [SECOND, MINUTE] : [MINUTE]).map((interval) => {
      const newest = this.#served.has(interval) ? this.#log(interval)?.candles.at(-1) : undefined;
      return newest ? { interval, from: Math.max(0, newest.x - OVERLAP) } : { interval };
    });
  }

  /** @param {CandleBatch} batch */
  onCandles({ epoch, seq, interval, candles, gaps }) {
    const log = this.#log(interval);
    if (!log) return;
    log.replace(candles);
    if (interval === MINUTE) this.#ownFrom = Math.min(this.#ownFrom, candles[0]?.x ?? Infinity);
    this.#served.add(interval);
    this.#cursors.set(interval, { epoch, seq });
    this.#mergeGaps(gaps);
  }

  /** History has come. @param {import('./archive.js').HistoryPage} page */
  onHistory(page) {
    const { interval, candles } = page;
    const log = this.#log(interval);
    if (!log) return;
    const isFull = interval === MINUTE ? this.#mergeMinutes(page) : log.merge(candles, ARCHIVED.get(interval) ?? 0, true);
    this.#archive.take(page, isFull ? log.candles[0]?.x : undefined);
    this.#addGaps(page.gaps);
  }

  /** The last minutes have come, for a line that has no room for more: they do not count as history. @param {import('./archive.js').HistoryPage} page */
  onRecent(page) {
    if (page.interval === MINUTE) this.#mergeMinutes(page);
  }

  /**
   * The socket's minutes are newer than those of this server in the history; but one that a gap touches is only a part of it, and in
   * the history it is another source's.
   * @param {import('./archive.js').HistoryPage} page
   * @returns {boolean} whether the oldest had no room
   */
  #mergeMinutes({ candles, stretch, sources, gaps, next, isPending }) {
    const closed = candles.filter(({ x, w }) => x + w <= stretch.to - BEHIND);
    const sourceAt = (/** @type {number} */ time) => sources[firstIndex(sources, (run) => run.from > time) - 1]?.id ?? RECORDED;
    const foreign = closed.filter(({ x }) => sourceAt(x) !== RECORDED);
    const capacity = ARCHIVED.get(MINUTE) ?? 0;
    const isFull = this.#minutes.merge(closed, capacity, false);
    if (foreign.length > 0) this.#minutes.merge(foreign, capacity, true);
    const from = Math.max(stretch.from, next ?? stretch.from);
    const isOpen = (/** @type {Gap} */ gap) => gap.to === undefined || gap.from < from || gap.to > stretch.to - BEHIND
      || gaps.some((one) => one.from < (gap.to ?? Infinity) && gap.from < (one.to ?? Infinity));
    // Of a gap that was filled since, the server does not report anything any more.
    if (!isPending) this.#gaps = this.#gaps.filter(isOpen);
    return isFull;
  }

  /** Adds trades that this page has not counted yet. @param {number} epoch @param {readonly Trade[]} trades */
  add(epoch, trades) {
    for (const { time } of trades) this.#ownFrom = Math.min(this.#ownFrom, Math.floor(time / MINUTE) * MINUTE);
    for (const interval of CAPACITY.keys()) {
      const cursor = this.#cursors.get(interval);
      for (const trade of trades) {
        if (cursor?.epoch === epoch && trade.seq <= cursor.seq) continue;
        this.#log(interval)?.add(trade);
      }
      const last = trades.at(-1);
      if (last) this.#cursors.set(interval, { epoch, seq: Math.max(last.seq, cursor?.epoch === epoch ? cursor.seq : 0) });
    }
  }

  /**
   * Called when the state of the server's feed changes: a gap is open while it does not record.
   * @param {Cause | undefined} cause  undefined while it records
   * @param {number} since  ms by the server's clock
   */
  onRecording(cause, since) {
    const open = this.#gaps.at(-1);
    if (open && open.to === undefined) {
      if (open.cause === cause) return;
      open.to = Math.max(open.from, since);
    }
    // The previous gap already covers what began before its end.
    if (cause) this.#gaps.push({ from: Math.max(since, this.#gaps.at(-1)?.to ?? since), to: undefined, cause });
    this.#cutGaps();
  }

  /**
   * Adds the gap before another run of the server, which has no data from before its start.
   * @param {number} from  time of the last data received, ms
   * @param {number} to  time of the first data that the new run sent, ms
   */
  onRestart(from, to) {
    const open = this.#gaps.at(-1);
    if (open && open.to === undefined) open.to = Math.max(open.from, from);
    if (to > from) this.#gaps.push({ from, to, cause: 'unrecorded' });
    this.#cutGaps();
  }

  /** The server's clock was set: its gaps are the same times, counted differently. @param {number} shift  ms */
  onClockSet(shift) {
    this.#gaps = this.#gaps.map(({ from, to, cause }) => ({ from: from + shift, to: to === undefined ? to : to + shift, cause }));
  }

  /** @param {number} interval */
  #log(interval) {
    return [this.#seconds, this.#minutes, this.#hours, this.#days].find((log) => log.interval === interval);
  }

  /**
   * From its first gap on, the server's list replaces ours. Each message carries all gaps in the order in which they happened.
   * @param {Gap[]} gaps
   */
  #mergeGaps(gaps) {
    const first = gaps.reduce((earliest, { from }) => Math.min(earliest, from), Infinity);
    const own = this.#gaps.filter((gap) => gap.from < first && gap.to !== undefined);
    this.#gaps = [...own, ...gaps];
    this.#cutGaps();
  }

  /** Adds gaps of the history; of what came over the socket nothing changes. @param {readonly Gap[]} gaps */
  #addGaps(gaps) {
    const isKnown = (/** @type {Gap} */ { from, to = Infinity }) =>
      this.#gaps.some((own) => own.from < to && from < (own.to ?? Infinity));
    const older = gaps.filter((gap) => gap.to !== undefined && !isKnown(gap));
    if (older.length > 0) this.#gaps = [...older, ...this.#gaps].sort((a, b) => a.from - b.from);
    this.#cutGaps();
  }

  #cutGaps() {
    if (this.#gaps.length > MAX_GAPS) this.#gaps.splice(0, this.#gaps.length - MAX_GAPS);
  }
}

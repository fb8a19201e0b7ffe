// @ts-check
import { firstIndex } from '../kit/binary-search.js';
import { RECORDED } from './sources.js';

/**
 * @typedef {import('./protocol.js').Candle} Candle
 * @typedef {import('./protocol.js').Gap} Gap
 * @typedef {{ from: number, to: number }} Stretch  ms
 * @typedef {object} Run  candles of one source, from a time on
 * @property {number} from  ms
 * @property {string} id
 * @property {boolean} [isAdjusted]  its prices are adjusted for later splits
 * @property {boolean} [isWithoutVolume]  the source has no volumes
 * @typedef {{ at: number, ratio: number }} Split  a day that looks like a split: so many shares became of one, from its candle on
 * @typedef {{ time: number, before: string, after: string }} Seam  where one source ends and another begins
 * @typedef {object} HistoryPage  the server's history of a stretch of time, as far as it fitted into one answer
 * @property {number} interval  length of the candles, ms
 * @property {Candle[]} candles  oldest first
 * @property {Gap[]} gaps
 * @property {Run[]} sources  oldest first
 * @property {Stretch} stretch  requested, up to the time of the request
 * @property {Split[]} [splits]
 * @property {boolean} [isPending]  the server is still fetching some of it: these are the candles that it has so far
 * @property {number} [next]  the end of the next page; only if this one has no room for all of the stretch
 * @typedef {object} Known  of one interval
 * @property {number} from  the answers are complete from here
 * @property {number} to  to here, ms
 * @property {boolean} hasOlder  whether the server may have older ones
 * @property {boolean} isBare  whether the oldest part fetched was empty: then the server may have none, or none for long
 * @property {Run[]} runs
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How long after the last request the newest candles are requested again, by their length; the socket brings them meanwhile. */
const TAIL_AGES = new Map([[MINUTE, 6 * HOUR], [HOUR, HOUR + MINUTE], [24 * HOUR, HOUR + MINUTE]]);

/** The least duration of older history to request, by its length: a reader who pans will pan further. */
const LEAST_LENGTHS = new Map([[MINUTE, 24 * HOUR], [HOUR, 30 * 24 * HOUR], [24 * HOUR, 2 * 365 * 24 * HOUR]]);

/** With so many candles an answer is drawn although the server is still fetching others: with fewer the line would soon be another. */
const ENOUGH = 200;

/** Which stretches of one symbol's history have been fetched, and where it comes from. Owned by one `CandleBook`. */
export class Archive {
  /** @type {Map<number, Known>} */ #known = new Map();
  /** Answers while the server was still fetching, where there is no other yet: they are drawn, and requested again. @type {Map<number, Known>} */
  #partial = new Map();
  /** The ratio by time. @type {Map<number, number>} */ #splits = new Map();
  #isAbsent = false;
  #version = 0;

  /** Changes with each page. */
  get version() { return this.#version; }

  /** Whether the server has answered that it has no history of the symbol. */
  get isAbsent() { return this.#isAbsent; }

  /** Whether anything was fetched. */
  get hasAny() { return this.#known.size > 0 || this.#partial.size > 0; }

  onAbsent() {
    if (!this.hasAny) this.#isAbsent = true;
  }

  /** What is complete of one interval, or has come of it so far. @param {number} interval @returns {Readonly<Known> | undefined} */
  known(interval) {
    return this.#known.get(interval) ?? this.#partial.get(interval);
  }

  /** Whether everything the server has of a stretch was fetched. @param {number} interval @param {number} from */
  reaches(interval, from) {
    const known = this.#known.get(interval);
    return known !== undefined && (known.from <= from || !known.hasOlder);
  }

  /** Whether there is enough of a stretch to draw it: everything, or most of it. @param {number} interval @param {number} from */
  covers(interval, from) {
    return this.reaches(interval, from) || (this.#partial.get(interval)?.from ?? Infinity) <= from;
  }

  /**
   * The newest part of a stretch that was not fetched yet, and some more; without an end if it lasts until now.
   * @param {number} interval
   * @param {Stretch} wanted
   * @param {number} now
   * @returns {{ from: number, to?: number } | undefined}
   */
  lacking(interval, wanted, now) {
    const known = this.#known.get(interval);
    if (!known) return { from: wanted.from };
    if (wanted.to > known.to && now - known.to > (TAIL_AGES.get(interval) ?? HOUR)) return { from: known.to - interval };
    if (wanted.from >= known.from || !known.hasOlder) return undefined;
    if (known.isBare) return { from: 0, to: known.from };
    return { from: Math.min(wanted.from, known.from - (LEAST_LENGTHS.get(interval) ?? 0)), to: known.from };
  }

  /**
   * @param {HistoryPage} page
   * @param {number} [oldest]  of the candles kept, if older ones had no room
   */
  take({ interval, sources, stretch, next, candles, splits = [], isPending = false }, oldest) {
    this.#isAbsent = false;
    this.#version += 1;
    for (const { at, ratio } of splits) this.#splits.set(at, ratio);
    if (isPending) {
      // It is requested again as a whole.
      if (candles.length >= ENOUGH) this.#partial.set(interval, { from: next ?? stretch.from, to: stretch.to, hasOlder: true, isBare: false, runs: sources });
      return;
    }
    this.#partial.delete(interval);
    const from = oldest ?? Math.max(next ?? stretch.from, stretch.from);
    const hasOlder = oldest === undefined && from > 0;
    const old = this.#known.get(interval);
    const isJoined = old !== undefined && from <= old.to && stretch.to >= old.from;
    const isOldest = !isJoined || from < old.from;
    this.#known.set(interval, {
      from: isJoined ? Math.min(from, old.from) : from,
      to: isJoined ? Math.max(stretch.to, old.to) : stretch.to,
      hasOlder: isOldest ? hasOlder : old.hasOlder,
      isBare: isOldest ? candles.length === 0 : old.isBare,
      // Beyond the newest of the earlier answers nothing is resumed.
      runs: spliced(isJoined ? old.runs : [], sources, { from, to: isJoined && stretch.to >= old.to ? Infinity : stretch.to }),
    });
  }

  /**
   * Where a candle comes from; undefined if there is no history. Where its own length was not fetched, it is made of minutes.
   * @param {number} interval
   * @param {number} time
   */
  sourceAt(interval, time) {
    return this.runAt(interval, time)?.id;
  }

  /**
   * The run that a candle belongs to; undefined if there is no history. Where its own length was not fetched, it is made of minutes.
   * @param {number} interval
   * @param {number} time
   * @returns {Run | undefined}
   */
  runAt(interval, time) {
    return this.hasAny ? runAt(this.#runs(interval), time) ?? { from: -Infinity, id: RECORDED } : undefined;
  }

  /**
   * The runs that overlap a stretch, cut to it, in order; none if there is no history.
   * @param {number} interval
   * @param {Stretch} stretch
   * @returns {(Run & { to: number })[]}
   */
  runsIn(interval, { from, to }) {
    if (!this.hasAny) return [];
    const runs = this.#runs(interval);
    const all = runs.length === 0 ? [{ from, id: RECORDED }] : runs;
    return all.map((run, i) => ({ ...run, from: Math.max(from, run.from), to: Math.min(to, all[i + 1]?.from ?? to) }))
      .filter((run) => run.from < run.to);
  }

  /** @param {Stretch} stretch @returns {Split[]} in order */
  splitsIn({ from, to }) {
    return [...this.#splits].flatMap(([at, ratio]) => (at >= from && at < to ? [{ at, ratio }] : [])).sort((a, b) => a.at - b.at);
  }

  /** The changes of source inside a stretch. @param {number} interval  fetched @param {Stretch} stretch @returns {Seam[]} */
  seams(interval, { from, to }) {
    const runs = this.known(interval)?.runs ?? [];
    return runs.slice(1).flatMap(({ from: time, id }, i) => (time > from && time < to ? [{ time, before: runs[i].id, after: id }] : []));
  }

  /** @param {number} interval */
  #runs(interval) {
    return (this.known(interval) ?? this.known(MINUTE))?.runs ?? [];
  }
}

/** @param {readonly Run[]} runs @param {number} time @returns {Run | undefined} */
function runAt(runs, time) {
  return runs[firstIndex(runs, ({ from }) => from > time) - 1];
}

/**
 * Runs with those of a stretch replaced; neighbours of one source become one.
 * @param {readonly Run[]} runs
 * @param {readonly Run[]} fresh
 * @param {Stretch} stretch
 */
function spliced(runs, fresh, { from, to }) {
  const next = runAt(runs, to);
  const resumed = next ? [{ ...next, from: to }] : [];
  /** @type {Run[]} */
  const joined = [];
  for (const run of [...runs.filter((one) => one.from < from), ...fresh, ...resumed, ...runs.filter((one) => one.from > to)]) {
    if (!isSame(joined.at(-1), run)) joined.push(run);
  }
  return joined;
}

/** @param {Run | undefined} one @param {Run} other */
function isSame(one, other) {
  return one !== undefined && one.id === other.id && one.isAdjusted === other.isAdjusted && one.isWithoutVolume === other.isWithoutVolume;
}

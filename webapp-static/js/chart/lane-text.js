// @ts-check
import { RECORDED, sourceName, sourceNotes, splitText } from '../prices/sources.js';
import { bandLabel, bandLength } from './band-labels.js';
import { CLOSED, NOT_RECORDED } from './scene.js';

/**
 * @typedef {import('./scene.js').Scene} Scene
 * @typedef {import('./scene.js').Stretch} Stretch
 * @typedef {import('../kit/format.js').Format} Format
 * @typedef {{ at: number, side: 'before' | 'around' | 'after' }} Place  on which side of a position, in pixels
 * @typedef {object} LaneText  words about a time
 * @property {Place[]} places  where they may be, the best first
 * @property {string[]} words  the same in fewer and fewer letters
 * @property {number} left  where they have to stay, in pixels
 * @property {number} right
 * @typedef {{ start: number, words: string }} PlacedText
 */

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
/** Of words from each other and from the mark they belong to, in pixels. */
const MARGIN = 6;
/** A closed time that is as long as this and holds a Saturday is a weekend, ms. */
const WEEKEND = 36 * HOUR;
const SATURDAY = 6;
/** Fewer words for gaps on a phone, in pixels. */
const NARROW = 420;
/** More folds than one for so many pixels are as regular as nights, and their words would repeat. */
const LEAST_DISTANCE = 90;
const SESSIONS = new Map([['pre-market', 'Pre-market'], ['post-market', 'After hours']]);

/**
 * The words about time below the chart, the most important first: gaps, splits, where the prices come from, and when the market was
 * closed.
 * @param {Scene} scene
 * @param {Format} format
 * @param {(time: number) => number} at  the position of a time, in pixels
 * @param {{ left: number, right: number }} area
 * @returns {LaneText[]}
 */
export function laneTexts({ bands, splits, runs, folds, extended, begin, symbol, shown }, format, at, area) {
  /** @param {Stretch} stretch */
  const placeOf = ({ from, to }) => [Math.max(area.left, at(from)), Math.min(area.right, at(to))];
  /** @param {Stretch} stretch @param {string[]} words @returns {LaneText} */
  const around = (stretch, words) => {
    const [start, end] = placeOf(stretch);
    return { places: [{ at: (start + end) / 2, side: 'around' }], words, ...area };
  };
  const closed = bands.filter(({ cause }) => cause === CLOSED);
  const isNarrow = area.right - area.left < NARROW;
  const isRegular = folds.length * LEAST_DISTANCE > area.right - area.left;
  return [
    ...bands.filter((band) => !closed.includes(band)).map((band) => around(band, bandWords(band, format).slice(isNarrow ? 1 : 0))),
    ...splits.map(({ at: time, ratio }) => around({ from: time, to: time }, [`${splitText(ratio)} split?`])),
    ...runTexts(runs, symbol, placeOf),
    ...(begin === undefined ? [] : [{ places: [after(at(begin))], words: beginWords(begin, shown.max, format), ...area }]),
    ...closed.map((band) => around(band, closedWords(band, format))),
    ...(isRegular ? [] : folds.map((fold) => around({ from: fold.to, to: fold.to }, closedWords(fold, format)))),
    ...extended.map((one) => {
      const [left, right] = placeOf(one);
      return { places: [after(left)], words: [SESSIONS.get(one.session) ?? one.session], left, right };
    }),
  ];
}

/**
 * Where each of them begins; those for which there is no room are left out. No words touch others.
 * @param {readonly LaneText[]} texts  the most important first
 * @param {(words: string) => number} widthOf  in pixels
 * @returns {PlacedText[]}
 */
export function placeTexts(texts, widthOf) {
  /** @type {(PlacedText & { end: number })[]} */
  const placed = [];
  for (const { places, words, left, right } of texts) {
    const tries = words.flatMap((one) => places.map((place) => ({ words: one, ...extentOf(place, widthOf(one), left, right) })));
    const found = tries.find(({ start, end }) => start >= left && end <= right
      && !placed.some((other) => start < other.end + MARGIN && other.start < end + MARGIN));
    if (found) placed.push(found);
  }
  return placed.map(({ start, words }) => ({ start, words }));
}

/** @param {Place} place @param {number} width @param {number} left @param {number} right */
function extentOf({ at, side }, width, left, right) {
  const wanted = side === 'around' ? at - width / 2 : side === 'before' ? at - MARGIN - width : at + MARGIN;
  const start = side === 'around' ? Math.min(Math.max(wanted, left), right - width) : wanted;
  return { start, end: start + width };
}

/** @param {number} at @returns {Place} */
const after = (at) => ({ at, side: 'after' });

/**
 * Before the first change of source the name of the first one, or else at the left, after each change that of the next; one source
 * alone is named at the left, unless it is what was recorded here.
 * @param {Scene['runs']} runs
 * @param {string} symbol
 * @param {(stretch: Stretch) => number[]} placeOf
 * @returns {LaneText[]}
 */
function runTexts(runs, symbol, placeOf) {
  if (runs.length === 1 && runs[0].id === RECORDED) return [];
  return runs.map((run, i) => {
    const [left, right] = placeOf(run);
    /** @type {Place[]} */
    const before = i === 0 && runs.length > 1 ? [{ at: right, side: 'before' }] : [];
    return { places: [...before, after(left)], words: runWords(run, symbol), left, right };
  });
}

/** @param {Scene['runs'][number]} run @param {string} symbol */
function runWords(run, symbol) {
  const name = sourceName(run.id);
  if (run.id === RECORDED) return [name];
  const notes = sourceNotes(run, symbol);
  return [...(notes === '' ? [] : [`history: ${name}, ${notes}`, `${name}, ${notes}`]), `history: ${name}`, name];
}

/** @param {number} begin @param {number} now @param {Format} format */
function beginWords(begin, now, format) {
  const name = sourceName(RECORDED);
  return [`${name} since ${format.brief(begin, now)}`, name];
}

/** @param {import('./scene.js').Band} band @param {Format} format */
function bandWords(band, format) {
  const length = bandLength(band, format);
  return band.cause === NOT_RECORDED ? [`${length} not recorded`, `${length} missing`] : [bandLabel(band, format), band.cause];
}

/** @param {Stretch} stretch @param {Format} format */
function closedWords({ from, to }, format) {
  const days = Math.ceil((to - from) / DAY);
  const isWeekend = to - from >= WEEKEND && Array.from({ length: days }, (_, i) => new Date(from + i * DAY).getUTCDay()).includes(SATURDAY);
  return [isWeekend ? 'weekend' : `closed ${format.duration(to - from)}`];
}

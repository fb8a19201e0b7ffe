// @ts-check

/** Longer ones are no names. */
const MAX_LENGTH = 60;
/** A name that goes on after what was typed is a little less like it. */
const BEGUN = 0.375; // all such parts are exact in binary, so that sums are
/** People seldom mistake the first letter. */
const FIRST_LETTER = 0.5;

/** The last three rows of the table, filled anew by each comparison. */
let [before, above, row] = [0, 1, 2].map(() => new Uint8Array(2 * MAX_LENGTH));

/**
 * How many mistakes a typed word may have: who types more letters makes more.
 * @param {number} length
 */
export function allowedIn(length) {
  if (length < 3) return 0;
  if (length < 5) return 1;
  return length < 9 ? 2 : 3;
}

/**
 * Whether words may be alike at all: one mistake leaves one of the first two letters where it was, or moves it by one.
 * @param {string} typed
 * @param {string} name  two letters of it are enough
 */
export function beginAlike(typed, name) {
  const first = name.charCodeAt(0);
  const second = name.charCodeAt(1);
  return typed.charCodeAt(0) === first || typed.charCodeAt(0) === second
    || typed.charCodeAt(1) === first || typed.charCodeAt(1) === second;
}

/**
 * How unlike a name a typed word is: the letters missing, too many, wrong or swapped with their neighbour (optimal string
 * alignment), each one, and a part of one for less likely matches. Infinity if there are more mistakes than allowed.
 * @param {string} typed
 * @param {string} name
 * @param {number} allowed
 * @param {boolean} [isWhole]  whether the name may not go on after what was typed
 */
export function unlikeness(typed, name, allowed, isWhole = false) {
  if (!beginAlike(typed, name) || typed.length - name.length > allowed || typed.length > MAX_LENGTH) return Infinity;
  if (isWhole && name.length - typed.length > allowed) return Infinity;
  // What comes later in the name cannot matter.
  const end = Math.min(name.length, typed.length + allowed);
  for (let j = 0; j <= end; j += 1) row[j] = j;
  for (let i = 1; i <= typed.length; i += 1) {
    const oldest = before;
    before = above;
    above = row;
    row = oldest;
    if (fill(typed, name, i, end) > allowed) return Infinity;
  }
  const whole = end === name.length ? row[end] : Infinity;
  let begun = Infinity;
  if (!isWhole) for (let j = 0; j <= end; j += 1) begun = Math.min(begun, row[j]);
  if (Math.min(whole, begun) > allowed) return Infinity;
  return Math.min(whole, begun + BEGUN) + (typed[0] === name[0] ? 0 : FIRST_LETTER);
}

/**
 * Fills the row of a typed letter; gives the least number in it.
 * @param {string} typed
 * @param {string} name
 * @param {number} i    the letter's place, from 1
 * @param {number} end  letters of the name that matter
 */
function fill(typed, name, i, end) {
  const letter = typed.charCodeAt(i - 1);
  const previous = typed.charCodeAt(i - 2);
  row[0] = i;
  let least = i;
  for (let j = 1; j <= end; j += 1) {
    const other = name.charCodeAt(j - 1);
    let cost = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter === other ? 0 : 1));
    if (i > 1 && j > 1 && letter === name.charCodeAt(j - 2) && previous === other) cost = Math.min(cost, before[j - 2] + 1);
    row[j] = cost;
    if (cost < least) least = cost;
  }
  return least;
}

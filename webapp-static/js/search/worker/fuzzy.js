// @ts-check
import Fuse from 'fuse.js';

/** About a third of the letters may be wrong. Names are typed from their beginning, so a match elsewhere in a word scores worse. */
const OPTIONS = { includeScore: true, shouldSort: false, ignoreFieldNorm: true, threshold: 0.35, location: 0, distance: 8 };
/** A shorter text must begin a word, or be one that lacks a letter: a wrong one of three leaves too little. */
export const MIN_LENGTH = 4;
/** How far behind its place a letter can be, by threshold and distance. */
const MAX_SHIFT = 4;
/** Added to Fuse's score, which is 0.25 for one wrong letter of four: the first is rarely wrong. */
const FIRST_LETTER = 0.15;

/** Whether a text is a word without one of its letters but the first. @param {string} text @param {string} word */
export function lacksOne(text, word) {
  return word.length === text.length + 1
    && [...word].some((_letter, i) => i > 0 && word.slice(0, i) + word.slice(i + 1) === text);
}

/**
 * Finds the words similar to a misspelt one with Fuse, in no order; the score is Fuse's, and more for another first letter. Fuse takes
 * about a microsecond per word, so it is only given words that share one of the first two letters and contain most of those typed.
 * @param {string} typed
 * @param {readonly string[]} words
 */
export function similarWords(typed, words) {
  const plausible = words.filter(typed.length < MIN_LENGTH
    ? (word) => word.startsWith(typed) || lacksOne(typed, word)
    : (word) => sharesStart(typed, word) && hasMost(typed, word));
  return new Fuse(plausible, OPTIONS).search(typed)
    .map(({ item, score = 0 }) => ({ word: item, score: score + (item[0] === typed[0] ? 0 : FIRST_LETTER) }));
}

/** Whether two texts share one of the first two letters. @param {string} a @param {string} b */
function sharesStart(a, b) {
  return a[0] === b[0] || a[1] === b[1] || a[0] === b[1] || a[1] === b[0];
}

/** Whether the beginning of a word has most of the letters typed, in any order. @param {string} typed @param {string} word */
function hasMost(typed, word) {
  const mistakes = typed.length * OPTIONS.threshold;
  if (word.length < typed.length - mistakes) return false;
  const beginning = word.slice(0, typed.length + MAX_SHIFT);
  let wrong = 0;
  for (let i = 0; i < typed.length; i += 1) wrong += beginning.includes(typed[i]) ? 0 : 1;
  return wrong <= mistakes;
}

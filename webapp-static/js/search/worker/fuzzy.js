// @ts-check
import Fuse from 'fuse.js';

/**
 * @typedef {object} Guess
 * @property {string} word   one that was added
 * @property {number} score  Fuse's: 0 is equal, more is less similar
 */

/** About a third of the letters may be wrong. Names are typed from their beginning, so a match elsewhere in a word scores worse. */
const OPTIONS = { includeScore: true, shouldSort: false, ignoreFieldNorm: true, threshold: 0.35, location: 0, distance: 8 };

/** A shorter text must be a word that lacks one letter: a wrong one of three leaves too little. */
const MIN_LENGTH = 4;

/** The letters of a word as a bit set, to skip words that lack too many of the letters typed. @param {string} word */
function lettersOf(word) {
  let bits = 0;
  for (let i = 0; i < word.length; i += 1) bits |= 1 << (word.charCodeAt(i) & 31);
  return bits;
}

/** Whether a text is a word without one of its letters but the first. @param {string} text @param {string} word */
export function lacksOne(text, word) {
  return word.length === text.length + 1 && [...word].some((_letter, i) => i > 0 && word.slice(0, i) + word.slice(i + 1) === text);
}

/** Whether at most so many bits are set. @param {number} bits @param {number} most */
function hasAtMost(bits, most) {
  let left = bits;
  for (let more = most; more > 0 && left !== 0; more -= 1) left &= left - 1;
  return left === 0;
}

/**
 * Finds the words similar to a misspelt one with Fuse. Fuse takes a few microseconds per word, so it is only given words that share
 * one of the first two letters and contain most of the letters typed.
 */
export class FuzzyWords {
  /** @type {string[]} */ #words;
  /** @type {Int32Array} */ #letters;

  /** @param {string[]} words  each once */
  constructor(words) {
    this.#words = words;
    this.#letters = Int32Array.from(words, lettersOf);
  }

  /** @param {string} typed @returns {Guess[]}  in no order */
  similarTo(typed) {
    return new Fuse(this.#plausible(typed), OPTIONS).search(typed).map(({ item, score = 0 }) => ({ word: item, score }));
  }

  /** @param {string} typed */
  #plausible(typed) {
    const wanted = lettersOf(typed);
    if (typed.length < MIN_LENGTH) return this.#words.filter((word) => lacksOne(typed, word));
    const mistakes = Math.floor(typed.length * OPTIONS.threshold);
    const [first, second] = [typed.charCodeAt(0), typed.charCodeAt(1)];
    return this.#words.filter((word, i) => {
      if (!hasAtMost(wanted & ~this.#letters[i], mistakes) || word.length < typed.length - mistakes) return false;
      const [one, two] = [word.charCodeAt(0), word.charCodeAt(1)];
      return one === first || two === second || one === second || two === first;
    });
  }
}

// @ts-check

/** @typedef {{ text: string, matched: boolean }} Piece */

/** @param {string} text @param {string} query */
function wholeMatch(text, query) {
  const at = text.indexOf(query);
  return at < 0 ? undefined : new Set(Array.from({ length: query.length }, (_, i) => at + i));
}

/** @param {string} text @param {string} query */
function lettersInOrder(text, query) {
  const letters = new Set();
  let from = 0;
  for (const letter of query) {
    const at = text.indexOf(letter, from);
    if (at < 0) return undefined;
    letters.add(at);
    from = at + 1;
  }
  return letters;
}

/** @param {string} text @param {string} query */
function eachWord(text, query) {
  const letters = new Set();
  for (const word of query.split(/\s+/)) {
    for (const at of wholeMatch(text, word) ?? []) letters.add(at);
  }
  return letters.size > 0 ? letters : undefined;
}

/**
 * Cuts a text into pieces that the query explains and pieces that it does not.
 * @param {string} text
 * @param {string} typed
 * @returns {Piece[]}
 */
export function matchedLetters(text, typed) {
  const lower = text.toLowerCase();
  const query = typed.trim().toLowerCase();
  // Lower case may be longer than the text itself (İ); then nothing can be pointed at.
  if (query === '' || lower.length !== text.length) return [{ text, matched: false }];
  const letters = wholeMatch(lower, query) ?? eachWord(lower, query) ?? lettersInOrder(lower, query.replace(/\s/g, ''));
  /** @type {Piece[]} */
  const pieces = [];
  for (let i = 0; i < text.length; i += 1) {
    const matched = letters?.has(i) ?? false;
    const last = pieces.at(-1);
    if (last && last.matched === matched) last.text += text[i];
    else pieces.push({ text: text[i], matched });
  }
  return pieces;
}

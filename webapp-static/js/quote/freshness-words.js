// @ts-check

/**
 * @typedef {import('./freshness.js').Freshness} Freshness
 * @typedef {import('../kit/format.js').Format} Format
 */

/** Younger than this, an age is no news. */
const NEW = 5_000;

const WORDS = {
  offline: 'this device is offline',
  'signed-out': 'you are signed out',
  reconnecting: 'connection lost, trying again',
  refused: 'the data provider refused the API key',
  'feed-down': 'feed down',
  silent: 'nothing heard from the server',
  uncovered: 'possibly not covered by this feed',
  none: 'no trade yet',
  quiet: 'nothing traded since',
};
/** Where there is little room. */
const SHORT = { ...WORDS, reconnecting: 'connection lost', refused: 'API key refused', silent: 'nothing heard', uncovered: 'possibly not covered', closed: 'market closed' };

/**
 * How old the price is, and the one cause when it is not live: `3 min ago · market closed, opens Mon 15:30`.
 * @param {Freshness} freshness
 * @param {Format} format
 * @param {number} now
 */
export function freshnessWords({ age, cause, opens }, format, now) {
  const old = ageWords(age, format);
  if (cause === 'live') return old === '' ? '' : `Last trade ${old}`;
  const why = cause === 'closed' ? `market closed${opens ? `, opens ${format.moment(opens, now)}` : ''}` : WORDS[cause];
  return old === '' ? sentence(why) : `Last trade ${old} · ${why}`;
}

/**
 * The same in one short line, for one price of many: `3 min ago · market closed`. Empty while the price is live.
 * @param {Freshness} freshness
 * @param {Format} format
 */
export function shortFreshness({ age, cause }, format) {
  if (cause === 'live') return '';
  const old = ageWords(age, format);
  return sentence(old === '' ? SHORT[cause] : `${old} · ${SHORT[cause]}`);
}

/** @param {number | undefined} age @param {Format} format */
function ageWords(age, format) {
  return age === undefined ? '' : age < NEW ? 'now' : `${format.duration(age)} ago`;
}

/** @param {string} words */
function sentence(words) {
  return `${words[0].toUpperCase()}${words.slice(1)}`;
}

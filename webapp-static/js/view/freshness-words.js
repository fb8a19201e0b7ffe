// @ts-check

/**
 * @typedef {import('../model/freshness.js').Freshness} Freshness
 * @typedef {import('./format.js').Format} Format
 */

/** Younger than this, an age is no news. */
const NEW = 5_000;

const WORDS = {
  offline: 'this device is offline',
  'signed-out': 'you are signed out',
  reconnecting: 'connection lost, trying again',
  refused: 'the data provider refused the API key',
  'feed-down': 'feed down',
  uncovered: 'possibly not covered by this feed',
  none: 'no trade yet',
  quiet: 'nothing traded since',
};

/**
 * How old the price is, and the one cause when it is not live: `3 min ago · market closed, opens Mon 15:30`.
 * @param {Freshness} freshness
 * @param {Format} format
 * @param {number} now
 */
export function freshnessWords({ age, cause, opens }, format, now) {
  const old = age === undefined ? '' : age < NEW ? 'now' : `${format.duration(age)} ago`;
  if (cause === 'live') return old === '' ? '' : `Last trade ${old}`;
  const why = cause === 'closed' ? `market closed${opens ? `, opens ${format.moment(opens, now)}` : ''}` : WORDS[cause];
  return old === '' ? `${why[0].toUpperCase()}${why.slice(1)}` : `Last trade ${old} · ${why}`;
}

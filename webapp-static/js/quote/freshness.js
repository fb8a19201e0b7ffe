// @ts-check
import { marketAt } from '../prices/market-hours.js';
import { shortTierText, tierText } from './tier-text.js';

/**
 * @typedef {import('../prices/live-symbol.js').LiveSymbol} LiveSymbol
 * @typedef {import('../prices/protocol.js').Tier} Tier
 * @typedef {import('../kit/format.js').Format} Format
 * @typedef {object} Times  what decides whether prices can be expected now
 * @property {number} since  when the feed entered its state, ms
 * @property {import('../prices/market-hours.js').Market | undefined} market
 * @property {(symbol: string) => boolean} hasHours  whether it is traded at certain hours only
 * @property {(now: number) => boolean} isSilent
 * @property {number} lastMessageAt  when the last message arrived, ms by the server's clock
 * @property {LiveSymbol} live  the main symbol
 * @typedef {Times & import('../status/status-text.js').ConnectionState} FreshnessState
 * @typedef {'offline' | 'signed-out' | 'reconnecting' | 'refused' | 'cut-off' | 'feed-down' | 'silent'} CutOff
 * @typedef {CutOff | 'closed' | 'uncovered' | 'unrecorded' | 'none' | 'quiet' | 'tier' | 'live'} Cause
 * @typedef {object} Freshness
 * @property {number | undefined} age  of the last price, ms; undefined when there is no price
 * @property {Cause} cause  why it is not newer
 * @property {number} [opens]  when its market opens, ms
 * @property {Tier} tier  how its prices come
 */

/** A price up to this age is live, ms. */
const LIVE_AGE = 15_000;
/** A polled price up to the age of so many polls is as new as it can be. */
const FRESH_POLLS = 2;
/** Five to ten per cent of US symbols are not in Finnhub's stream at all; by then the others have traded. */
const UNCOVERED_AGE = 10 * 60_000;
/** Causes for which no price can arrive, so that the last one may be out of date. @type {Cause[]} */
const CUT_OFF = ['offline', 'signed-out', 'reconnecting', 'refused', 'cut-off', 'feed-down', 'silent'];
/** Up to this age the text is "now", ms. */
const NOW_AGE = 5_000;
const TEXTS = {
  offline: 'this device is offline',
  'signed-out': 'you are signed out',
  reconnecting: 'connection lost, trying again',
  refused: 'the data provider refused the API key',
  'cut-off': 'this server is cut off from the others',
  'feed-down': 'feed down',
  silent: 'nothing heard from the server',
  uncovered: 'possibly not covered by this feed',
  unrecorded: 'not all recorded since',
  none: 'no trade yet',
  quiet: 'nothing traded since',
};
/** Short texts for the watchlist. */
const SHORT_TEXTS = { ...TEXTS, reconnecting: 'connection lost', refused: 'API key refused', 'cut-off': 'server cut off', silent: 'nothing heard', uncovered: 'possibly not covered', unrecorded: 'not all recorded', closed: 'market closed' };

/**
 * The age of a symbol's last price, and the single cause if it is not live.
 * @param {FreshnessState} state
 * @param {number} now  by the server's clock, ms
 * @param {LiveSymbol} [live]  the main one unless given
 * @returns {Freshness}
 */
export function freshnessOf(state, now, live = state.live) {
  const time = live.series.last ? live.series.lastTime : live.book.minutes.at(-1)?.x;
  const age = time === undefined ? undefined : Math.max(0, now - time);
  return { age, tier: live.tier, ...causeOf(state, live, age, now) };
}

/**
 * @param {FreshnessState} state
 * @param {LiveSymbol} live
 * @param {number | undefined} age
 * @param {number} now
 * @returns {{ cause: Cause, opens?: number }}
 */
function causeOf(state, live, age, now) {
  if (!state.isOnline) return { cause: 'offline' };
  if (state.isSignedOut) return { cause: 'signed-out' };
  // A socket may be open although no data gets through.
  if (!state.isOpen || (state.wasOpen && state.feed === undefined)) return { cause: 'reconnecting' };
  if (state.feed === 'refused') return { cause: 'refused' };
  if (state.isCutOff) return { cause: 'cut-off' };
  if (state.feed !== undefined && state.feed !== 'live') return { cause: 'feed-down' };
  if (state.isSilent(now)) return { cause: 'silent' };
  if (live.tier.kind !== 'streamed') return { cause: 'tier' };
  // That nothing was traded is known only up to the last message: the connection may be dead without a close event yet.
  if (age !== undefined && age - Math.max(0, now - state.lastMessageAt) < LIVE_AGE) return { cause: 'live' };
  const hasHours = state.hasHours(live.symbol);
  const market = hasHours ? marketAt(state.market, now) : undefined;
  if (market && !market.isOpen) return { cause: 'closed', opens: market.opens };
  const watched = now - Math.max(live.watchedSince ?? now, state.since);
  if (age === undefined) return { cause: watched > UNCOVERED_AGE ? 'uncovered' : 'none' };
  if (age > UNCOVERED_AGE && watched > UNCOVERED_AGE && hasHours) return { cause: 'uncovered' };
  return { cause: live.book.gaps.some(({ to = Infinity }) => to > now - age) ? 'unrecorded' : 'quiet' };
}

/** @param {Cause} cause */
export function isCutOff(cause) {
  return CUT_OFF.includes(cause);
}

/**
 * Whether a price is as new as it can be.
 * @param {number} age  ms
 * @param {Tier} tier
 */
function isFresh(age, { kind, every = 0, why }) {
  return kind === 'polled' && why !== 'closed' && age < Math.max(LIVE_AGE, FRESH_POLLS * every);
}

/**
 * The age of the price, and the cause if it is not live: `3 min ago · market closed, opens Mon 15:30`. If prices do not come trade
 * by trade, the text begins with how they come: `2nd in line for live prices · last price 15:30`.
 * @param {Freshness} freshness
 * @param {Format} format
 * @param {number} now
 */
export function freshnessText({ age, cause, opens, tier }, format, now) {
  const old = ageText(age, format);
  if (cause === 'tier') {
    const words = tierText(tier, format);
    return age === undefined || isFresh(age, tier) ? words : `${words} · last price ${format.moment(now - age, now, 'minutes')}`;
  }
  if (cause === 'live') return old === '' ? '' : `Last trade ${old}`;
  const why = cause === 'closed' ? `market closed${opens ? `, opens ${format.moment(opens, now)}` : ''}` : TEXTS[cause];
  return old === '' ? sentence(why) : `Last trade ${old} · ${why}`;
}

/**
 * The same in one short line, for a row of the watchlist: `3 min ago · market closed`. Empty while the price is live.
 * @param {Freshness} freshness
 * @param {Format} format
 * @param {number} now
 */
export function shortFreshness({ age, cause, tier }, format, now) {
  if (cause === 'live') return '';
  if (cause === 'tier') return shortTierNote(age, tier, format, now);
  const old = ageText(age, format);
  return sentence(old === '' ? SHORT_TEXTS[cause] : `${old} · ${SHORT_TEXTS[cause]}`);
}

/**
 * A row has no room for both an interval and a time.
 * @param {number | undefined} age
 * @param {Tier} tier
 * @param {Format} format
 * @param {number} now
 */
function shortTierNote(age, tier, format, now) {
  const words = shortTierText(tier, format);
  if (age === undefined || (tier.kind === 'polled' && tier.why !== 'closed')) return words;
  return `${words} · last ${tier.why === 'closed' ? 'price ' : ''}${format.brief(now - age, now)}`;
}

/** @param {number | undefined} age @param {Format} format */
function ageText(age, format) {
  return age === undefined ? '' : age < NOW_AGE ? 'now' : `${format.duration(age)} ago`;
}

/** @param {string} words */
function sentence(words) {
  return `${words[0].toUpperCase()}${words.slice(1)}`;
}

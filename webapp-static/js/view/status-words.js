// @ts-check

/**
 * @typedef {import('../model/page-state.js').PageState} PageState
 * @typedef {'live' | 'caution' | 'quiet'} Tone
 * @typedef {{ text: string, tone: Tone }} Words
 */

/** @type {Record<import('../model/page-state.js').Feed, Words>} */
const OF_FEED = {
  live: { text: 'Live', tone: 'live' },
  connecting: { text: 'Feed connecting…', tone: 'quiet' },
  down: { text: 'Feed down', tone: 'caution' },
  refused: { text: 'Key refused', tone: 'caution' },
};

/** @type {typeof OF_FEED} */
const OF_SIMULATION = {
  live: { text: 'Simulated data · live', tone: 'caution' },
  connecting: { text: 'Simulated data · connecting…', tone: 'caution' },
  down: { text: 'Simulated data · feed down', tone: 'caution' },
  refused: { text: 'Simulated data · refused', tone: 'caution' },
};

/**
 * What the pill at the top says of the way the prices take.
 * @param {Pick<PageState, 'isOnline' | 'isOpen' | 'wasOpen' | 'feed' | 'simulated'>} state
 * @returns {Words}
 */
export function statusWords({ isOnline, isOpen, wasOpen, feed, simulated }) {
  if (!isOpen && !isOnline) return { text: 'Offline', tone: 'caution' };
  if (!isOpen && wasOpen) return { text: 'Reconnecting…', tone: 'caution' };
  if (!isOpen || !feed) return { text: 'Connecting…', tone: 'quiet' };
  return (simulated ? OF_SIMULATION : OF_FEED)[feed];
}

/**
 * The small line below: where the numbers come from.
 * @param {Pick<PageState, 'feed' | 'simulated' | 'wasOpen'>} state
 * @param {string} timeZone
 */
export function sourceWords({ simulated, wasOpen }, timeZone) {
  const zone = `Times are in ${timeZone.replaceAll('_', ' ')}.`;
  if (!wasOpen) return zone;
  const source = simulated
    ? 'Prices are made up by the built-in simulator; they are not those of any market.'
    : 'Prices as sent by Finnhub, without guarantee.';
  return `${source} ${zone}`;
}

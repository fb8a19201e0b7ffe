// @ts-check

/**
 * @typedef {'live' | 'connecting' | 'down' | 'refused'} Feed
 * @typedef {object} ConnectionState  the state of the connection to the server and of the server's feed
 * @property {boolean} isOnline  whether this device has a network
 * @property {boolean} isOpen  whether there is a connection to the server
 * @property {boolean} wasOpen  whether there ever was one
 * @property {boolean} isSignedOut
 * @property {Feed | undefined} feed  the server's feed; undefined until it is reported
 * @property {boolean} simulated
 * @property {boolean} [isCutOff]  whether the server has no prices from the others of its cluster
 * @property {number | undefined} busyMillis
 * @property {Refusal} [refusal]  why the server has refused the last handshake
 * @property {number} [retryIn]  time until the next one, ms
 * @property {number} [now]
 * @property {(now: number) => boolean} [isSilent]
 * @typedef {{ status: number, sentence: string }} Refusal
 * @typedef {'live' | 'caution' | 'quiet'} Tone
 * @typedef {{ text: string, tone: Tone }} Words
 */

/** @type {Record<Feed, Words>} */
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

/** @type {Record<number, { text: string, reason: string }>} */
const OF_REFUSAL = {
  403: { text: 'Connection refused', reason: 'The server does not accept connections from this page' },
  429: { text: 'Too many connections', reason: 'Too many connections or attempts from this network address' },
  503: { text: 'Server unavailable', reason: 'The server takes no new connections just now' },
};

/** Nothing was received for a while, so the last reported state may be out of date. @type {Words} */
const SILENT = { text: 'No signal…', tone: 'caution' };
/** What the server has is shown; what it misses comes later. @type {Words} */
const CUT_OFF = { text: 'Server cut off', tone: 'caution' };
const BUSY = { text: 'Live · server busy', tone: /** @type {const} */ ('caution') };
const BUSY_SIMULATION = { text: 'Simulated data · busy', tone: /** @type {const} */ ('caution') };

/**
 * The text and tone of the status pill.
 * @param {ConnectionState} state
 * @returns {Words}
 */
export function statusText(state) {
  const { isOnline, isOpen, isSignedOut, wasOpen, feed, simulated, busyMillis } = state;
  if (!isOnline) return { text: 'Offline', tone: 'caution' };
  if (isSignedOut) return { text: 'Signed out', tone: 'caution' };
  const refusal = refusalTitle(state);
  if (refusal) return { text: refusal, tone: 'caution' };
  if (!isOpen && wasOpen) return { text: 'Reconnecting…', tone: 'caution' };
  if (!isOpen || !feed) return { text: 'Connecting…', tone: 'quiet' };
  if (state.isSilent?.(state.now ?? 0)) return SILENT;
  if (state.isCutOff) return CUT_OFF;
  if (feed === 'live' && busyMillis) return simulated ? BUSY_SIMULATION : BUSY;
  return (simulated ? OF_SIMULATION : OF_FEED)[feed];
}

/** A few words for why there is no connection, if the server refuses it. @param {ConnectionState} state */
export function refusalTitle({ isOpen, refusal }) {
  return !isOpen && refusal ? OF_REFUSAL[refusal.status]?.text : undefined;
}

/**
 * Why the server refuses connections, and when the page tries again.
 * @param {Refusal} refusal
 * @param {number} [retryIn]  ms
 */
export function refusalText({ status, sentence }, retryIn = 0) {
  const seconds = Math.ceil(retryIn / 1_000);
  const next = seconds > 0 ? `This page tries again in ${seconds} s.` : 'This page is trying again…';
  return `${sentence || OF_REFUSAL[status]?.reason}. ${next}`;
}

/**
 * The line at the foot of the page: where the prices come from, and whether updates are throttled.
 * @param {Pick<ConnectionState, 'simulated' | 'wasOpen' | 'busyMillis'>} state
 * @param {string} timeZone
 */
export function sourceText({ simulated, wasOpen, busyMillis }, timeZone) {
  const zone = `Times are in ${timeZone.replaceAll('_', ' ')}.`;
  if (!wasOpen) return zone;
  const source = simulated
    ? 'Prices are made up by the built-in simulator; they are not those of any market.'
    : 'Prices as sent by Finnhub, without guarantee.';
  return `${busyText(busyMillis)}${source} ${zone}`;
}

/** @param {number | undefined} millis */
function busyText(millis) {
  if (!millis) return '';
  // The server reports it only within a factor of two, so one digit is shown.
  const seconds = Number((millis / 1_000).toPrecision(1));
  return `The server is busy, so new prices come about every ${seconds === 1 ? 'second' : `${seconds} s`}. `;
}

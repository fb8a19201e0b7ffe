// @ts-check
import { refusalText, statusText } from './status-text.js';

/**
 * @typedef {'since' | 'slots' | 'waiting' | 'polled' | 'mute' | 'browsers' | 'busy' | 'updateMillis' | 'version' | 'cluster' | 'history' | 'tradeDelay'} Name
 * @typedef {Pick<import('./server-status.js').StatusReport, Name>} Server
 * @typedef {import('../kit/format.js').Format} Format
 * @typedef {object} Known
 * @property {import('./status-text.js').ConnectionState} state
 * @property {Server | undefined} server
 * @property {{ p50: number, p99: number } | undefined} screen  delay from a trade to the screen, in ms
 * @property {{ offset: number, error: number } | undefined} clock  how far the server's clock is ahead, in ms
 * @property {{ frames: number, bytes: number }} rate  per second
 * @property {import('../kit/format.js').Format} format
 * @property {number} now
 */

const UNKNOWN = 'unknown';
/** Text for values that are missing only until the server answers. */
const CONNECTING = 'unknown until the server answers';

/** @type {Record<import('./status-text.js').Feed, string>} */
const MEANING = {
  live: 'prices come as they are traded',
  connecting: 'the server is connecting to the feed',
  down: 'the server has lost the feed and keeps trying by itself',
  refused: 'the provider refused the server’s key; its operator must set a valid one',
};

const CUT_OFF = 'this server has no prices from the others of its cluster; what it misses comes as soon as it has';

/**
 * The rows of the data feed's details, as names and values.
 * @param {Known} known
 * @returns {[string, string][]}
 */
export function feedFacts(known) {
  const { server, screen, clock, format } = known;
  const missing = server ? UNKNOWN : CONNECTING;
  return [
    ['State', stateFact(known)],
    ['Trade to server', server?.tradeDelay ? spread(server.tradeDelay, format) : missing],
    ['Server to screen', hopFact(known)],
    ['Trade to screen', screen && clock ? spread(screen, format) : clock ? 'no trade in the last minute' : UNKNOWN],
    ['Clocks', clock ? clockFact(clock, format) : 'the server does not tell its time, so delays are unknown'],
    ['Received', rateFact(known)],
    ['Symbols in use', server?.slots ? `${server.slots.used} of ${server.slots.total}` : missing],
    ['Waiting in line', lineFact(server, format) || missing],
    ['Browsers', server?.browsers === undefined ? missing : format.amount(server.browsers)],
    ['Server', serverFact(server, format) || missing],
    ['History', server?.history ?? missing],
  ];
}

/** How many symbols wait, and how the others without trades are served. @param {Server | undefined} server @param {Format} format */
function lineFact(server, format) {
  const { waiting, polled, mute } = server ?? {};
  return [
    waiting === undefined ? '' : format.amount(waiting),
    polled === undefined ? '' : `${format.amount(polled)} polled`,
    mute ? `${format.amount(mute)} not on this feed` : '',
  ].filter(Boolean).join(' · ');
}

/** @param {Known} known */
function stateFact({ state, server, format, now }) {
  const { text } = statusText(state);
  if (!state.isOnline) return `${text}: this device has no network; the page goes on by itself when it is back`;
  if (!state.isOpen && state.refusal) return `${text}: ${refusalText(state.refusal, state.retryIn)}`;
  if (!state.isOpen) return `${text}: this page has no connection to the server and keeps trying by itself`;
  if (!state.feed) return text;
  const since = server?.since ? ` since ${format.moment(server.since, now)}` : '';
  return `${text}${since}: ${state.isCutOff ? CUT_OFF : MEANING[state.feed]}`;
}

/** @param {{ p50: number, p99: number }} delay @param {import('../kit/format.js').Format} format */
function spread({ p50, p99 }, format) {
  return `half within ${format.delay(p50)}, 99 of 100 within ${format.delay(p99)}`;
}

/** The two delays are measured over different trades, so their difference is only approximate. @param {Known} known */
function hopFact({ server, screen, clock, format }) {
  if (!server?.tradeDelay || !screen || !clock) return UNKNOWN;
  const [p50, p99] = [screen.p50 - server.tradeDelay.p50, screen.p99 - server.tradeDelay.p99];
  return `about ${format.delay(Math.max(0, p50))}, at times ${format.delay(Math.max(0, p50, p99))}`;
}

/** @param {{ offset: number, error: number }} clock @param {import('../kit/format.js').Format} format */
function clockFact({ offset, error }, format) {
  const accuracy = `(±${format.delay(Math.max(1, Math.ceil(error)))})`;
  if (Math.abs(offset) <= Math.max(1, error)) return `this device and the server agree ${accuracy}`;
  return `this device is ${format.delay(Math.abs(offset))} ${offset > 0 ? 'behind' : 'ahead of'} the server ${accuracy}`;
}

/** @param {Known} known */
function rateFact({ rate: { frames, bytes }, format }) {
  const size = bytes < 1_000 ? `${Math.round(bytes)} B/s` : `${format.price(bytes / 1_000, 1)} kB/s`;
  return `${format.price(frames, 1)} messages/s, ${size}`;
}

/** @param {Server | undefined} server @param {import('../kit/format.js').Format} format */
function serverFact(server, format) {
  const { version, busy, updateMillis } = server ?? {};
  const work = busy === undefined ? '' : busy
    ? `busy, so a symbol is updated every ${format.delay(updateMillis ?? 1_000)}` : 'keeps up';
  return [version && `version ${version}`, work, clusterFact(server?.cluster)].filter(Boolean).join(', ');
}

/** @param {Server['cluster']} cluster */
function clusterFact(cluster) {
  if (!cluster) return '';
  const { node, isHolder, nodes } = cluster;
  return `${node} of ${nodes} ${nodes === 1 ? 'server' : 'servers'}${isHolder ? ', with the connection to the feed' : ''}`;
}

// @ts-check
import { refusalText, refusalTitle } from './status-text.js';

/**
 * @typedef {object} Shown  the part of the page's state that notices read
 * @property {{ symbol: string, phase: string, series: { count: number }, hasPrices: boolean, tier: { kind: string, why?: string } }} live
 * @property {string} ticker
 * @property {Entry | undefined} row
 * @property {Pick<import('../symbols/known-symbols.js').SymbolLookup, 'find' | 'lacks'> | undefined} catalogue
 * @property {keyof typeof LIST_TROUBLE} listTrouble  why there is no catalogue yet
 * @property {boolean} [isStarting]  whether a first visit waits for the server to name a symbol
 * @typedef {Shown & import('./status-text.js').ConnectionState} NoticeState
 * @typedef {import('../symbols/known-symbols.js').Entry} Entry
 * @typedef {object} Notice
 * @property {string} title
 * @property {string} [text]
 * @property {'retry' | 'search' | 'signIn'} [action]
 * @property {'running'} [other]  an alternative
 * @property {Entry[]} [examples]
 */

const EXAMPLES = ['AAPL', 'OANDA:EUR_USD', 'BINANCE:BTCUSDT'];

const EXACT = 'type the exact symbol and press Enter, for example AAPL.';
const LIST_TROUBLE = {
  loading: 'The symbol list is loading…',
  failed: `The server could not get the symbol list from the data provider and tries again by itself. Until then, ${EXACT}`,
  refused: `The data provider refuses this server its symbol list, so the search knows no names. You can still ${EXACT}`,
  empty: `The data provider has no symbols of the exchanges this server is set to; whoever runs it should look at its log. Until then, ${EXACT}`,
  retrying: `The symbol list could not be loaded, retrying… Until then, ${EXACT}`,
};

/** @type {Notice} */
const SIGNED_OUT = {
  title: 'You are signed out',
  text: 'The server no longer takes the access token that this browser signed in with.',
  action: 'signIn',
};

/** @type {Notice} */
const KEY_REFUSED = {
  title: 'The data provider refused the API key',
  text: 'No prices can come until whoever runs this server has set a valid one. Please tell them; the page goes on by itself then.',
};

/** @param {Pick<NoticeState, 'catalogue' | 'feed' | 'listTrouble'>} state */
export function listText(state) {
  if (state.catalogue) return '';
  return state.feed === 'refused'
    ? `The data provider refused the API key of this server, so there is no symbol list either. You can still ${EXACT}`
    : LIST_TROUBLE[state.listTrouble];
}

/** @param {NoticeState} state @returns {Notice} */
function emptyNotice(state) {
  const examples = EXAMPLES.flatMap((symbol) => state.catalogue?.find(symbol) ?? []);
  if (state.feed === 'refused') return { ...KEY_REFUSED, examples };
  const text = state.catalogue
    ? 'Search above by ticker or name, or start with one of these:' : listText(state);
  return {
    title: 'Which price would you like to watch?',
    text: state.catalogue && examples.length === 0 ? 'Search above by ticker or name.' : text,
    examples,
  };
}

/** @param {NoticeState} state @returns {Notice} */
function requestedNotice(state) {
  if (state.isOpen) return { title: `Loading ${state.ticker}…` };
  if (!state.isOnline) return { title: 'This device is offline', text: 'The chart starts by itself when the network is back.' };
  const refused = refusalTitle(state);
  if (refused && state.refusal) return { title: refused, text: refusalText(state.refusal, state.retryIn) };
  if (!state.wasOpen) return { title: 'Connecting…', text: 'The chart starts as soon as the server answers.' };
  return { title: 'The connection was lost', text: 'This page tries again by itself. If that takes long, check whether other pages load.' };
}

/** @param {NoticeState} state @returns {Notice} */
function waitingNotice(state) {
  const title = `Waiting for the first trade of ${state.ticker}`;
  if (state.feed === 'refused') return KEY_REFUSED;
  if (state.feed === 'down') return { title, text: 'The feed is down just now; it comes back by itself, and so does the chart.' };
  if (state.feed === 'connecting') return { title, text: 'The server is connecting to its data feed; prices follow by themselves.' };
  const notice = state.live.tier.kind === 'streamed' ? firstTradeNotice(title, state) : tierNotice(state);
  if (!state.catalogue?.lacks(state.live.symbol)) return notice;
  return { ...notice, text: `${state.live.symbol} is not in the symbol list. Is it spelled right?`, action: 'search' };
}

/** @param {string} title @param {NoticeState} state @returns {Notice} */
function firstTradeNotice(title, state) {
  return { title, text: state.row?.kind === 'Crypto' ? undefined : 'Trades come while its market is open.' };
}

/**
 * Why there is no line yet. The place in line and how often it is polled stand in the header.
 * @param {NoticeState} state
 * @returns {Notice}
 */
function tierNotice({ ticker, live: { tier: { kind, why } } }) {
  const isPolled = kind === 'polled';
  const first = isPolled ? 'The chart begins with its next price.' : 'No price of it is known yet.';
  if (why === 'mute') return { title: `${ticker} is not on the free feed`, text: first };
  if (why === 'closed') return { title: `The market of ${ticker} is closed`, text: 'Trades come while it is open.' };
  return {
    title: `${ticker} waits for its turn`,
    text: `Every place on the data feed is in use. ${isPolled ? first : 'The chart starts by itself as soon as one is free.'}`,
    other: 'running',
  };
}

/**
 * The message in place of the chart; undefined if there are prices to draw.
 * @param {NoticeState} state
 * @returns {Notice | undefined}
 */
export function noticeText(state) {
  if (state.isSignedOut) return SIGNED_OUT;
  const isPolled = state.live.tier.kind === 'polled';
  switch (state.live.phase) {
    case 'none': return state.isStarting ? undefined : emptyNotice(state);
    case 'unknown': return {
      title: `Unknown symbol “${state.live.symbol}”`,
      text: 'There is nothing of that name. Search for it by ticker or by name.',
      action: 'search',
    };
    case 'symbol-limit': return {
      title: 'All symbols are in use',
      text: `Other viewers hold every place on the data feed, and the waiting line is full, so ${state.ticker} cannot be shown now. Please try again later; this page also tries by itself. Symbols that others watch already open at once.`,
      action: 'retry',
      other: 'running',
    };
    case 'symbol-refused': return isPolled && state.live.series.count > 0 ? undefined : {
      title: `The data provider does not carry ${state.ticker}`,
      text: `It refused this symbol, so there are no ${isPolled ? 'trades' : 'prices'} of it now. The server asks again every few minutes, and the chart starts by itself once they come.`,
      action: 'search',
    };
    case 'client-limit': return {
      title: 'Too many symbols at once',
      text: `This browser already watches as many symbols as one viewer may. Please close one of its other charts, then try ${state.ticker} again.`,
      action: 'retry',
    };
    default:
  }
  if (state.live.hasPrices) return undefined;
  return state.live.phase === 'requested' ? requestedNotice(state) : waitingNotice(state);
}

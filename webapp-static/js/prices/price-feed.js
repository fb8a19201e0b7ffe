// @ts-check
import { Timers } from '../kit/timers.js';
import { Connection } from './connection.js';
import { Subscription } from './subscription.js';

/**
 * @typedef {import('./protocol.js').Message} Message
 * @typedef {object} Page  the part of the page's state that prices change
 * @property {number} now  ms by the server's clock
 * @property {boolean} isOpen
 * @property {import('./connection.js').State} connection
 * @property {number} lastMessageAt
 * @property {object | undefined} refusal  why the last handshake was refused, if it was
 * @property {Map<string, import('./live-symbol.js').LiveSymbol>} symbols
 * @property {(symbol: string) => import('./protocol.js').Role} roleOf
 * @property {(symbol: string) => import('./protocol.js').SubscribeOptions} optionsOf
 * @property {(connection: import('./connection.js').State) => void} onConnection
 * @property {(message: Message) => void} onMessage
 * @property {(limit: number) => void} onSlotLimit
 * @typedef {object} Deps
 * @property {Page} state
 * @property {import('../kit/timers.js').Clock} clock
 * @property {() => void} changed  requests a frame
 * @property {() => void} onWanted  the limit of symbols has changed
 * @property {() => void} onRefused  connecting has failed repeatedly; called for the 1st, 2nd, 4th, 8th… attempt, and for each one while the server
 *   refuses handshakes
 * @property {() => void} onConnection  the connection has opened or closed; called after the state was updated
 * @property {(bytes: number) => void} onFrame
 * @property {(message: Message) => void} onMessage  called after the state was updated
 * @typedef {object} FirstSocket  what js/first-socket.js has opened
 * @property {WebSocket} socket
 * @property {string} subscribed  the symbol it has subscribed; empty if none
 * @property {Event[]} events  the socket's events so far
 * @property {(event: Event) => void} keep  its listener
 */

/** A page that missed trades is slow or far away: they are requested when the burst may be over. */
export const MISSED_PAUSE = 5_000;

/** The 1st, 2nd, 4th, 8th… attempt: a full server must not get a second request for each one. @param {number} attempts */
const isPowerOfTwo = (attempts) => (attempts & (attempts - 1)) === 0;

/**
 * Connects the page to the price socket: builds the connection and the subscriptions, and passes messages to the page's state.
 * @param {Deps} deps
 */
export function connectPrices({ state, clock, changed, onWanted, onRefused, onConnection, onFrame, onMessage }) {
  /** The symbol that js/first-socket.js has subscribed over this socket; empty if none. */
  let subscribed = '';
  const connection = new Connection({
    url: new URL('prices', document.baseURI).href.replace(/^http/, 'ws').replace(/[?#].*$/, ''),
    openSocket: (url, subprotocol) => {
      const first = takeFirstSocket(window);
      subscribed = first?.subscribed ?? '';
      return first?.socket ?? new WebSocket(url, subprotocol);
    },
    clock,
    elapsed: () => performance.now(),
    random: Math.random,
    onState: (name) => {
      // A socket that closes before its first message has been refused too.
      const hasFailed = name === 'waiting' && (state.connection === 'connecting' || connection.attempts > 1);
      if (hasFailed && (state.refusal || isPowerOfTwo(connection.attempts))) onRefused();
      state.onConnection(name);
      subscription.onConnection(state.isOpen, subscribed);
      onConnection();
      changed();
    },
    onMessage: receive,
    onAnyMessage: () => { state.lastMessageAt = state.now; },
    onFrame,
  });
  const subscription = new Subscription({
    send: (text) => connection.send(text),
    clock,
    roleOf: (symbol) => state.roleOf(symbol),
    optionsOf: (symbol) => state.optionsOf(symbol),
    onSubscribe: (symbol) => { state.symbols.get(symbol)?.onSubscribe(state.now); changed(); },
    onLimit: (limit) => { state.onSlotLimit(limit); onWanted(); },
  });
  const missed = new MissedTrades(clock, (symbol) => subscription.retry(symbol));

  /** @param {Message} message */
  function receive(message) {
    state.onMessage(message);
    // After the state: a refusal may be followed by another subscribe at once.
    subscription.onMessage(message);
    missed.onMessage(message);
    onMessage(message);
    changed();
  }
  return { connection, subscription };
}

/**
 * Subscribes again to symbols for which the server left trades out: the answer holds those it still has, and candles for the
 * others.
 */
export class MissedTrades {
  /** @type {Timers} */ #waiting;
  /** @type {(symbol: string) => void} */ #request;

  /** @param {import('../kit/timers.js').Clock} clock @param {(symbol: string) => void} request */
  constructor(clock, request) {
    this.#waiting = new Timers(clock);
    this.#request = request;
  }

  /** @param {import('./protocol.js').Message} message */
  onMessage(message) {
    if (message.kind === 'trades' && message.batch.missed && !this.#waiting.has(message.symbol)) {
      this.#waiting.start(message.symbol, () => this.#request(message.symbol), MISSED_PAUSE);
    }
  }
}

/**
 * Takes over the socket that the page's head has opened. Its events so far are dispatched again once the caller has set its
 * handlers.
 * @param {Window & { firstSocket?: FirstSocket }} page
 * @returns {Pick<FirstSocket, 'socket' | 'subscribed'> | undefined}  undefined from the second call on
 */
export function takeFirstSocket(page) {
  const { firstSocket } = page;
  if (firstSocket === undefined) return undefined;
  delete page.firstSocket;
  const { socket, events, keep } = firstSocket;
  for (const type of ['open', 'message', 'close']) socket.removeEventListener(type, keep);
  // No new event can come in between: it would be a task, and microtasks run before the next task.
  queueMicrotask(() => events.forEach((event) => socket.dispatchEvent(event)));
  return firstSocket;
}

// @ts-check
import { Timers } from '../kit/timers.js';
import { Connection } from './connection.js';
import { Subscription } from './subscription.js';

/**
 * @typedef {import('./protocol.js').Message} Message
 * @typedef {object} Page  the page's state, as far as prices change it
 * @property {number} now  ms by the server's clock
 * @property {boolean} isOpen
 * @property {import('./connection.js').State} connection
 * @property {number} heardAt
 * @property {Map<string, import('./live-symbol.js').LiveSymbol>} symbols
 * @property {(symbol: string) => import('./protocol.js').Ask} askOf
 * @property {(connection: import('./connection.js').State) => void} onConnection
 * @property {(message: Message) => void} onMessage
 * @property {(limit: number) => void} onSlotLimit
 * @typedef {object} Deps
 * @property {Page} state
 * @property {import('../kit/timers.js').Clock} clock
 * @property {() => void} changed  asks for a frame
 * @property {() => void} onWanted  the server lets this page hold more symbols or fewer
 * @property {() => void} onRefused  no socket could be had, again and again; told more and more seldom
 * @property {() => void} onConnection  the state knows that it is open now, or is not any more
 * @property {(bytes: number) => void} onFrame
 * @property {(message: Message) => void} onMessage  after the state knows it
 */

/** The first, second, fourth, eighth…: a server that has no place must not be asked twice each time. @param {number} attempts */
const isPowerOfTwo = (attempts) => (attempts & (attempts - 1)) === 0;

/**
 * Builds what brings prices: the socket, what is asked over it, and what its messages change in the page's state. A part of
 * main.js.
 * @param {Deps} deps
 */
export function connectPrices({ state, clock, changed, onWanted, onRefused, onConnection, onFrame, onMessage }) {
  /** What has been asked for over this socket before it opened for the page. */
  let asked = '';
  const connection = new Connection({
    url: new URL('prices', document.baseURI).href.replace(/^http/, 'ws').replace(/[?#].*$/, ''),
    openSocket: (url, subprotocol) => {
      const first = takeFirstSocket(window);
      asked = first?.asked ?? '';
      return first?.socket ?? new WebSocket(url, subprotocol);
    },
    clock,
    elapsed: () => performance.now(),
    random: Math.random,
    onState: (name) => {
      if (name === 'waiting' && state.connection === 'connecting' && isPowerOfTwo(connection.attempts)) onRefused();
      state.onConnection(name);
      subscription.onConnection(state.isOpen, asked);
      onConnection();
      changed();
    },
    onMessage: receive,
    onHeard: () => { state.heardAt = state.now; },
    onFrame,
  });
  const subscription = new Subscription({
    send: (text) => connection.send(text),
    clock,
    askOf: (symbol) => state.askOf(symbol),
    onAsking: (symbol) => { state.symbols.get(symbol)?.onAsking(state.now); changed(); },
    onLimit: (limit) => { state.onSlotLimit(limit); onWanted(); },
  });
  const missed = new MissedTrades(clock, (symbol) => subscription.retry(symbol));

  /** @param {Message} message */
  function receive(message) {
    state.onMessage(message);
    // After the state: a refusal may at once be followed by asking again.
    subscription.onMessage(message);
    missed.onMessage(message);
    onMessage(message);
    changed();
  }
  return { connection, subscription };
}

/** A page that missed trades is slow or far away: what it lacks is asked for when the flood may be over. */
export const MISSED_PAUSE = 5_000;

/**
 * Asks again for symbols of which the server left trades out: the answer brings those it still has, and candles in place
 * of the others.
 */
export class MissedTrades {
  /** @type {Timers} */ #waiting;
  /** @type {(symbol: string) => void} */ #ask;

  /** @param {import('../kit/timers.js').Clock} clock @param {(symbol: string) => void} ask */
  constructor(clock, ask) {
    this.#waiting = new Timers(clock);
    this.#ask = ask;
  }

  /** @param {import('./protocol.js').Message} message */
  onMessage(message) {
    if (message.kind === 'trades' && message.batch.missed && !this.#waiting.has(message.symbol)) {
      this.#waiting.start(message.symbol, () => this.#ask(message.symbol), MISSED_PAUSE);
    }
  }
}

/**
 * @typedef {object} FirstSocket  what js/first-socket.js has opened
 * @property {WebSocket} socket
 * @property {string} asked  the symbol it has asked for by now; empty if none
 * @property {Event[]} events  what the socket has told
 * @property {(event: Event) => void} keep  its listener
 */

/**
 * Takes over the socket that the page's head has opened. What it told until now it tells again, as soon as whoever took it
 * has put its handlers on.
 * @param {Window & { firstSocket?: FirstSocket }} page
 * @returns {Pick<FirstSocket, 'socket' | 'asked'> | undefined}  none from the second time on
 */
export function takeFirstSocket(page) {
  const { firstSocket } = page;
  if (firstSocket === undefined) return undefined;
  delete page.firstSocket;
  const { socket, events, keep } = firstSocket;
  for (const type of ['open', 'message', 'close']) socket.removeEventListener(type, keep);
  // Nothing new can come in between: that would be a task, and this is done before the next one.
  queueMicrotask(() => events.forEach((event) => socket.dispatchEvent(event)));
  return firstSocket;
}

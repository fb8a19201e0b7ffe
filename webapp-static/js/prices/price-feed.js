// @ts-check
import { Connection } from './connection.js';
import { takeFirstSocket } from './first-socket.js';
import { MissedTrades } from './missed-trades.js';
import { Subscription } from './subscription.js';

/**
 * @typedef {import('./protocol.js').Message} Message
 * @typedef {object} Surroundings
 * @property {import('../app/page-state.js').PageState} state
 * @property {import('../kit/timers.js').Clock} clock
 * @property {() => void} changed  asks for a frame
 * @property {() => void} onWanted  the server lets this page hold more symbols or fewer
 * @property {() => void} onRefused  no socket could be had, again and again; told more and more seldom
 * @property {() => void} onConnection  the state knows that it is open now, or is not any more
 * @property {(bytes: number) => void} onFrame
 * @property {(message: Message) => void} onMessage  after the state knows it
 */

/** The first, second, fourth, eighth…: a server that has no place must not be asked twice each time. @param {number} attempts */
const isTold = (attempts) => (attempts & (attempts - 1)) === 0;

/**
 * Builds what brings prices: the socket, what is asked over it, and what its messages change in the page's state. A part of
 * main.js.
 * @param {Surroundings} around
 */
export function followPrices({ state, clock, changed, onWanted, onRefused, onConnection, onFrame, onMessage }) {
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
      if (name === 'waiting' && state.connection === 'connecting' && isTold(connection.attempts)) onRefused();
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
    onLimit: (places) => { state.onPlaces(places); onWanted(); },
  });
  const missed = new MissedTrades(clock, (symbol) => subscription.retry(symbol));

  /** @param {Message} message */
  function receive(message) {
    // Whatever the device says of its network: something has come.
    state.isOnline = true;
    if (message.kind === 'status') state.onStatus(message);
    else if (message.kind === 'pace') state.onPace(message);
    else if (message.kind === 'subscribed') state.symbols.get(message.symbol)?.onSubscribed(message.batch, state.now, state.slack);
    else if (message.kind === 'trades') state.symbols.get(message.symbol)?.onTrades(message.batch, state.now, state.slack);
    else if (message.kind === 'candles') state.symbols.get(message.symbol)?.onCandles(message.batch);
    else if (message.kind === 'refused') state.onRefused(message.symbol, message.code);
    // After the state: a refusal may at once be followed by asking again.
    subscription.onMessage(message);
    missed.onMessage(message);
    onMessage(message);
    changed();
  }
  return { connection, subscription };
}

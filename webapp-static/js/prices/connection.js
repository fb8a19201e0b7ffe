// @ts-check
import { Timer, backoff } from '../kit/timers.js';
import { SUBPROTOCOL, parse } from './protocol.js';

/**
 * @typedef {'idle' | 'connecting' | 'open' | 'waiting' | 'closed'} State
 * @typedef {import('./protocol.js').Message} Message
 * @typedef {object} Deps  what the connection needs of the browser, and its callbacks
 * @property {string} url
 * @property {(url: string, subprotocol: string) => WebSocket} openSocket
 * @property {import('../kit/timers.js').Clock} clock
 * @property {() => number} elapsed  of a monotonic clock, ms
 * @property {() => number} random
 * @property {(state: State) => void} onState
 * @property {(message: Message) => void} onMessage
 * @property {() => void} [onAnyMessage]  any message has arrived
 * @property {(bytes: number) => void} [onFrame]  the length of each text received; the server's are ASCII
 */

/** A socket without a message by then counts as failed: the server sends a message right after the handshake. */
export const CONNECT_DEADLINE = 10_000;
/** The server sends at least a ping every 20 s: a socket that has been silent for so long is dead. */
export const SILENCE = 50_000;
/** Close codes after which the client waits longer: "policy violation" and "try again later". */
const BACK_OFF_CODES = [1008, 1013];
const BACK_OFF_ATTEMPT = 3;
const NORMAL_CLOSURE = 1000;
/** Clients that were sent the same delay return spread over this part of it. */
const SPREAD = 0.25;

/** One WebSocket at a time, reconnected with back-off whenever it is lost, until stopped. */
export class Connection {
  /** @type {Deps} */ #deps;
  /** @type {State} */ #state = 'idle';
  /** The current socket; events of any other are ignored. @type {WebSocket | undefined} */ #socket;
  /** @type {Timer} */ #timer;
  #attempt = 0;
  /** When the next attempt may begin, and when it does, ms of the monotonic clock. */
  #notBefore = 0;
  #due = 0;
  /** When the last message arrived, ms of the monotonic clock. */
  #lastMessageAt = 0;
  /** Whether the timer runs for `SILENCE`; before the first message it runs for `CONNECT_DEADLINE`. */
  #isWatching = false;

  /** @param {Deps} deps */
  constructor(deps) {
    this.#deps = deps;
    this.#timer = new Timer(deps.clock);
  }

  get state() { return this.#state; }

  /** Attempts in a row without a message. */
  get attempts() { return this.#attempt; }

  start() {
    if (this.#state === 'idle' || this.#state === 'closed') this.#connect();
  }

  /**
   * Reconnects at once, because the network is back: an open socket may be dead although no close event has come, and a back-off
   * need not run out.
   */
  retryNow() {
    if (this.#state === 'idle' || this.#state === 'closed') return;
    this.#notBefore = 0;
    this.#drop();
    this.#connect();
  }

  /**
   * Applies a delay that the server requests before the next attempt, unless the back-off is longer.
   * @param {number} delay  ms
   * @returns {number} ms until the next attempt
   */
  holdOff(delay) {
    this.#notBefore = this.#deps.elapsed() + delay * (1 + SPREAD * this.#deps.random());
    if (this.#state === 'waiting') this.#wait();
    return Math.max(0, (this.#state === 'waiting' ? this.#due : this.#notBefore) - this.#deps.elapsed());
  }

  /** Checks for silence at once: timers may not have run for a while. */
  check() {
    if (this.#state === 'open' && this.#silence >= SILENCE) this.retryNow();
  }

  stop() {
    this.#drop();
    this.#enter('closed');
  }

  /**
   * Sends if open; otherwise drops the text, because everything wanted is sent on open.
   * @param {string} text
   */
  send(text) {
    if (this.#state === 'open') this.#socket?.send(text);
  }

  #connect() {
    const socket = this.#deps.openSocket(this.#deps.url, SUBPROTOCOL);
    this.#socket = socket;
    const isCurrent = () => this.#socket === socket;
    socket.onopen = () => { if (isCurrent()) this.#opened(); };
    socket.onmessage = (event) => { if (isCurrent()) this.#received(event.data); };
    socket.onclose = (event) => { if (isCurrent()) this.#lost(event.code); };
    this.#isWatching = false;
    this.#timer.start(() => this.#lost(), CONNECT_DEADLINE);
    this.#enter('connecting');
  }

  #opened() {
    this.#enter('open');
  }

  get #silence() { return this.#deps.elapsed() - this.#lastMessageAt; }

  /** Checks for silence when it could be reached at the earliest: a timer per message would cost more than the message. */
  #watch() {
    this.#timer.start(() => { if (this.#silence >= SILENCE) this.#lost(); else this.#watch(); }, Math.max(0, SILENCE - this.#silence));
  }

  /** @param {unknown} data */
  #received(data) {
    // Not on open: a server that accepts and closes at once must still be backed off from.
    this.#attempt = 0;
    this.#lastMessageAt = this.#deps.elapsed();
    if (!this.#isWatching) this.#watch();
    this.#isWatching = true;
    this.#deps.onAnyMessage?.();
    if (typeof data === 'string') this.#deps.onFrame?.(data.length);
    const message = parse(data);
    if (message) this.#deps.onMessage(message);
  }

  /** @param {number} [code] */
  #lost(code) {
    this.#drop();
    if (code !== undefined && BACK_OFF_CODES.includes(code)) this.#attempt = Math.max(this.#attempt, BACK_OFF_ATTEMPT);
    this.#due = this.#deps.elapsed() + backoff(this.#attempt, this.#deps.random);
    this.#wait();
    this.#attempt += 1;
    this.#enter('waiting');
  }

  #wait() {
    this.#due = Math.max(this.#due, this.#notBefore);
    this.#timer.start(() => this.#connect(), this.#due - this.#deps.elapsed());
  }

  #drop() {
    this.#timer.cancel();
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close(NORMAL_CLOSURE);
  }

  /** @param {State} state */
  #enter(state) {
    if (this.#state === state) return;
    this.#state = state;
    this.#deps.onState(state);
  }
}

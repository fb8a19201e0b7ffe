// @ts-check
import { subscribeText, unsubscribeText } from './protocol.js';
import { Timer } from './timers.js';

/**
 * @typedef {import('./protocol.js').Cursor} Cursor
 * @typedef {import('./protocol.js').Message} Message
 * @typedef {'asked' | 'held' | 'leaving'} Standing  of a symbol at the server, on this socket
 * @typedef {object} Surroundings
 * @property {(text: string) => void} send
 * @property {import('./timers.js').Clock} clock
 * @property {(symbol: string) => Cursor | undefined} cursorOf  where to go on from
 * @property {() => void} onAsking  the wanted symbol is about to be asked for
 */

/** After "too fast" a second's pause is enough: the server counts commands per second. */
export const TOO_FAST_PAUSE = 1_000;
/** A place becomes free when someone leaves; nobody waits at the screen for it. */
export const LIMIT_PAUSE = 30_000;

/**
 * Keeps the server's idea of what this page watches equal to the one symbol wanted. It compares
 * what is wanted with what this socket has asked for, and sends the difference.
 */
export class Subscription {
  /** @type {Surroundings} */ #around;
  /** @type {Map<string, Standing>} */ #standings = new Map();
  /** @type {Timer} */ #timer;
  #wanted = '';
  #isOpen = false;

  /** @param {Surroundings} around */
  constructor(around) {
    this.#around = around;
    this.#timer = new Timer(around.clock);
  }

  /** @param {string} symbol  empty for none */
  want(symbol) {
    this.#timer.cancel();
    this.#wanted = symbol;
    this.#standings.delete(symbol);
    this.#sync();
  }

  /** Asks again for the wanted symbol. */
  retry() {
    this.want(this.#wanted);
  }

  /**
   * A new socket knows nothing yet.
   * @param {boolean} isOpen
   */
  onConnection(isOpen) {
    this.#timer.cancel();
    this.#standings.clear();
    this.#isOpen = isOpen;
    this.#sync();
  }

  /** @param {Message} message */
  onMessage(message) {
    if (message.kind === 'subscribed') this.#move(message.symbol, 'asked', 'held');
    else if (message.kind === 'unsubscribed') this.#move(message.symbol, 'leaving', undefined);
    else if (message.kind === 'refused') this.#refused(message.code, message.symbol);
  }

  /** @param {string} code @param {string | undefined} symbol */
  #refused(code, symbol) {
    if (code === 'TOO_FAST') {
      for (const one of symbol === undefined ? [...this.#standings.keys()] : [symbol]) {
        this.#move(one, 'asked', undefined);
        this.#move(one, 'leaving', 'held');
      }
      this.#timer.start(() => this.#sync(), TOO_FAST_PAUSE);
    } else if (code === 'UNKNOWN_SYMBOL' && symbol !== this.#wanted && symbol !== undefined) {
      this.#standings.delete(symbol);
    } else if (code === 'SYMBOL_LIMIT' || code === 'CLIENT_LIMIT') {
      const refused = symbol ?? this.#wanted;
      this.#standings.delete(refused);
      if (refused === this.#wanted) this.#timer.start(() => this.retry(), LIMIT_PAUSE);
    }
  }

  /** @param {string} symbol @param {Standing} from @param {Standing | undefined} to */
  #move(symbol, from, to) {
    if (this.#standings.get(symbol) !== from) return;
    if (to === undefined) this.#standings.delete(symbol);
    else this.#standings.set(symbol, to);
  }

  /** First gives back, then takes, so that one place is enough. */
  #sync() {
    if (!this.#isOpen) return;
    for (const [symbol, standing] of this.#standings) {
      if (symbol === this.#wanted || standing === 'leaving') continue;
      this.#standings.set(symbol, 'leaving');
      this.#around.send(unsubscribeText(symbol));
    }
    const standing = this.#standings.get(this.#wanted);
    if (this.#wanted === '' || standing === 'asked' || standing === 'held') return;
    this.#standings.set(this.#wanted, 'asked');
    this.#around.onAsking();
    this.#around.send(subscribeText(this.#wanted, this.#around.cursorOf(this.#wanted)));
  }
}

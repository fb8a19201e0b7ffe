// @ts-check
import { Timer, Timers } from '../kit/timers.js';
import { subscribeText, unsubscribeText } from './protocol.js';

/**
 * @typedef {import('./protocol.js').SubscribeOptions} SubscribeOptions
 * @typedef {import('./protocol.js').Message} Message
 * @typedef {import('./protocol.js').Role} Role
 * @typedef {'requested' | 'held' | 'leaving'} RequestState  of a symbol, on this socket
 * @typedef {{ state: RequestState, role: Role }} Request  with the role last sent
 * @typedef {object} Deps
 * @property {(text: string) => void} send
 * @property {import('../kit/timers.js').Clock} clock
 * @property {(symbol: string) => Role} roleOf  what the symbol is wanted for now
 * @property {(symbol: string) => SubscribeOptions} optionsOf  its role, where to resume, and which candles to request
 * @property {(symbol: string) => void} onSubscribe  the symbol is about to be subscribed; not if only its role changes
 * @property {(limit: number) => void} onLimit  the server allows this page only so many symbols
 */

/** Pause after `TOO_FAST`: the server counts commands per second. */
export const TOO_FAST_PAUSE = 1_000;
/** Pause after a limit: a slot becomes free when another viewer leaves. */
export const LIMIT_PAUSE = 30_000;

/**
 * Keeps this page's subscriptions at the server equal to the symbols wanted and their roles. It compares those wanted with those
 * requested over this socket, and sends the difference: at most two commands per symbol, far below the server's rate limit. Changes
 * during a pause are merged.
 */
export class Subscription {
  /** @type {Deps} */ #deps;
  /** @type {Map<string, Request>} */ #requests = new Map();
  /** Back-off timers of symbols refused because of a limit. @type {Timers} */ #backingOff;
  /** Runs after `TOO_FAST`. @type {Timer} */ #pause;
  /** In order of importance. @type {readonly string[]} */ #wanted = [];
  #isOpen = false;

  /** @param {Deps} deps */
  constructor(deps) {
    this.#deps = deps;
    this.#pause = new Timer(deps.clock);
    this.#backingOff = new Timers(deps.clock);
  }

  /**
   * Sets the wanted symbols; called also when a role has changed. New ones are subscribed at once.
   * @param {readonly string[]} symbols  the most important first
   */
  want(symbols) {
    for (const symbol of this.#backingOff.names) if (!symbols.includes(symbol)) this.#backingOff.cancel(symbol);
    this.#wanted = [...symbols];
    this.#sync();
  }

  /**
   * Subscribes to a wanted symbol again, also if it is held: then the answer holds what is new.
   * @param {string} symbol
   */
  retry(symbol) {
    if (!this.#wanted.includes(symbol)) return;
    this.#backingOff.cancel(symbol);
    this.#requests.delete(symbol);
    this.#sync();
  }

  /**
   * A new socket has no subscriptions yet, except the chart's if it was made while the page was loading.
   * @param {boolean} isOpen
   * @param {string} [subscribed]  the symbol subscribed over it already; empty for none
   */
  onConnection(isOpen, subscribed = '') {
    this.#pause.cancel();
    this.#backingOff.names.forEach((symbol) => this.#backingOff.cancel(symbol));
    this.#requests.clear();
    if (isOpen && subscribed !== '') this.#requests.set(subscribed, { state: 'requested', role: 'chart' });
    this.#isOpen = isOpen;
    this.#sync();
  }

  /** @param {Message} message */
  onMessage(message) {
    if (message.kind === 'subscribed') this.#move(message.symbol, 'requested', 'held');
    else if (message.kind === 'unsubscribed') this.#move(message.symbol, 'leaving', undefined);
    else if (message.kind === 'refused') this.#refused(message.code, message.symbol);
  }

  /** @param {string} code @param {string | undefined} symbol */
  #refused(code, symbol) {
    if (code === 'TOO_FAST') this.#tooFast(symbol);
    else if (code === 'UNKNOWN_SYMBOL' && symbol !== undefined && !this.#wanted.includes(symbol)) {
      this.#requests.delete(symbol);
    } else if (code === 'SYMBOL_LIMIT' || code === 'CLIENT_LIMIT') {
      this.#onNoSlot(symbol ?? this.#wanted[0] ?? '');
      // Answers arrive in order, so those held now are those the server counted.
      const held = [...this.#requests.values()].filter(({ state }) => state === 'held').length;
      if (code === 'CLIENT_LIMIT') this.#deps.onLimit(Math.max(1, held));
    }
  }

  /** @param {string | undefined} symbol  all unanswered ones if it is not named */
  #tooFast(symbol) {
    for (const one of symbol === undefined ? [...this.#requests.keys()] : [symbol]) {
      this.#move(one, 'requested', undefined);
      this.#move(one, 'leaving', 'held');
    }
    this.#pause.start(() => this.#sync(), TOO_FAST_PAUSE);
  }

  /** @param {string} symbol */
  #onNoSlot(symbol) {
    this.#requests.delete(symbol);
    if (this.#wanted.includes(symbol)) this.#backingOff.start(symbol, () => this.#sync(), LIMIT_PAUSE);
  }

  /** @param {string} symbol @param {RequestState} from @param {RequestState | undefined} to */
  #move(symbol, from, to) {
    const request = this.#requests.get(symbol);
    if (request?.state !== from) return;
    if (to === undefined) this.#requests.delete(symbol);
    else request.state = to;
  }

  /** Unsubscribes first, so that slots are free for new symbols; each further free slot ends one back-off. */
  #sync() {
    if (!this.#isOpen || this.#pause.isRunning) return;
    const given = this.#unsubscribeUnwanted();
    const missing = this.#wanted.filter((symbol) => !this.#isRequested(symbol));
    this.#wanted.filter((symbol) => this.#isRequested(symbol)).forEach((symbol) => this.#changeRole(symbol));
    const ready = missing.filter((symbol) => !this.#backingOff.has(symbol));
    const backingOff = missing.filter((symbol) => this.#backingOff.has(symbol));
    [...ready, ...backingOff.slice(0, Math.max(0, given - ready.length))].forEach((symbol) => this.#subscribe(symbol));
  }

  /** @returns {number} how many */
  #unsubscribeUnwanted() {
    const left = [...this.#requests].filter(([symbol, { state }]) => state !== 'leaving' && !this.#wanted.includes(symbol));
    for (const [symbol, request] of left) {
      request.state = 'leaving';
      this.#deps.send(unsubscribeText(symbol));
    }
    return left.length;
  }

  /** @param {string} symbol */
  #isRequested(symbol) {
    return (this.#requests.get(symbol)?.state ?? 'leaving') !== 'leaving';
  }

  /** @param {string} symbol */
  #changeRole(symbol) {
    if (this.#requests.get(symbol)?.role !== this.#deps.roleOf(symbol)) this.#sendSubscribe(symbol);
  }

  /** @param {string} symbol */
  #subscribe(symbol) {
    this.#backingOff.cancel(symbol);
    this.#deps.onSubscribe(symbol);
    this.#sendSubscribe(symbol);
  }

  /** @param {string} symbol */
  #sendSubscribe(symbol) {
    this.#requests.set(symbol, { state: 'requested', role: this.#deps.roleOf(symbol) });
    this.#deps.send(subscribeText(symbol, this.#deps.optionsOf(symbol)));
  }
}

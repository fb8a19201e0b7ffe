// @ts-check
import { ChartChoice } from '../chart/chart-choice.js';
import { dayAround, dayFigures } from '../quote/day-figures.js';
import { keepsHours } from '../symbols/kinds.js';
import { LiveSymbol } from '../prices/live-symbol.js';
import { closedTimes } from '../prices/market-hours.js';
import { Watchlist } from '../watchlist/watched-symbols.js';

/**
 * @typedef {import('../prices/protocol.js').Feed} Feed
 * @typedef {import('../symbols/known-symbols.js').SymbolLookup} SymbolLookup
 * @typedef {import('../prices/connection.js').State} Connection
 * @typedef {import('../prices/protocol.js').Message} Message
 */

/** Symbols a page may hold at once unless the server says another number. */
export const DEFAULT_LIMIT = 8;
/** The server pings every 20 s at least; with this on top a ping that was sent has come. */
export const SILENT = 25_000;
/** A device's clock may be set for another time zone. */
const UNSURE = 24 * 60 * 60_000;
/** By less than this the offset differs each time it is measured. */
const UNNOTICED = 5_000;

/** All the page shows, in one place; the views only read it. */
export class PageState {
  /** The main symbol and those of the watchlist. @type {Map<string, LiveSymbol>} */ symbols = new Map();
  watchlist = new Watchlist();
  #main = '';
  #nothing = new LiveSymbol('');
  #limit = DEFAULT_LIMIT;
  /** What the server has really let this connection hold, if it was less. */ #slotLimit = Infinity;
  /** Undefined while there is no list of symbols. @type {SymbolLookup | undefined} */ catalogue;
  /** Why there is no catalogue yet. @type {import('../search/worker/symbol-list.js').Trouble} */ listTrouble = 'loading';
  /** @type {Connection} */ connection = 'idle';
  /** Whether there ever was a connection: a lost one is told apart from a first one. */
  wasOpen = false;
  /** What the server says of its own source; undefined until it has. @type {Feed | undefined} */ feed;
  /** Since when its source is in this state, ms by the server's clock. */
  since = 0;
  simulated = false;
  /** How long a symbol waits between two updates while the server is busy; undefined while it is not. @type {number | undefined} */
  busyMillis;
  isOnline = true;
  /** Whether the server has let nobody in from here since the connection was lost, because it wants an access token. */
  isSignedOut = false;
  /** How the reader wants to see the chart. */
  choice = new ChartChoice();
  /** The hours of the US stock market, once known. @type {import('../prices/market-hours.js').Market | undefined} */ market;
  /** What the server's clock is ahead of this one, ms. */
  clockOffset = 0;
  /** Whether that was measured. */
  isClockKnown = false;
  /** When the server was last heard from, ms by its clock; infinite while that is not followed. */
  heardAt = Infinity;
  /** This device's time, ms. @type {() => number} */ #device;

  /** @param {() => number} [device]  this device's time, ms; must not jump */
  constructor(device = Date.now) {
    this.#device = device;
  }

  /** The server's time, ms. */
  get now() { return this.#device() + this.clockOffset; }

  /** How far that may be behind, ms: a device's clock may be wrong. */
  get slack() { return this.isClockKnown ? 0 : UNSURE; }

  /**
   * Whether nothing was heard for so long, not even a ping, that it is not known whether anything could come.
   * @param {number} now
   */
  isSilent(now) {
    return this.isOpen && now - this.heardAt > SILENT;
  }

  /**
   * This device's clock was set, or it slept. Set back it tells nothing of the server's time; set forward it may be right.
   * @param {number} jump  ms
   */
  onClockJump(jump) {
    if (jump < 0) this.clockOffset -= jump;
  }

  /**
   * The server has told its time.
   * @param {number} offset  what its clock is ahead of this one, ms
   * @returns {string[]} the symbols to ask for again
   */
  onServerClock(offset) {
    const shift = offset - this.clockOffset;
    this.heardAt += shift;
    this.clockOffset = offset;
    if (this.isClockKnown && Math.abs(shift) < UNNOTICED) return [];
    this.isClockKnown = true;
    return [...this.symbols.values()].filter((live) => live.onClock(this.now, shift)).map(({ symbol }) => symbol);
  }

  /** When the chosen symbol could not be traded. */
  get closedTimes() { return this.hasHours(this.live.symbol) ? closedTimes(this.market) : []; }

  /** The chosen symbol's trading day so far; undefined while nobody has told it. */
  get day() {
    const { live } = this;
    return live.day && dayFigures(live, dayAround(live.day.time, this.hasHours(live.symbol), this.market), this.now);
  }

  get isOpen() { return this.connection === 'open'; }

  /** The main symbol, which the chart shows. */
  get live() { return this.symbols.get(this.#main) ?? this.#nothing; }

  /** The chosen symbol's row in the catalogue, if it is known there. */
  get row() { return this.catalogue?.find(this.live.symbol); }

  /** The symbol this page gives back when another one becomes the main one; empty if none. */
  get leaving() { return this.live.isWanted && !this.watchlist.has(this.#main) ? this.#main : ''; }

  /** What a person calls the chosen symbol. */
  get ticker() { return this.tickerOf(this.live.symbol); }

  /** Symbols this page may hold at once. */
  get limit() { return Math.min(this.#limit, this.#slotLimit); }

  /** The symbols to hold at the server, as many as it allows, the main one first. */
  get wanted() { return this.#candidates.slice(0, this.limit); }

  /**
   * What to ask the server of a symbol: what this page lacks. Seconds are for the one on the chart.
   * @param {string} symbol
   */
  askOf(symbol) {
    const live = this.symbols.get(symbol);
    return { after: live?.series.cursor, candles: live?.book.candleRequests(symbol === this.#main) };
  }

  /** The symbols the server has given, the main one first. */
  get held() { return this.#candidates.filter((symbol) => this.symbols.get(symbol)?.phase === 'live'); }

  /** Whether a symbol is traded at certain hours only; simulated ones always are. @param {string} symbol */
  hasHours(symbol) {
    return !this.simulated && keepsHours(this.catalogue?.find(symbol)?.kind);
  }

  /** @param {string} symbol */
  tickerOf(symbol) {
    return this.catalogue?.find(symbol)?.ticker ?? symbol;
  }

  /** Makes a symbol the main one. @param {string} symbol  empty for none */
  choose(symbol) {
    this.#main = symbol;
    this.syncSymbols();
  }

  /** The main symbol or the watchlist has changed: every symbol shown has its live one, no other has. */
  syncSymbols() {
    const shown = new Set([this.#main, ...this.watchlist.symbols].filter((symbol) => symbol !== ''));
    for (const symbol of [...this.symbols.keys()]) if (!shown.has(symbol)) this.symbols.delete(symbol);
    for (const symbol of shown) {
      if (!this.symbols.has(symbol)) this.symbols.set(symbol, new LiveSymbol(symbol, this.feed, this.since));
    }
    for (const symbol of this.#candidates.slice(this.limit)) this.symbols.get(symbol)?.onRefused('CLIENT_LIMIT', this.now);
  }

  /** What the server's status says of symbols per page. @param {number} limit */
  onLimit(limit) {
    this.#limit = limit;
    this.syncSymbols();
  }

  /** What the server has let this page hold when it refused one more. @param {number} places */
  onSlotLimit(places) {
    this.#slotLimit = places;
    this.syncSymbols();
  }

  /** @param {Connection} connection */
  onConnection(connection) {
    this.connection = connection;
    this.wasOpen ||= connection === 'open';
    if (connection === 'open') {
      this.heardAt = this.now;
      this.isSignedOut = false;
      return;
    }
    this.feed = undefined;
    this.busyMillis = undefined;
    this.#slotLimit = Infinity;
    const until = Math.min(this.heardAt, this.now);
    this.symbols.forEach((live) => live.onAsking(until));
    this.syncSymbols();
  }

  /** The server has sent this. @param {Message} message */
  onMessage(message) {
    // Whatever the device says of its network: something has come.
    this.isOnline = true;
    if (message.kind === 'status') this.onStatus(message);
    else if (message.kind === 'pace') this.onPace(message);
    else if (message.kind === 'subscribed') this.symbols.get(message.symbol)?.onSubscribed(message.batch, this.now, this.slack);
    else if (message.kind === 'trades') this.symbols.get(message.symbol)?.onTrades(message.batch, this.now, this.slack);
    else if (message.kind === 'candles') this.symbols.get(message.symbol)?.onCandles(message.batch);
    else if (message.kind === 'refused') this.onRefused(message.symbol, message.code);
  }

  /** @param {{ feed: Feed, simulated: boolean, since?: number }} status */
  onStatus({ feed, simulated, since = 0 }) {
    this.feed = feed;
    this.since = since;
    this.simulated = simulated;
    this.symbols.forEach((live) => live.onFeed(feed, since));
  }

  /**
   * A refusal that names no symbol is the answer for the main one, if that has none yet.
   * @param {string | undefined} symbol
   * @param {string} code
   */
  onRefused(symbol, code) {
    if (symbol !== undefined) this.symbols.get(symbol)?.onRefused(code, this.now);
    else if (this.live.phase === 'asking') this.live.onRefused(code, this.now);
  }

  /** @param {{ isBusy: boolean, millis: number }} pace */
  onPace({ isBusy, millis }) {
    this.busyMillis = isBusy ? millis : undefined;
  }

  /** The symbols the server can be asked for, the most important first. */
  get #candidates() {
    const symbols = [this.#main, ...this.watchlist.symbols.filter((symbol) => symbol !== this.#main)];
    return symbols.filter((symbol) => this.symbols.get(symbol)?.isWanted);
  }
}

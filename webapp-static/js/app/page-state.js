// @ts-check
import { ChartChoice } from '../chart/chart-choice.js';
import { LiveSymbol } from '../prices/live-symbol.js';
import { closedTimes } from '../prices/market-hours.js';
import { dayAround, dayFigures, dayFromHistory } from '../quote/day-figures.js';
import { calendarOf, keepsHours } from '../symbols/kinds.js';
import { Watchlist } from '../watchlist/watched-symbols.js';

/**
 * @typedef {import('../prices/protocol.js').Feed} Feed
 * @typedef {import('../symbols/known-symbols.js').SymbolLookup} SymbolLookup
 * @typedef {import('../prices/connection.js').State} Connection
 * @typedef {import('../prices/handshake-refusal.js').Refusal} Refusal
 * @typedef {import('../prices/protocol.js').Message} Message
 */

/** Most symbols of a page at a time until the server reports its limit. */
const DEFAULT_LIMIT = 25;
/** The server pings at least every 20 s; after 5 s more a ping has been received, ms. */
const SILENT = 25_000;
/** How far a device's clock may be wrong, ms: it may be set for another time zone. */
const UNSURE = 24 * 60 * 60_000;
/** Smaller changes of the offset are noise of the measurement, ms. */
const UNNOTICED = 5_000;

/** The state of the page; views only read it. */
export class PageState {
  /** The main symbol and those of the watchlist. @type {Map<string, LiveSymbol>} */ symbols = new Map();
  watchlist = new Watchlist();
  #main = '';
  #nothing = new LiveSymbol('');
  #limit = DEFAULT_LIMIT;
  /** The number of symbols after which this connection was refused another one. */ #slotLimit = Infinity;
  /** Undefined while there is no list of symbols. @type {SymbolLookup | undefined} */ catalogue;
  /** Why there is no catalogue yet. @type {import('../search/worker/symbol-list.js').Trouble} */ listTrouble = 'loading';
  /** @type {Connection} */ connection = 'idle';
  /** Whether there ever was a connection, to distinguish reconnecting from connecting. */
  wasOpen = false;
  /** The state of the server's feed; undefined until it is reported. @type {Feed | undefined} */ feed;
  /** When the feed entered this state, ms by the server's clock. */
  since = 0;
  /** Whether the feed's state began at another time than reported before: its clock may have been set. */
  isClockDoubtful = false;
  simulated = false;
  /** Whether the server has no prices from the others of its cluster. */
  isCutOff = false;
  /**
   * The interval between two updates of a symbol while the server throttles, ms; undefined while it does not.
   * @type {number | undefined}
   */
  busyMillis;
  isOnline = true;
  /** Whether a first visit waits for the server to name a symbol. */
  isStarting = false;
  /** Whether this page has been hidden for a while. */
  isHidden = false;
  /** Whether the server has refused this browser since the connection was lost, because it requires an access token. */
  isSignedOut = false;
  /** Why the server has refused the last handshake; undefined if it has not. @type {Refusal | undefined} */ refusal;
  /** When the next handshake is due, ms of this device's time. */
  #retryAt = 0;
  /** The chart's parameters. */
  choice = new ChartChoice();
  /** Fetches what came before. @type {import('../prices/history.js').History | undefined} */ history;
  /** The hours of the US stock market, once known. @type {import('../prices/market-hours.js').Market | undefined} */ market;
  /** How far the server's clock is ahead of this device's, ms. */
  clockOffset = 0;
  /** Whether that was measured. */
  isClockKnown = false;
  /** When the last message arrived, ms by the server's clock; infinite before the first connection. */
  lastMessageAt = Infinity;
  /** This device's time, ms. @type {() => number} */ #device;

  /** @param {() => number} [device]  this device's time, ms; must not jump */
  constructor(device = Date.now) {
    this.#device = device;
  }

  /** The server's time, ms. */
  get now() { return this.#device() + this.clockOffset; }

  /** How far `now` may be behind the server's time, ms. */
  get slack() { return this.isClockKnown ? 0 : UNSURE; }

  /**
   * Whether not even a ping was received for so long that the connection may be dead.
   * @param {number} now
   */
  isSilent(now) {
    return this.isOpen && now - this.lastMessageAt > SILENT;
  }

  /**
   * This device's clock has jumped. A jump back is compensated; one forward may be sleep, after which the clock is right.
   * @param {number} jump  ms
   */
  onClockJump(jump) {
    if (jump < 0) this.clockOffset -= jump;
  }

  /**
   * The server's time was measured.
   * @param {number} offset  how far its clock is ahead of this device's, ms
   * @returns {string[]} the symbols to subscribe again
   */
  onServerClock(offset) {
    const shift = offset - this.clockOffset;
    this.lastMessageAt += shift;
    this.clockOffset = offset;
    if (this.isClockKnown && Math.abs(shift) < UNNOTICED) return [];
    const wasSet = this.isClockKnown;
    this.isClockKnown = true;
    return [...this.symbols.values()].filter((live) => live.onClock(this.now, shift, wasSet)).map(({ symbol }) => symbol);
  }

  /** When the market of the main symbol was closed. */
  get closedTimes() { return this.hasHours(this.live.symbol) ? closedTimes(this.market) : []; }

  /** What is known of the hours of the main symbol's market. @returns {import('../chart/folds.js').Hours} */
  get hours() {
    const { live, market } = this;
    return { calendar: live.book.calendar, market, isSure: !this.simulated };
  }

  /** The main symbol's trading day so far, from its quote or the history; undefined while there is neither. */
  get day() {
    const { live } = this;
    const quoted = live.day && dayFigures(live, dayAround(live.day.time, this.hasHours(live.symbol), this.market), this.now);
    const known = dayFromHistory(live);
    return quoted ? { ...quoted, volume: known?.volume } : known;
  }

  get isOpen() { return this.connection === 'open'; }

  /** The main symbol, which the chart shows. */
  get live() { return this.symbols.get(this.#main) ?? this.#nothing; }

  /** The main symbol's row in the catalogue, if known. */
  get row() { return this.catalogue?.find(this.live.symbol); }

  /** The symbol that is unsubscribed when another one becomes the main one; empty if none. */
  get leaving() { return this.live.isWanted && !this.watchlist.has(this.#main) ? this.#main : ''; }

  /** The main symbol's ticker. */
  get ticker() { return this.tickerOf(this.live.symbol); }

  /** Most rows of the watchlist at a time. */
  get limit() { return Math.min(this.#limit, this.#slotLimit); }

  /** Most symbols of this page at a time: the server allows one more for a chart that is in no row. */
  get #room() { return Math.min(this.#limit + (this.leaving === '' ? 0 : 1), this.#slotLimit); }

  /** The symbols to subscribe, as many as the server allows, the main one first. */
  get wanted() { return this.#candidates.slice(0, this.#room); }

  /** What a symbol is wanted for. @param {string} symbol @returns {import('../prices/protocol.js').Role} */
  roleOf(symbol) {
    if (this.isHidden) return 'hidden';
    return symbol === this.#main ? 'chart' : 'row';
  }

  /**
   * What a subscribe message requests: the data that this page lacks. Only the main symbol gets candles of a second, and a hidden
   * page none: it requests them when it is shown.
   * @param {string} symbol
   */
  optionsOf(symbol) {
    const live = this.symbols.get(symbol);
    const role = this.roleOf(symbol);
    const candles = role === 'hidden' ? undefined : live?.book.candleRequests(symbol === this.#main);
    return { role, after: live?.series.cursor, candles };
  }

  /** The subscribed symbols, the main one first. */
  get held() { return this.#candidates.filter((symbol) => this.symbols.get(symbol)?.phase === 'live'); }

  /** Whether a symbol is traded at certain hours only; simulated ones are always traded. @param {string} symbol */
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

  /** Keeps one `LiveSymbol` for each symbol shown, after the main symbol or the watchlist has changed. */
  syncSymbols() {
    const shown = new Set([this.#main, ...this.watchlist.symbols].filter((symbol) => symbol !== ''));
    for (const symbol of [...this.symbols.keys()]) if (!shown.has(symbol)) this.symbols.delete(symbol);
    for (const symbol of shown) {
      if (!this.symbols.has(symbol)) this.symbols.set(symbol, new LiveSymbol(symbol, this.isCutOff ? 'live' : this.feed, this.since));
    }
    this.onNames();
    for (const symbol of this.#candidates.slice(this.#room)) this.symbols.get(symbol)?.onRefused('CLIENT_LIMIT', this.now);
  }

  /** Names have become known, and with them what kind each symbol is of. */
  onNames() {
    for (const { symbol, book } of this.symbols.values()) book.calendar = calendarOf(symbol, this.catalogue?.find(symbol)?.kind);
  }

  /** The limit of symbols per page, from the server's status. @param {number} limit */
  onLimit(limit) {
    this.#limit = limit;
    this.syncSymbols();
  }

  /** The number of symbols after which the server refused another one. @param {number} limit */
  onSlotLimit(limit) {
    this.#slotLimit = limit;
    this.syncSymbols();
  }

  /** @param {Connection} connection */
  onConnection(connection) {
    this.connection = connection;
    this.wasOpen ||= connection === 'open';
    if (connection === 'open') {
      this.lastMessageAt = this.now;
      this.isSignedOut = false;
      return;
    }
    this.feed = undefined;
    this.busyMillis = undefined;
    this.#slotLimit = Infinity;
    const until = Math.min(this.lastMessageAt, this.now);
    this.symbols.forEach((live) => live.onSubscribe(until));
    this.syncSymbols();
  }

  /**
   * The server refuses handshakes.
   * @param {Refusal | undefined} refusal  undefined if it does not, or cannot be reached
   * @param {number} delay  until the next handshake, ms
   */
  onHandshakeRefused(refusal, delay) {
    this.refusal = refusal;
    this.#retryAt = this.#device() + delay;
  }

  /** Time until the next handshake after a refused one, ms; 0 while it is under way. */
  get retryIn() { return Math.max(0, this.#retryAt - this.#device()); }

  /** A message of the server has arrived. @param {Message} message */
  onMessage(message) {
    this.refusal = undefined;
    // A message proves that there is a network, whatever the browser reports.
    this.isOnline = true;
    if (message.kind === 'status') this.onStatus(message);
    else if (message.kind === 'pace') this.onPace(message);
    else if (message.kind === 'subscribed') this.symbols.get(message.symbol)?.onSubscribed(message.batch, this.now, this.slack);
    else if (message.kind === 'trades') this.symbols.get(message.symbol)?.onTrades(message.batch, this.now, this.slack);
    else if (message.kind === 'candles') this.symbols.get(message.symbol)?.onCandles(message.batch);
    else if (message.kind === 'tier') this.symbols.get(message.symbol)?.onTier(message.tier, this.now);
    else if (message.kind === 'refused') this.onRefused(message.symbol, message.code);
  }

  /**
   * What a server misses while it is cut off from the others of its cluster comes later: that is no gap.
   * @param {{ feed: Feed, simulated: boolean, since?: number, cutOff?: number }} status
   */
  onStatus({ feed, simulated, since = 0, cutOff }) {
    this.isClockDoubtful = feed === this.feed && since !== this.since && this.since !== 0;
    this.feed = feed;
    this.since = since;
    this.simulated = simulated;
    this.isCutOff = cutOff !== undefined;
    if (!this.isCutOff) this.symbols.forEach((live) => live.onFeed(feed, since));
  }

  /**
   * A refusal without a symbol applies to the main one, if it has no answer yet.
   * @param {string | undefined} symbol
   * @param {string} code
   */
  onRefused(symbol, code) {
    if (symbol !== undefined) this.symbols.get(symbol)?.onRefused(code, this.now);
    else if (this.live.phase === 'requested') this.live.onRefused(code, this.now);
  }

  /** @param {{ isBusy: boolean, millis: number }} pace */
  onPace({ isBusy, millis }) {
    this.busyMillis = isBusy ? millis : undefined;
  }

  /** The well-formed symbols, the most important first. */
  get #candidates() {
    const symbols = [this.#main, ...this.watchlist.symbols.filter((symbol) => symbol !== this.#main)];
    return symbols.filter((symbol) => this.symbols.get(symbol)?.isWanted);
  }
}

// @ts-check

/**
 * The wire format of the price socket: field names, types and codes. No other file contains them.
 * @typedef {{ price: number, time: number, volume: number, seq: number }} Trade
 * @typedef {{ epoch: number, seq: number }} Cursor
 * @typedef {'chart' | 'row' | 'hidden'} Role  what a symbol is wanted for: slots go to charts first; `hidden`: the page is not visible
 * @typedef {{ role?: Role, after?: Cursor, candles?: CandleRequest[] }} SubscribeOptions  the optional fields of a subscribe message
 * @typedef {'live' | 'connecting' | 'down' | 'refused'} Feed
 * @typedef {{ epoch: number, seq: number, trades: Trade[], complete?: boolean, missed?: number, arrived?: number }} Batch
 * @typedef {{ kind: 'status', feed: Feed, simulated: boolean, since: number, cutOff?: number }} Status  cutOff: since when the server has no prices
 *   from the others of its cluster
 * @typedef {{ kind: 'pace', isBusy: boolean, millis: number }} Pace
 * @typedef {'limit' | 'mute' | 'closed' | 'refused'} Why  prices do not come trade by trade
 * @typedef {object} Tier  how a symbol gets its prices now
 * @property {'streamed' | 'polled' | 'waiting'} kind
 * @property {number} [position]  in the line for a slot, 1 for the next; undefined if it is not in line
 * @property {number} [every]  how often it is polled, ms
 * @property {Why} [why]  it is not just streamed
 * @typedef {{ kind: 'tier', symbol: string, tier: Tier }} TierChange
 * @typedef {'down' | 'refused' | 'unrecorded'} Cause  why nothing was recorded
 * @typedef {{ from: number, to: number | undefined, cause: Cause }} Gap  `to` is undefined while it lasts
 * @typedef {object} Candle
 * @property {number} x  its start, ms
 * @property {number} w  how long it is, ms
 * @property {number} o  first price by time
 * @property {number} h
 * @property {number} l
 * @property {number} c  last price by time
 * @property {number} v  volume; price updates without a trade add nothing
 * @property {number} n  prints, price updates included
 * @typedef {{ epoch: number, seq: number, interval: number, candles: Candle[], gaps: Gap[] }} CandleBatch  up to trade `seq`
 * @typedef {{ interval: number, from?: number }} CandleRequest  candles of this length, from a time on
 * @typedef {{ kind: 'subscribed', symbol: string, batch: Batch }} Subscribed
 * @typedef {{ kind: 'trades', symbol: string, batch: Batch }} Trades
 * @typedef {{ kind: 'candles', symbol: string, batch: CandleBatch }} Candles
 * @typedef {{ kind: 'unsubscribed', symbol: string }} Unsubscribed
 * @typedef {{ kind: 'refused', code: string, text: string, symbol: string | undefined }} Refused
 * @typedef {Status | Pace | Subscribed | Trades | Candles | TierChange | Unsubscribed | Refused} Message
 * @typedef {Record<string, unknown>} Fields
 */

export const SUBPROTOCOL = 'stock-chart.v1';

const FEEDS = ['live', 'connecting', 'down', 'refused'];
const CAUSES = ['down', 'refused', 'unrecorded'];
const TIERS = ['streamed', 'polled', 'waiting'];
const WHYS = ['limit', 'mute', 'closed', 'refused'];
/** Fields of a candle's row. */
const COLUMNS = 7;

/**
 * @param {string} symbol
 * @param {SubscribeOptions} [options]
 */
export function subscribeText(symbol, { role, after, candles } = {}) {
  return JSON.stringify({ type: 'subscribe', symbol, role, after: after && { epoch: after.epoch, seq: after.seq }, candles });
}

/** @param {string} symbol */
export function unsubscribeText(symbol) {
  return JSON.stringify({ type: 'unsubscribe', symbol });
}

/**
 * Reads a message; undefined for one that is of no known type or not well-formed.
 * @param {unknown} text
 * @returns {Message | undefined}
 */
export function parse(text) {
  const fields = toFields(text);
  switch (fields?.type) {
    case 'status': return toStatus(fields);
    case 'pace': return toPace(fields);
    case 'subscribed': return toSubscribed(fields);
    case 'trade': return toTrades(fields);
    case 'candles': return toCandles(fields);
    case 'tier': return toTier(fields);
    case 'unsubscribed':
      return isText(fields.symbol) ? { kind: 'unsubscribed', symbol: fields.symbol } : undefined;
    case 'error': return toRefused(fields);
    default: return undefined;
  }
}

/** @param {unknown} text @returns {Fields | undefined} */
function toFields(text) {
  if (typeof text !== 'string') return undefined;
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    // A malformed message is dropped; the connection stays.
    return undefined;
  }
}

/** @param {Fields} fields @returns {Status | undefined} */
function toStatus({ feed, simulated, since, cutOff }) {
  if (!isText(feed) || !FEEDS.includes(feed)) return undefined;
  const status = { feed: /** @type {Feed} */ (feed), simulated: simulated === true, since: isNumber(since) ? since : 0 };
  return { kind: 'status', ...status, ...(isNumber(cutOff) && { cutOff }) };
}

/** @param {Fields} fields @returns {Pace | undefined} */
function toPace({ busy, millis }) {
  return isNumber(millis) && millis > 0 ? { kind: 'pace', isBusy: busy === true, millis } : undefined;
}

/** @param {Fields} fields @returns {Subscribed | undefined} */
function toSubscribed({ symbol, epoch, seq, trades, complete, arrived }) {
  if (!isText(symbol) || !isNumber(epoch) || !isNumber(seq) || !Array.isArray(trades)) return undefined;
  const batch = { epoch, seq, trades: toTradeList(trades, seq), complete: complete === true, arrived: isNumber(arrived) ? arrived : undefined };
  return { kind: 'subscribed', symbol, batch };
}

/** @param {Fields} fields @returns {Trades | undefined} */
function toTrades({ data, epoch, seq, missed }) {
  if (!Array.isArray(data) || !isNumber(epoch) || !isNumber(seq)) return undefined;
  const symbol = data[0]?.s;
  if (!isText(symbol)) return undefined;
  const batch = { epoch, seq, trades: toTradeList(data, seq), missed: isNumber(missed) ? missed : 0 };
  return { kind: 'trades', symbol, batch };
}

/** @param {Fields} fields @returns {TierChange | undefined} */
function toTier({ symbol, tier, position, every, why }) {
  if (!isText(symbol) || !isText(tier) || !TIERS.includes(tier)) return undefined;
  return {
    kind: 'tier',
    symbol,
    tier: {
      kind: /** @type {Tier['kind']} */ (tier),
      position: Number.isInteger(position) && Number(position) > 0 ? Number(position) : undefined,
      every: isNumber(every) && every > 0 ? every : undefined,
      why: isText(why) && WHYS.includes(why) ? /** @type {Why} */ (why) : undefined,
    },
  };
}

/** @param {Fields} fields @returns {Refused} */
function toRefused({ msg, code, symbol }) {
  return {
    kind: 'refused',
    code: isText(code) ? code : '',
    text: isText(msg) ? msg : '',
    symbol: isText(symbol) ? symbol : undefined,
  };
}

/**
 * Sequence numbers are counted back from the last row, so a row that cannot be read does not shift those of the others.
 * @param {unknown[]} rows
 * @param {number} seq  the last row's
 */
function toTradeList(rows, seq) {
  /** @type {Trade[]} */
  const trades = [];
  rows.forEach((row, i) => {
    const { p, t, v } = /** @type {Fields} */ (row ?? {});
    if (!isNumber(p) || !isNumber(t)) return;
    trades.push({ price: p, time: t, volume: isNumber(v) ? v : 0, seq: seq - (rows.length - 1 - i) });
  });
  return trades;
}

/**
 * Reads a `candles` message; undefined if it is not well-formed. A row that cannot be read is skipped.
 * @param {Fields} fields
 * @returns {Candles | undefined}
 */
function toCandles({ symbol, epoch, seq, interval, candles, gaps }) {
  if (typeof symbol !== 'string' || !isNumber(epoch) || !isNumber(seq) || !isNumber(interval) || !Array.isArray(candles)) return undefined;
  const batch = {
    epoch, seq, interval,
    candles: candles.flatMap((row) => toCandle(row, interval)),
    gaps: Array.isArray(gaps) ? gaps.flatMap(toGap) : [],
  };
  return { kind: 'candles', symbol, batch };
}

/** A candle of a row; none if it cannot be read. @param {unknown} row @param {number} w @returns {Candle[]} */
export function toCandle(row, w) {
  if (!Array.isArray(row) || row.length < COLUMNS || !row.every(isNumber)) return [];
  const [x, o, h, l, c, v, n] = row;
  return [{ x, w, o, h, l, c, v, n }];
}

/** @param {unknown} value @returns {Gap[]}  none if it cannot be read */
export function toGap(value) {
  const { from, to, cause } = /** @type {Fields} */ (value ?? {});
  if (!isNumber(from) || typeof cause !== 'string' || !CAUSES.includes(cause)) return [];
  return [{ from, to: isNumber(to) ? to : undefined, cause: /** @type {Cause} */ (cause) }];
}

/** @param {unknown} value @returns {value is string} */
function isText(value) {
  return typeof value === 'string';
}

/** @param {unknown} value @returns {value is number} */
function isNumber(value) {
  return typeof value === 'number' && Number.isFinite(value);
}

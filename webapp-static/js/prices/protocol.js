// @ts-check
import { toCandles } from './candles.js';

/**
 * The only file that knows how messages are spelled, with candles.js.
 * @typedef {{ price: number, time: number, volume: number, seq: number }} Trade
 * @typedef {{ epoch: number, seq: number }} Cursor
 * @typedef {{ after?: Cursor, candles?: import('./candles.js').CandleAsk[] }} Ask  what a subscription says besides its symbol
 * @typedef {'live' | 'connecting' | 'down' | 'refused'} Feed
 * @typedef {{ epoch: number, seq: number, trades: Trade[], complete?: boolean, missed?: number }} Batch
 * @typedef {{ kind: 'status', feed: Feed, simulated: boolean, since: number }} Status
 * @typedef {{ kind: 'pace', isBusy: boolean, millis: number }} Pace
 * @typedef {{ kind: 'subscribed', symbol: string, batch: Batch }} Subscribed
 * @typedef {{ kind: 'trades', symbol: string, batch: Batch }} Trades
 * @typedef {import('./candles.js').Candles} Candles
 * @typedef {{ kind: 'unsubscribed', symbol: string }} Unsubscribed
 * @typedef {{ kind: 'refused', code: string, text: string, symbol: string | undefined }} Refused
 * @typedef {Status | Pace | Subscribed | Trades | Candles | Unsubscribed | Refused} Message
 * @typedef {Record<string, unknown>} Fields
 */

export const SUBPROTOCOL = 'stock-chart.v1';

const FEEDS = ['live', 'connecting', 'down', 'refused'];

/**
 * @param {string} symbol
 * @param {Ask} [ask]
 */
export function subscribeText(symbol, { after, candles } = {}) {
  return JSON.stringify({ type: 'subscribe', symbol, after: after && { epoch: after.epoch, seq: after.seq }, candles });
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
    // One broken message costs itself, not the connection.
    return undefined;
  }
}

/** @param {Fields} fields @returns {Status | undefined} */
function toStatus({ feed, simulated, since }) {
  if (!isText(feed) || !FEEDS.includes(feed)) return undefined;
  return { kind: 'status', feed: /** @type {Feed} */ (feed), simulated: simulated === true, since: isNumber(since) ? since : 0 };
}

/** @param {Fields} fields @returns {Pace | undefined} */
function toPace({ busy, millis }) {
  return isNumber(millis) && millis > 0 ? { kind: 'pace', isBusy: busy === true, millis } : undefined;
}

/** @param {Fields} fields @returns {Subscribed | undefined} */
function toSubscribed({ symbol, epoch, seq, trades, complete }) {
  if (!isText(symbol) || !isNumber(epoch) || !isNumber(seq) || !Array.isArray(trades)) return undefined;
  const batch = { epoch, seq, trades: toTradeList(trades, seq), complete: complete === true };
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
 * Numbers count up to the last one, so a row that cannot be read leaves those of the others right.
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

/** @param {unknown} value @returns {value is string} */
function isText(value) {
  return typeof value === 'string';
}

/** @param {unknown} value @returns {value is number} */
function isNumber(value) {
  return typeof value === 'number' && Number.isFinite(value);
}

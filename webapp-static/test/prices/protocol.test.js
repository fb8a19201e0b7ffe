// @ts-check
import { describe, expect, it } from 'vitest';
import { parse, subscribeText, unsubscribeText } from '../../js/prices/protocol.js';

/** @param {unknown} value */
const parsed = (value) => parse(JSON.stringify(value));

describe('parse', () => {
  it('reads the state of the feed', () => {
    expect(parsed({ type: 'status', feed: 'down', simulated: true, since: 5 }))
      .toEqual({ kind: 'status', feed: 'down', simulated: true, since: 5 });
    expect(parsed({ type: 'status', feed: 'down', simulated: false, since: 7, cutOff: 7 }))
      .toEqual({ kind: 'status', feed: 'down', simulated: false, since: 7, cutOff: 7 });
    expect(parsed({ type: 'status', feed: 'on fire' })).toBeUndefined();
  });

  it('reads the update interval of a busy server', () => {
    expect(parsed({ type: 'pace', busy: true, millis: 482 })).toEqual({ kind: 'pace', isBusy: true, millis: 482 });
    expect(parsed({ type: 'pace', busy: false, millis: 100 })).toEqual({ kind: 'pace', isBusy: false, millis: 100 });
    expect(parsed({ type: 'pace', busy: true })).toBeUndefined();
    expect(parsed({ type: 'pace', busy: true, millis: 0 })).toBeUndefined();
  });

  it('numbers the trades of a snapshot backwards from the last', () => {
    const message = parsed({
      type: 'subscribed', symbol: 'AAPL', epoch: 7, seq: 12, complete: false,
      trades: [{ p: 1.5, t: 100, v: 2 }, { p: 1.6, t: 110, v: 0 }],
    });
    expect(message).toEqual({
      kind: 'subscribed',
      symbol: 'AAPL',
      batch: {
        epoch: 7, seq: 12, complete: false,
        trades: [{ price: 1.5, time: 100, volume: 2, seq: 11 }, { price: 1.6, time: 110, volume: 0, seq: 12 }],
      },
    });
  });

  it('reads live trades with conditions and the number left out', () => {
    const message = parsed({
      type: 'trade', epoch: 7, seq: 13, missed: 4,
      data: [{ c: ['1'], p: 2, s: 'OANDA:EUR_USD', t: 120, v: 0.25 }],
    });
    expect(message).toEqual({
      kind: 'trades',
      symbol: 'OANDA:EUR_USD',
      batch: { epoch: 7, seq: 13, missed: 4, trades: [{ price: 2, time: 120, volume: 0.25, seq: 13 }] },
    });
  });

  it('skips a malformed row and keeps the sequence numbers of the others', () => {
    const message = parsed({ type: 'trade', epoch: 1, seq: 3, data: [{ s: 'A', p: 1, t: 1, v: 1 }, { s: 'A', p: 'x', t: 2 }, { s: 'A', p: 3, t: 3 }] });
    expect(message).toMatchObject({ batch: { trades: [{ seq: 1, price: 1 }, { seq: 3, price: 3, volume: 0 }], missed: 0 } });
    expect(parsed({ type: 'subscribed', symbol: 'A', epoch: 1, seq: 1, trades: [null] })).toMatchObject({ batch: { trades: [] } });
  });

  it('reads the tier of a symbol', () => {
    expect(parsed({ type: 'tier', symbol: 'A', tier: 'polled', position: 2, every: 15_000, why: 'limit' }))
      .toEqual({ kind: 'tier', symbol: 'A', tier: { kind: 'polled', position: 2, every: 15_000, why: 'limit' } });
    expect(parsed({ type: 'tier', symbol: 'A', tier: 'waiting', why: 'mute' }))
      .toEqual({ kind: 'tier', symbol: 'A', tier: { kind: 'waiting', position: undefined, every: undefined, why: 'mute' } });
    expect(parsed({ type: 'tier', symbol: 'A', tier: 'streamed' })).toMatchObject({ kind: 'tier', tier: { kind: 'streamed' } });
  });

  it('ignores malformed fields of a tier', () => {
    expect(parsed({ type: 'tier', symbol: 'A', tier: 'waiting', position: 0, every: -1, why: 'rain' }))
      .toEqual({ kind: 'tier', symbol: 'A', tier: { kind: 'waiting', position: undefined, every: undefined, why: undefined } });
    expect(parsed({ type: 'tier', symbol: 'A', tier: 'polled', position: 1.5, every: '9' }))
      .toMatchObject({ tier: { position: undefined, every: undefined } });
    expect(parsed({ type: 'tier', symbol: 'A', tier: 'guessed' })).toBeUndefined();
    expect(parsed({ type: 'tier', tier: 'waiting' })).toBeUndefined();
  });

  it('reads the end of a subscription and errors', () => {
    expect(parsed({ type: 'unsubscribed', symbol: 'A' })).toEqual({ kind: 'unsubscribed', symbol: 'A' });
    expect(parsed({ type: 'error', msg: 'All in use.', code: 'SYMBOL_LIMIT', symbol: 'A' }))
      .toEqual({ kind: 'refused', code: 'SYMBOL_LIMIT', text: 'All in use.', symbol: 'A' });
    expect(parsed({ type: 'error', msg: 'Not carried.', code: 'SYMBOL_REFUSED', symbol: 'A' }))
      .toMatchObject({ kind: 'refused', code: 'SYMBOL_REFUSED', symbol: 'A' });
    expect(parsed({ type: 'error' })).toEqual({ kind: 'refused', code: '', text: '', symbol: undefined });
  });

  it.each([
    ['nothing', ''], ['no JSON', '{"type":'], ['null', 'null'], ['a number', '4'], ['a list', '[]'],
    ['a ping', '{"type":"ping"}'], ['an unknown type', '{"type":"candle"}'],
    ['trades without a symbol', '{"type":"trade","epoch":1,"seq":1,"data":[]}'],
    ['trades without numbers', '{"type":"trade","data":[{"s":"A","p":1,"t":1}]}'],
    ['a snapshot without trades', '{"type":"subscribed","symbol":"A","epoch":1,"seq":1}'],
  ])('ignores %s', (_name, text) => expect(parse(text)).toBeUndefined());

  it('ignores binary messages', () => expect(parse(new ArrayBuffer(2))).toBeUndefined());
});

describe('commands', () => {
  it('carry the role of the symbol', () => {
    expect(JSON.parse(subscribeText('AAPL', { role: 'row' }))).toEqual({ type: 'subscribe', symbol: 'AAPL', role: 'row' });
  });

  it('carry the symbol and, when known, the cursor to resume from', () => {
    expect(JSON.parse(subscribeText('AAPL'))).toEqual({ type: 'subscribe', symbol: 'AAPL' });
    expect(JSON.parse(subscribeText('AAPL', { after: { epoch: 3, seq: 9 } })))
      .toEqual({ type: 'subscribe', symbol: 'AAPL', after: { epoch: 3, seq: 9 } });
    expect(JSON.parse(unsubscribeText('AAPL'))).toEqual({ type: 'unsubscribe', symbol: 'AAPL' });
  });
});

// @ts-check
import { beforeEach, describe, expect, it } from 'vitest';
import { Watchlist } from '../../js/watchlist/watched-symbols.js';

/** @type {Watchlist} */ let list;
beforeEach(() => {
  list = new Watchlist();
  ['A', 'B', 'C'].forEach((symbol) => list.add(symbol));
});

describe('Watchlist', () => {
  it('holds each symbol once, in order of addition, and only well-formed ones', () => {
    list.add('A');
    list.add('"B"');
    list.add('');
    expect([list.symbols, list.size, list.has('B'), list.has('D')]).toEqual([['A', 'B', 'C'], 3, true, false]);
    list.remove('B');
    list.remove('D');
    expect(list.symbols).toEqual(['A', 'C']);
  });

  it.each([['A', 2, 'BCA'], ['C', 0, 'CAB'], ['B', 1, 'ABC'], ['B', -1, 'BAC'], ['A', 9, 'BCA'], ['X', 0, 'ABC']])(
    'moves %s to place %i: %s', (symbol, place, order) => {
      list.move(symbol, place);
      expect(list.symbols.join('')).toBe(order);
    });

  it('is stored and restored', () => {
    const other = new Watchlist();
    other.restore(list.toText());
    expect(other.symbols).toEqual(['A', 'B', 'C']);
  });

  it.each([null, '', '{', '"AAPL"', '{"0":"AAPL"}', '7', '[[], {}, null, 3, "A\\B", " "]'])('starts empty after %s', (text) => {
    list.restore(text);
    expect(list.symbols).toEqual([]);
  });

  it('keeps the valid symbols among invalid ones', () => {
    list.restore('["AAPL", 4, "AAPL", "OANDA:EUR_USD", "A\u202eB"]');
    expect(list.symbols).toEqual(['AAPL', 'OANDA:EUR_USD']);
    list.restore(JSON.stringify(Array.from({ length: 1_000 }, (_, i) => `S${i}`)));
    expect(list.size).toBe(64);
  });
});

describe('The list of a first visit', () => {
  it('is one to start with until it is changed', () => {
    const first = new Watchlist();
    expect(first.isStart).toBe(false);
    first.start(['A', 'B']);
    expect([first.symbols, first.isStart]).toEqual([['A', 'B'], true]);
    first.move('A', 1);
    expect(first.isStart).toBe(false);
  });

  it('is an ordinary one when it is restored', () => {
    const first = new Watchlist();
    first.start(['A', 'B']);
    first.restore(first.toText());
    expect(first.isStart).toBe(false);
  });
});

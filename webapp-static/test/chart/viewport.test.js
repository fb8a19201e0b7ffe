// @ts-check
import { describe, expect, it } from 'vitest';
import { ChartChoice, suitableInterval } from '../../js/chart/chart-choice.js';
import { Viewport } from '../../js/chart/viewport.js';

const KNOWN = { from: 0, to: 600_000, auto: 300_000 };
/** @param {number} to */
const later = (to) => ({ ...KNOWN, to, auto: to - 300_000 });

describe('Viewport', () => {
  it('is live at first: it ends with the newest trade and moves with it', () => {
    const view = new Viewport();
    expect(view.range(KNOWN)).toEqual({ min: 300_000, max: 600_000 });
    expect(view.range(later(601_000)).max).toBe(601_000);
  });

  it('has space for the first trades to extend into, and never begins before the first data', () => {
    const view = new Viewport();
    view.show(60_000);
    expect(view.range({ from: 1_000, to: 1_000, auto: 0 })).toEqual({ min: 1_000, max: 21_000 });
    view.show(Infinity);
    expect(view.range(KNOWN)).toEqual({ min: 0, max: 600_000 });
  });

  it('stays where it was dragged, whatever arrives, until it is set live', () => {
    const view = new Viewport();
    view.pan(-100_000, KNOWN);
    expect([view.isLive, view.range(KNOWN)]).toEqual([false, { min: 200_000, max: 500_000 }]);
    expect(view.range(later(900_000))).toEqual({ min: 200_000, max: 500_000 });
    view.show(undefined);
    expect(view.range(later(900_000)).max).toBe(900_000);
  });

  it('is live again once it is dragged to the newest trade', () => {
    const view = new Viewport();
    view.pan(-100_000, KNOWN);
    view.pan(150_000, KNOWN);
    expect([view.isLive, view.range(KNOWN)]).toEqual([true, { min: 300_000, max: 600_000 }]);
  });

  it('keeps the newest trade at the edge when zoomed live, and the place under the pointer otherwise', () => {
    const view = new Viewport();
    view.zoom(0.5, 350_000, KNOWN);
    expect(view.range(KNOWN)).toEqual({ min: 450_000, max: 600_000 });
    view.pan(-150_000, KNOWN);
    view.zoom(0.5, 375_000, KNOWN);
    expect(view.range(KNOWN)).toEqual({ min: 337_500, max: 412_500 });
  });

  it('has limits of zooming in and out', () => {
    const view = new Viewport();
    view.zoom(1e-9, 600_000, KNOWN);
    expect(view.range(KNOWN).max - view.range(KNOWN).min).toBe(5_000);
    view.zoom(1e9, 600_000, KNOWN);
    expect(view.range(KNOWN)).toEqual({ min: 0, max: 600_000 });
  });

  it('shows the chosen range until it is zoomed or panned, and again once reset', () => {
    const view = new Viewport();
    view.show(300_000);
    expect(view.isChosen).toBe(true);
    view.pan(-100_000, KNOWN);
    expect(view.isChosen).toBe(false);
    view.pan(150_000, KNOWN);
    expect([view.isChosen, view.range(later(601_000))]).toEqual([true, { min: 301_000, max: 601_000 }]);
    view.zoom(0.5, 600_000, KNOWN);
    expect([view.isLive, view.isChosen]).toEqual([true, false]);
    view.pan(-100_000, KNOWN);
    view.pan(150_000, KNOWN);
    expect([view.isChosen, view.range(KNOWN)]).toEqual([false, { min: 450_000, max: 600_000 }]);
    view.show(300_000);
    expect(view.isChosen).toBe(true);
  });

  it('has space for new trades after a long gap', () => {
    const view = new Viewport();
    expect(view.range({ from: 0, to: 600_000, auto: 599_000 })).toEqual({ min: 599_000, max: 619_000 });
  });

  it('cannot be dragged out of sight', () => {
    const view = new Viewport();
    view.pan(-1e9, KNOWN);
    expect(view.range(KNOWN).max).toBeGreaterThan(KNOWN.from);
  });

  it('moves no further than needed to show a time', () => {
    const view = new Viewport();
    view.reveal(400_000, KNOWN);
    expect(view.isLive).toBe(true);
    view.reveal(250_000, KNOWN);
    expect(view.range(KNOWN)).toEqual({ min: 250_000, max: 550_000 });
  });
});

describe('ChartChoice', () => {
  it('accepts the parameters of an address and drops unknown values', () => {
    const choice = new ChartChoice();
    expect([choice.kind, choice.span, choice.interval]).toEqual(['line', undefined, undefined]);
    choice.set({ kind: 'candles', range: '15m', interval: '5s' });
    expect([choice.kind, choice.span, choice.interval]).toEqual(['candles', 900_000, 5_000]);
    expect(choice.params).toEqual({ kind: 'candles', range: '15m', interval: '5s' });
    choice.set({ kind: '<b>', range: '9y', interval: '-1' });
    expect(choice.params).toEqual({ kind: '', range: '', interval: '' });
  });
});

it('chooses candles that are wide enough', () => {
  expect([60_000, 300_000, 900_000, 3_600_000, 86_400_000].map((span) => suitableInterval(span))).toEqual([1_000, 5_000, 15_000, 60_000, 900_000]);
});

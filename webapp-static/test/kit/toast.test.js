// @ts-check
// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Toast } from '../../js/kit/toast.js';

/** @type {{ action: () => void, delay: number }[]} */ let timers;
/** @type {string[]} */ let undone;
/** @type {Toast} */ let toast;

const words = () => document.getElementById('toast')?.textContent;
const button = () => /** @type {HTMLButtonElement} */ (document.querySelector('button'));
const press = (/** @type {Element} */ target, /** @type {KeyboardEventInit} */ init = {}) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true, cancelable: true, ...init }));

beforeEach(() => {
  timers = [];
  undone = [];
  document.body.innerHTML = '<input><div class="toast"><p id="toast"></p><button hidden>Undo</button></div>';
  toast = new Toast(/** @type {HTMLElement} */ (document.getElementById('toast')), (action, delay) => timers.push({ action, delay }));
});
afterEach(() => toast.destroy());

describe('a toast', () => {
  it('hides by itself, unless another message is shown meanwhile', () => {
    toast.show('One.');
    toast.show('Two.');
    timers[0].action();
    expect(words()).toBe('Two.');
    timers[1].action();
    expect([words(), button().hidden]).toEqual(['', true]);
  });

  it('can be undone once, by the button', () => {
    toast.show('Removed.', true, () => undone.push('a'));
    expect(button().hidden).toBe(false);
    button().click();
    button().click();
    expect([undone, button().hidden]).toEqual([['a'], true]);
  });

  it('can be undone by Control or Command with Z, but not from a text field', () => {
    toast.show('Removed.', true, () => undone.push('a'));
    press(/** @type {Element} */ (document.querySelector('input')));
    press(document.body, { ctrlKey: false });
    press(document.body, { shiftKey: true });
    expect(undone).toEqual([]);
    press(document.body);
    press(document.body);
    expect(undone).toEqual(['a']);
    toast.show('Removed.', true, () => undone.push('b'));
    press(document.body, { ctrlKey: false, metaKey: true });
    expect(undone).toEqual(['a', 'b']);
  });

  it('stays longer with a button, and while hovered or focused', () => {
    toast.show('Done.');
    toast.show('Removed.', true, () => {});
    expect(timers[1].delay).toBeGreaterThan(timers[0].delay);
    button().focus();
    timers[1].action();
    expect([words(), button().hidden]).toEqual(['Removed.', false]);
    button().blur();
    timers[2].action();
    expect([words(), button().hidden, toast.offered]).toEqual(['', true, undefined]);
  });

  it('offers no undo with the next message', () => {
    toast.show('Removed.', true, () => undone.push('a'));
    toast.show('Moved.', false);
    press(document.body);
    expect([undone, button().hidden, document.querySelector('.toast')?.classList.contains('unseen')]).toEqual([[], true, true]);
  });
});

// @ts-check
// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Menu } from '../../js/tools/menu.js';

/** @type {HTMLButtonElement} */ let button;
/** @type {HTMLElement} */ let root;
/** @type {Menu} */ let menu;
/** @type {Map<string, boolean>} */ let isOn;
/** @type {boolean} */ let isEnabled;
const save = vi.fn();

beforeEach(() => {
  button = document.createElement('button');
  root = document.createElement('div');
  root.hidden = true;
  document.body.replaceChildren(button, root);
  isOn = new Map([['Table', true]]);
  isEnabled = true;
  save.mockClear();
  menu = new Menu(button, root, [
    [{ label: 'Save', onChoose: save, isEnabled: () => isEnabled }, { label: 'Share', onChoose: () => {} }],
    ['Table', 'Dark'].map((label) => ({
      label, onChoose: () => { isOn.set(label, !isOn.get(label)); }, isChecked: () => isOn.get(label) === true,
    })),
  ]);
});
afterEach(() => menu.destroy());

/** @param {string} key */
const press = (key) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  document.activeElement?.dispatchEvent(event);
  return event;
};
const focused = () => document.activeElement?.textContent;
/** @param {string} label */
const item = (label) => /** @type {HTMLElement} */ ([...root.querySelectorAll('button')].find((one) => one.textContent === label));

describe('Menu', () => {
  it('exposes the kind of each item by its role', () => {
    button.click();
    expect([...root.querySelectorAll('button')].map((one) => [one.getAttribute('role'), one.getAttribute('aria-checked')])).toEqual([
      ['menuitem', null], ['menuitem', null], ['menuitemcheckbox', 'true'], ['menuitemcheckbox', 'false'],
    ]);
    expect(button.getAttribute('aria-expanded')).toBe('true');
  });

  it('opens at its first item, or with the up arrow at its last', () => {
    button.click();
    expect(focused()).toBe('Save');
    button.click();
    expect(menu.isOpen).toBe(false);
    button.focus();
    press('ArrowDown');
    expect(focused()).toBe('Save');
    press('Escape');
    press('ArrowUp');
    expect(focused()).toBe('Dark');
  });

  it('moves by arrows, wrapping at its ends, and by Home and End', () => {
    button.click();
    press('ArrowUp');
    expect(focused()).toBe('Dark');
    press('ArrowDown');
    press('ArrowDown');
    expect(focused()).toBe('Share');
    press('End');
    expect(focused()).toBe('Dark');
    press('Home');
    expect(focused()).toBe('Save');
  });

  it('moves to the next item that begins with a typed letter', () => {
    button.click();
    press('s');
    expect(focused()).toBe('Share');
    press('S');
    expect(focused()).toBe('Save');
    press('d');
    expect(focused()).toBe('Dark');
    expect(press('x').defaultPrevented).toBe(false);
    expect(focused()).toBe('Dark');
  });

  it('closes on Escape with the focus back on its button', () => {
    button.click();
    press('Escape');
    expect([menu.isOpen, document.activeElement, button.getAttribute('aria-expanded')]).toEqual([false, button, 'false']);
  });

  it('closes on Tab without holding the focus, and on a press outside', () => {
    button.click();
    expect(press('Tab').defaultPrevented).toBe(false);
    expect(menu.isOpen).toBe(false);
    button.click();
    item('Save').dispatchEvent(new Event('pointerdown', { bubbles: true }));
    expect(menu.isOpen).toBe(true);
    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    expect(menu.isOpen).toBe(false);
  });

  it('runs the chosen action after closing, and shows its state the next time', () => {
    button.click();
    item('Dark').click();
    expect([menu.isOpen, isOn.get('Dark'), document.activeElement]).toEqual([false, true, button]);
    button.click();
    expect(item('Dark').getAttribute('aria-checked')).toBe('true');
  });

  it('does nothing for a disabled item', () => {
    isEnabled = false;
    button.click();
    item('Save').click();
    expect(save).not.toHaveBeenCalled();
    expect(item('Save').getAttribute('aria-disabled')).toBe('true');
    isEnabled = true;
    menu.destroy();
    expect(root.childElementCount).toBe(0);
  });
});

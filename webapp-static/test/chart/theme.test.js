// @ts-check
// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import { readTheme } from '../../js/chart/theme.js';

const root = document.documentElement;
afterEach(() => { root.style.fontSize = ''; });

describe('readTheme', () => {
  it.each([['', 1, 12], ['15px', 1, 12], ['30px', 2, 24]])('has a font size that follows the root’s “%s”', (size, zoom, letters) => {
    root.style.fontSize = size;
    expect(readTheme(document.body)).toMatchObject({ zoom, letters });
  });
});

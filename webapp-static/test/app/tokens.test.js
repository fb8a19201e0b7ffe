/// <reference types="vite/client" />
// @ts-check
import { describe, expect, it } from 'vitest';
import css from '../../css/tokens.css?raw';

/** Text and what it stands on. */
const PAIRS = [
  ['text', 'surface'], ['text', 'ground'], ['muted', 'surface'], ['muted', 'ground'], ['accent', 'surface'], ['accent', 'ground'],
  ['on-accent', 'accent'], ['up', 'surface'], ['up', 'ground'], ['down', 'surface'], ['down', 'ground'], ['warning', 'warning-ground'],
  ['surface', 'text'],
];
const PALETTES = ['light', 'dark', 'contrast-light', 'contrast-dark'];

/** @param {string} palette @returns {Map<string, string>} */
function tokensOf(palette) {
  const selector = palette === 'light' ? ':root {' : `:root[data-palette="${palette}"] {`;
  const start = css.indexOf(selector);
  const block = css.slice(start, css.indexOf('}', start));
  return new Map([...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]));
}

/** Relative luminance as WCAG 2 defines it. @param {string} colour  as #rrggbb */
function luminance(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @param {string} palette @param {string} one @param {string} other */
function ratio(palette, one, other) {
  const tokens = tokensOf(palette);
  const [low, high] = [one, other].map((name) => luminance(tokens.get(name) ?? '')).sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

describe.each(PALETTES)('the %s palette', (palette) => {
  const needed = palette.startsWith('contrast') ? 7 : 4.5;

  it.each(PAIRS)('has enough contrast of %s on %s', (one, other) => {
    expect(ratio(palette, one, other)).toBeGreaterThanOrEqual(needed);
  });

  it('sets every colour that the light one has', () => {
    const colours = (/** @type {string} */ name) => [...tokensOf(name)]
      .filter(([, value]) => value.startsWith('#') || value.startsWith('rgb')).map(([key]) => key).filter((key) => key !== 'grid');
    expect(colours('light').length).toBeGreaterThan(12);
    expect(colours(palette).sort()).toEqual(colours('light').sort());
  });
});

it.each(['contrast-light', 'contrast-dark'])('has visible borders in %s', (palette) => {
  expect(ratio(palette, 'line', 'surface')).toBeGreaterThanOrEqual(3);
});

// @ts-check

/**
 * The colours and font of the canvas, read from the page's CSS tokens.
 * @typedef {object} Theme
 * @property {string} surface
 * @property {string} line  of the grid
 * @property {string} text
 * @property {string} muted
 * @property {string} accent
 * @property {string} onAccent
 * @property {string} fillTop
 * @property {string} fillEnd
 * @property {string} band
 * @property {string} volume
 * @property {string} up
 * @property {string} down
 * @property {string} font  the family
 * @property {number} zoom  the user's font size relative to the default; sizes on the canvas scale with it
 * @property {number} letters  font size of the chart, in pixels
 */

/** Default font sizes of the page (app.css) and of the chart, in pixels. */
const USUAL = 15;
const LETTERS = 12;

/** @param {HTMLElement} element @returns {Theme} */
export function readTheme(element) {
  const style = getComputedStyle(element);
  const zoom = parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL || 1;
  const token = (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim();
  return {
    surface: token('surface'),
    line: token('grid'),
    text: token('text'),
    muted: token('muted'),
    accent: token('accent'),
    onAccent: token('on-accent'),
    fillTop: token('fill-top'),
    fillEnd: token('fill-end'),
    band: token('band'),
    volume: token('volume'),
    up: token('up'),
    down: token('down'),
    font: style.fontFamily,
    zoom,
    letters: zoom * LETTERS,
  };
}

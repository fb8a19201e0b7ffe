// @ts-check
import { make } from '../kit/dom.js';

/** By then the browser has taken the file. */
const KEPT = 60_000;

/**
 * Gives the reader a file.
 * @param {string} name
 * @param {Blob} blob
 * @param {import('../kit/frame.js').Surroundings['setTimer']} setTimer
 */
export function download(name, blob, setTimer) {
  const link = make('a', '');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimer(() => URL.revokeObjectURL(link.href), KEPT);
}

// @ts-check

/**
 * @typedef {object} Actions
 * @property {(by: number) => void} step   to a neighbour; infinite for an end
 * @property {(part: number) => void} pan  by a part of what is shown, above 0 toward now
 * @property {(factor: number) => void} zoom
 * @property {() => void} leave
 * @property {() => void} reset
 */

const PAGE = 10;
const PART = 0.25;
const FACTOR = 1.5;

/**
 * The chart's keys: arrows walk the prices, with Shift they move the time, plus and minus zoom, Escape looks away, 0 resets.
 * @param {HTMLElement} host
 * @param {Actions} actions
 * @param {AbortSignal} signal
 */
export function listenToKeys(host, actions, signal) {
  /** @type {Record<string, (isShift: boolean) => void>} */
  const keys = {
    ArrowLeft: (isShift) => (isShift ? actions.pan(-PART) : actions.step(-1)),
    ArrowRight: (isShift) => (isShift ? actions.pan(PART) : actions.step(1)),
    ArrowDown: () => actions.step(-1),
    ArrowUp: () => actions.step(1),
    PageDown: () => actions.step(-PAGE),
    PageUp: () => actions.step(PAGE),
    Home: () => actions.step(-Infinity),
    End: () => actions.step(Infinity),
    '+': () => actions.zoom(1 / FACTOR),
    '=': () => actions.zoom(1 / FACTOR),
    '-': () => actions.zoom(FACTOR),
    0: () => actions.reset(),
    Escape: () => actions.leave(),
  };
  host.addEventListener('keydown', (event) => {
    const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!action) return;
    event.preventDefault();
    // A digit or letter elsewhere opens the search; here it is the chart's.
    event.stopPropagation();
    action(event.shiftKey);
  }, { signal });
}

// @ts-check

/**
 * What pointers do on the chart. Positions are in CSS pixels from the chart's left and top.
 * @typedef {object} Actions
 * @property {(x: number, y: number) => void} point   the mouse points at a position
 * @property {(x: number, y: number) => void} tap     a finger has touched a position
 * @property {() => void} leave                       the pointer has left
 * @property {(by: number) => void} pan               drags by so many pixels, above 0 to the right
 * @property {(factor: number, x: number) => void} zoom  above 1 shows more time
 * @property {() => void} reset
 */

/**
 * What keys do on the chart.
 * @typedef {object} KeyActions
 * @property {(by: number) => void} step   to a neighbour; infinite for an end
 * @property {(part: number) => void} pan  by a part of what is shown, above 0 toward now
 * @property {(factor: number) => void} zoom
 * @property {() => void} leave
 * @property {() => void} reset
 */

const WHEEL_ZOOM = 0.0015;
/** A trackpad's pinch arrives as small wheel deltas with the control key. */
const PINCH_ZOOM = 0.01;
const LINE_HEIGHT = 16;
/** Less than this is a tap, not a drag. */
const SLOP = 4;
const PAGE_STEPS = 10;
const PAN_PART = 0.25;
const ZOOM_FACTOR = 1.5;

/** Translates pointer and wheel events into zooming, panning and pointing. One finger drags, two pinch; a tap points. */
export class ChartGestures {
  /** @type {HTMLElement} */ #host;
  /** @type {Actions} */ #actions;
  /** Pointers that are down, by id. @type {Map<number, { x: number, y: number }>} */ #down = new Map();
  #isDragging = false;
  #abort = new AbortController();

  /** @param {HTMLElement} host @param {Actions} actions */
  constructor(host, actions) {
    this.#host = host;
    this.#actions = actions;
    const { signal } = this.#abort;
    host.addEventListener('pointerdown', (event) => this.#press(event), { signal });
    host.addEventListener('pointermove', (event) => this.#move(event), { signal });
    for (const end of /** @type {const} */ (['pointerup', 'pointercancel'])) {
      host.addEventListener(end, (event) => this.#lift(event), { signal });
    }
    host.addEventListener('pointerleave', (event) => { if (event.pointerType === 'mouse') actions.leave(); }, { signal });
    host.addEventListener('wheel', (event) => this.#wheel(event), { signal, passive: false });
    host.addEventListener('dblclick', () => actions.reset(), { signal });
  }

  destroy() {
    this.#abort.abort();
  }

  /** @param {MouseEvent} event */
  #place(event) {
    const box = this.#host.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  /** @param {PointerEvent} event */
  #press(event) {
    if (event.button !== 0) return;
    this.#down.set(event.pointerId, this.#place(event));
    this.#isDragging = this.#down.size > 1;
    this.#host.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const to = this.#place(event);
    const from = this.#down.get(event.pointerId);
    if (event.pointerType === 'mouse') this.#actions.point(to.x, to.y);
    if (!from) return;
    const other = [...this.#down].find(([id]) => id !== event.pointerId)?.[1];
    if (other) this.#pinch(other, from, to);
    else if (this.#isDragging || Math.abs(to.x - from.x) > SLOP) {
      this.#isDragging = true;
      this.#actions.pan(to.x - from.x);
    } else return;
    this.#down.set(event.pointerId, to);
  }

  /** @param {{ x: number }} other @param {{ x: number }} from @param {{ x: number }} to */
  #pinch(other, from, to) {
    const before = Math.max(1, Math.abs(from.x - other.x));
    const after = Math.max(1, Math.abs(to.x - other.x));
    this.#actions.zoom(before / after, (to.x + other.x) / 2);
  }

  /** @param {PointerEvent} event */
  #lift(event) {
    const isTap = this.#down.delete(event.pointerId) && !this.#isDragging && event.type === 'pointerup';
    if (this.#down.size === 0) this.#isDragging = false;
    const { x, y } = this.#place(event);
    if (event.pointerType === 'mouse') this.#actions.point(x, y);
    else if (isTap) this.#actions.tap(x, y);
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_HEIGHT : 1;
    // With Shift, some browsers report a horizontal delta, others leave that to the page.
    const across = (event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX) * unit;
    if (Math.abs(across) > Math.abs(event.deltaY * unit) || event.shiftKey) this.#actions.pan(-across);
    else this.#actions.zoom(Math.exp(event.deltaY * unit * (event.ctrlKey ? PINCH_ZOOM : WHEEL_ZOOM)), this.#place(event).x);
  }
}

/**
 * The chart's keys: arrows step through the prices, with Shift they pan; plus and minus zoom, Escape hides the crosshair, 0 resets.
 * @param {HTMLElement} host
 * @param {KeyActions} actions
 * @param {AbortSignal} signal
 */
export function listenToKeys(host, actions, signal) {
  /** @type {Record<string, (isShift: boolean) => void>} */
  const keys = {
    ArrowLeft: (isShift) => (isShift ? actions.pan(-PAN_PART) : actions.step(-1)),
    ArrowRight: (isShift) => (isShift ? actions.pan(PAN_PART) : actions.step(1)),
    ArrowDown: () => actions.step(-1),
    ArrowUp: () => actions.step(1),
    PageDown: () => actions.step(-PAGE_STEPS),
    PageUp: () => actions.step(PAGE_STEPS),
    Home: () => actions.step(-Infinity),
    End: () => actions.step(Infinity),
    '+': () => actions.zoom(1 / ZOOM_FACTOR),
    '=': () => actions.zoom(1 / ZOOM_FACTOR),
    '-': () => actions.zoom(ZOOM_FACTOR),
    0: () => actions.reset(),
    Escape: () => actions.leave(),
  };
  host.addEventListener('keydown', (event) => {
    const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!action) return;
    event.preventDefault();
    // Elsewhere on the page a digit or letter opens the search; here it belongs to the chart.
    event.stopPropagation();
    action(event.shiftKey);
  }, { signal });
}

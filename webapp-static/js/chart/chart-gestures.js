// @ts-check

/**
 * What the reader does with hand and fingers on the chart. Places are in CSS pixels from the chart's left and top.
 * @typedef {object} Actions
 * @property {(x: number, y: number) => void} point   looks at the place where the mouse is
 * @property {(x: number, y: number) => void} tap     looks at what a finger has touched
 * @property {() => void} leave                       looks nowhere any more
 * @property {(by: number) => void} pan               drags the time by so many pixels, above 0 to the right
 * @property {(factor: number, x: number) => void} zoom  above 1 shows more time
 * @property {() => void} reset
 */

const WHEEL = 0.0015;
/** A trackpad's pinch comes as small turns of the wheel with the control key. */
const PINCH = 0.01;
const LINE_HEIGHT = 16;
/** Less than this is a tap, not a drag. */
const SLOP = 4;

/** Turns pointers and wheel into zooming, panning and pointing. One finger drags, two pinch; a tap points. */
export class ChartGestures {
  /** @type {HTMLElement} */ #host;
  /** @type {Actions} */ #actions;
  /** Those that are down, by id. @type {Map<number, { x: number, y: number }>} */ #down = new Map();
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
    // With shift, some browsers tell a turn as one to the side and others leave that to the page.
    const across = (event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX) * unit;
    if (Math.abs(across) > Math.abs(event.deltaY * unit) || event.shiftKey) this.#actions.pan(-across);
    else this.#actions.zoom(Math.exp(event.deltaY * unit * (event.ctrlKey ? PINCH : WHEEL)), this.#place(event).x);
  }
}

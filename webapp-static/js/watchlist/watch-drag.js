// @ts-check

/**
 * @typedef {object} Deps
 * @property {HTMLElement} list
 * @property {(symbol: string, place: number) => void} onMove
 * @typedef {{ row: HTMLElement, pointer: number, from: number, y: number, height: number, place: number, isMoving: boolean }} Drag
 */

/** Shorter moves are clicks, in pixels. */
const THRESHOLD = 5;

/**
 * Moves a row of the list by dragging: with a mouse anywhere, with a finger by its grip, because elsewhere it scrolls. All rows
 * have the same height. The order changes on drop; Escape cancels.
 */
export class WatchDrag {
  /** @type {Deps} */ #deps;
  /** @type {Drag | undefined} */ #drag;
  #isDropped = false;
  /** On the document, because a drag may end anywhere. */
  #ends = {
    pointerup: (/** @type {PointerEvent} */ event) => { if (event.pointerId === this.#drag?.pointer) this.#drop(); },
    pointercancel: (/** @type {PointerEvent} */ event) => { if (event.pointerId === this.#drag?.pointer) this.#end(); },
    keydown: (/** @type {KeyboardEvent} */ event) => { if (event.key === 'Escape') this.#end(); },
  };

  /** @param {Deps} deps */
  constructor(deps) {
    this.#deps = deps;
    const { list } = deps;
    list.addEventListener('pointerdown', (event) => this.#down(event));
    list.addEventListener('pointermove', (event) => this.#move(event));
    // A drop is not a click on the row.
    list.addEventListener('click', (event) => this.#swallow(event), true);
  }

  /** Whether a row is being dragged: then the list must not be rearranged. */
  get isMoving() { return this.#drag?.isMoving === true; }

  /**
   * Called before the list gets other symbols. A drag continues unless its row was removed.
   * @param {readonly string[]} symbols
   */
  refresh(symbols) {
    if (this.#drag && !(this.#drag.isMoving && symbols.includes(symbolOf(this.#drag)))) this.#end();
  }

  /** @param {PointerEvent} event */
  #down(event) {
    // A second pointer does not take over.
    if (this.#drag && this.#drag.pointer !== event.pointerId) return;
    this.#end();
    const target = /** @type {Element} */ (event.target);
    const row = target.closest('li');
    this.#isDropped = false;
    const isGrip = target.closest('.grip') !== null;
    if (!row || event.button !== 0 || target.closest('.remove, .steps') || (event.pointerType === 'touch' && !isGrip)) return;
    const from = this.#rows.indexOf(row);
    const next = this.#rows[from + 1] ?? this.#rows[from - 1];
    const height = next ? Math.abs(next.offsetTop - row.offsetTop) : row.offsetHeight;
    this.#drag = { row, pointer: event.pointerId, from, y: event.clientY, height, place: from, isMoving: false };
    for (const [type, listener] of Object.entries(this.#ends)) document.addEventListener(type, /** @type {any} */ (listener));
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const drag = this.#drag;
    if (!drag || event.pointerId !== drag.pointer) return;
    // The button was released outside of the page.
    if ((event.buttons & 1) === 0) return this.#end();
    const way = event.clientY - drag.y;
    if (!drag.isMoving && Math.abs(way) < THRESHOLD) return;
    if (!drag.isMoving) this.#begin(drag);
    const rows = this.#rows;
    const low = -drag.from * drag.height;
    const high = (rows.length - 1 - drag.from) * drag.height;
    const shown = Math.min(Math.max(way, low), high);
    drag.place = drag.from + Math.round(shown / drag.height);
    rows.forEach((row, i) => { row.style.translate = `0 ${row === drag.row ? shown : this.#wayAside(i, drag)}px`; });
  }

  /** @param {number} i @param {Drag} drag */
  #wayAside(i, { from, place, height }) {
    if (i > from && i <= place) return -height;
    return i < from && i >= place ? height : 0;
  }

  /** @param {Drag} drag */
  #begin(drag) {
    const { list } = this.#deps;
    drag.isMoving = true;
    drag.row.classList.add('dragged');
    list.classList.add('dragging');
    list.setPointerCapture(drag.pointer);
  }

  #drop() {
    const drag = this.#drag;
    this.#end();
    if (drag?.isMoving && drag.place !== drag.from) this.#deps.onMove(symbolOf(drag), drag.place);
  }

  #end() {
    this.#isDropped = this.isMoving;
    this.#drag?.row.classList.remove('dragged');
    this.#deps.list.classList.remove('dragging');
    for (const [type, listener] of Object.entries(this.#ends)) document.removeEventListener(type, /** @type {any} */ (listener));
    this.#rows.forEach((row) => { row.style.translate = ''; });
    this.#drag = undefined;
  }

  /** Clicks by key have no `detail`. @param {MouseEvent} event */
  #swallow(event) {
    if (this.#isDropped && event.detail > 0) event.stopPropagation();
    this.#isDropped = false;
  }

  get #rows() { return /** @type {HTMLElement[]} */ ([...this.#deps.list.children]); }
}

/** @param {Drag} drag */
function symbolOf(drag) {
  return drag.row.dataset.symbol ?? '';
}

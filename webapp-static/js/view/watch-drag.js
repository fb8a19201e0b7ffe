// @ts-check

/**
 * @typedef {object} Surroundings
 * @property {HTMLElement} list
 * @property {(symbol: string, place: number) => void} onMove
 * @typedef {{ row: HTMLElement, from: number, y: number, height: number, place: number, isMoving: boolean }} Drag
 */

/** A press that moves less is a click. */
const THRESHOLD = 5;

/**
 * Moves a row of a list of equally high rows with the pointer: a mouse takes it anywhere, a finger by its grip, because
 * elsewhere it scrolls. The order changes when it is let go; Escape puts it back.
 */
export class WatchDrag {
  /** @type {Surroundings} */ #around;
  /** @type {Drag | undefined} */ #drag;
  #isDropped = false;
  #onKey = (/** @type {KeyboardEvent} */ event) => { if (event.key === 'Escape') this.#end(); };

  /** @param {Surroundings} around */
  constructor(around) {
    this.#around = around;
    const { list } = around;
    list.addEventListener('pointerdown', (event) => this.#down(event));
    list.addEventListener('pointermove', (event) => this.#move(event));
    list.addEventListener('pointerup', () => this.#drop());
    list.addEventListener('pointercancel', () => this.#end());
    // Letting go of a row is not a click on it.
    list.addEventListener('click', (event) => this.#swallow(event), true);
  }

  /** Whether a row is under way: then the list must stay as it is. */
  get isMoving() { return this.#drag?.isMoving === true; }

  /** @param {PointerEvent} event */
  #down(event) {
    const target = /** @type {Element} */ (event.target);
    const row = target.closest('li');
    this.#isDropped = false;
    const isGrip = target.closest('.grip') !== null;
    if (!row || event.button !== 0 || target.closest('.remove') || (event.pointerType === 'touch' && !isGrip)) return;
    const from = this.#rows.indexOf(row);
    const next = this.#rows[from + 1] ?? this.#rows[from - 1];
    const height = next ? Math.abs(next.offsetTop - row.offsetTop) : row.offsetHeight;
    this.#drag = { row, from, y: event.clientY, height, place: from, isMoving: false };
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const drag = this.#drag;
    if (!drag) return;
    const way = event.clientY - drag.y;
    if (!drag.isMoving && Math.abs(way) < THRESHOLD) return;
    if (!drag.isMoving) this.#begin(drag, event.pointerId);
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

  /** @param {Drag} drag @param {number} pointer */
  #begin(drag, pointer) {
    const { list } = this.#around;
    drag.isMoving = true;
    drag.row.classList.add('dragged');
    list.classList.add('dragging');
    list.setPointerCapture(pointer);
    document.addEventListener('keydown', this.#onKey);
  }

  #drop() {
    const drag = this.#drag;
    this.#end();
    if (drag?.isMoving && drag.place !== drag.from) this.#around.onMove(drag.row.dataset.symbol ?? '', drag.place);
  }

  #end() {
    this.#isDropped = this.isMoving;
    this.#drag?.row.classList.remove('dragged');
    this.#around.list.classList.remove('dragging');
    document.removeEventListener('keydown', this.#onKey);
    this.#rows.forEach((row) => { row.style.translate = ''; });
    this.#drag = undefined;
  }

  /** A key's click has no detail. @param {MouseEvent} event */
  #swallow(event) {
    if (this.#isDropped && event.detail > 0) event.stopPropagation();
    this.#isDropped = false;
  }

  get #rows() { return /** @type {HTMLElement[]} */ ([...this.#around.list.children]); }
}

// @ts-check
import { byId, make, setText } from '../kit/dom.js';
import { feedFacts } from './feed-facts.js';
import { sourceText, statusText } from './status-text.js';

/** Least time between two updates, ms: faster changes cannot be read. */
const PAUSE = 1_000;
const GAP = 8;

/** The status pill at the top right and the line at the foot of the page. */
export class StatusView {
  #pill = byId('feed', HTMLElement);
  #words = byId('feed-words', HTMLElement);
  #source = byId('source', HTMLElement);
  /** @type {string} */ #timeZone;

  /** @param {string} timeZone */
  constructor(timeZone) {
    this.#timeZone = timeZone;
  }

  /** @param {import('./status-text.js').ConnectionState} state */
  render(state) {
    const { text, tone } = statusText(state);
    setText(this.#words, text);
    if (this.#pill.dataset.tone !== tone) this.#pill.dataset.tone = tone;
    setText(this.#source, sourceText(state, this.#timeZone));
  }

  destroy() {
    setText(this.#words, '');
  }
}

/** The popover that the pill opens. It is not updated while closed. */
export class FeedDetails {
  #root = byId('feed-details', HTMLElement);
  #facts = byId('feed-facts', HTMLElement);
  #button = byId('feed-button', HTMLButtonElement);
  /** @type {(isOpen: boolean) => void} */ #onToggle;
  #isOpen = false;
  #rendered = -Infinity;

  /** @param {(isOpen: boolean) => void} onToggle */
  constructor(onToggle) {
    this.#onToggle = onToggle;
    this.#root.addEventListener('beforetoggle', this.#onBefore);
    this.#root.addEventListener('toggle', this.#onAfter);
  }

  /** @param {() => import('./feed-facts.js').Known} known  called only when the popover is updated */
  render(known) {
    if (!this.#isOpen) return;
    const details = known();
    const since = details.now - this.#rendered;
    if (since >= 0 && since < PAUSE) return;
    this.#rendered = details.now;
    const rows = feedFacts(details);
    if (this.#facts.childElementCount !== rows.length) {
      this.#facts.replaceChildren(...rows.map(() => make('div', '', make('dt', ''), make('dd', ''))));
    }
    rows.forEach(([name, value], i) => {
      const [term, definition] = this.#facts.children[i].children;
      setText(term, name);
      setText(definition, value);
    });
  }

  destroy() {
    this.#root.removeEventListener('beforetoggle', this.#onBefore);
    this.#root.removeEventListener('toggle', this.#onAfter);
  }

  /** Positions the popover below its button; by default it would be centred in the window. */
  #onBefore = () => {
    const { bottom, right } = this.#button.getBoundingClientRect();
    const { style } = this.#root;
    style.top = `${bottom + GAP}px`;
    style.right = `${Math.max(GAP, document.documentElement.clientWidth - right)}px`;
  };

  #onAfter = (/** @type {Event} */ event) => {
    this.#isOpen = /** @type {ToggleEvent} */ (event).newState === 'open';
    this.#rendered = -Infinity;
    if (this.#isOpen) this.#root.focus();
    this.#onToggle(this.#isOpen);
  };
}

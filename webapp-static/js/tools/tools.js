// @ts-check
import { byId } from '../kit/dom.js';
import { Toast } from '../kit/toast.js';
import { Menu } from './menu.js';
import { Print } from './print.js';
import { copySelection, linkOf, shareLink } from './share.js';
import { Summary } from './summary.js';

/**
 * @typedef {object} Deps
 * @property {import('./data-table.js').TableState & import('./export.js').ExportState & import('./summary.js').SummaryState} state
 * @property {import('../kit/format.js').Format} format
 * @property {import('../kit/timers.js').Clock} clock
 * @property {() => number} now  this device's time, ms
 * @property {import('../kit/preference.js').Switch} typing  whether a key typed anywhere opens the search
 */

const NOT_LOADED = 'This part of the page could not be loaded. Please load the page again.';

/**
 * The tools for the chart's data: builds the menu, the spoken summary, sharing and printing. The table and export are loaded when they
 * are used first.
 */
export class Tools {
  /** @type {import('./data-table.js').DataTable | undefined} */ #table;
  /** @type {Summary} */ #summary;

  /** @param {Deps} deps */
  constructor({ state, format, clock, now, typing }) {
    const page = { state, format, now, setTimer: clock.set };
    const chart = byId('chart', HTMLElement);
    const toast = new Toast(byId('toast', HTMLElement), clock.set);
    this.#summary = new Summary(page);
    new Print(() => format.day(now()));
    this.#buildMenu({ ...page, chart, show: (words) => toast.show(words) }, typing);
  }

  /** At the end of the frame. */
  render() {
    this.#table?.render();
    this.#summary.render();
  }

  /**
   * @param {import('./export.js').Deps & import('./data-table.js').Deps} saving
   * @param {import('../kit/preference.js').Switch} typing
   */
  #buildMenu(saving, typing) {
    const { state, show } = saving;
    const summary = this.#summary;
    /** @param {() => Promise<void>} action */
    const load = (action) => action().catch(() => show(NOT_LOADED));
    /** @param {'savePng' | 'saveTrades' | 'saveCandles'} name */
    const save = (name) => () => load(async () => (await import('./export.js'))[name](saving));
    const toggleTable = () => load(async () => {
      const { DataTable } = await import('./data-table.js');
      this.#table ??= new DataTable(saving);
      this.#table.toggle();
    });
    const hasChart = () => state.live.hasPrices;
    const share = async () => {
      const link = linkOf(window.location.href, state.live.symbol);
      show(await shareLink({ link, title: document.title, navigator, copyByHand: copySelection }));
    };
    new Menu(byId('tools', HTMLButtonElement), byId('tools-menu', HTMLElement), [
      [
        { label: 'Save as PNG', onChoose: save('savePng'), isEnabled: hasChart },
        { label: 'Save trades as CSV', onChoose: save('saveTrades'), isEnabled: hasChart },
        { label: 'Save candles as CSV', onChoose: save('saveCandles'), isEnabled: hasChart },
        { label: 'share' in navigator ? 'Share…' : 'Copy link', onChoose: share },
        { label: 'Print…', onChoose: () => window.print() },
      ],
      [
        { label: 'Show as table', onChoose: toggleTable, isChecked: () => this.#table?.isShown ?? false },
        { label: 'Spoken summary', onChoose: () => summary.toggle(), isChecked: () => summary.isOn },
        { label: 'Search by typing', onChoose: () => typing.toggle(), isChecked: () => typing.isOn },
      ],
    ]);
  }
}

// @ts-check
import { byId } from '../kit/dom.js';
import { Toast } from '../kit/toast.js';
import { DataTable } from './data-table.js';
import { saveCandles, savePng, saveTrades } from './export.js';
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

/** The tools for the chart's data: builds the menu, the table, the spoken summary, export, sharing and printing. */
export class Tools {
  /** @type {DataTable} */ #table;
  /** @type {Summary} */ #summary;

  /** @param {Deps} deps */
  constructor({ state, format, clock, now, typing }) {
    const page = { state, format, now, setTimer: clock.set };
    const chart = byId('chart', HTMLElement);
    const toast = new Toast(byId('toast', HTMLElement), clock.set);
    this.#table = new DataTable({ ...page, chart });
    this.#summary = new Summary(page);
    new Print(() => format.day(now()));
    this.#buildMenu({ ...page, chart, show: (words) => toast.show(words) }, typing);
  }

  /** At the end of the frame. */
  render() {
    this.#table.render();
    this.#summary.render();
  }

  /** @param {import('./export.js').Deps} saving @param {import('../kit/preference.js').Switch} typing */
  #buildMenu(saving, typing) {
    const { state, show } = saving;
    const [table, summary] = [this.#table, this.#summary];
    const hasChart = () => state.live.hasPrices;
    const share = async () => {
      const link = linkOf(window.location.href, state.live.symbol);
      show(await shareLink({ link, title: document.title, navigator, copyByHand: copySelection }));
    };
    new Menu(byId('tools', HTMLButtonElement), byId('tools-menu', HTMLElement), [
      [
        { label: 'Save as PNG', onChoose: () => savePng(saving), isEnabled: hasChart },
        { label: 'Save trades as CSV', onChoose: () => saveTrades(saving), isEnabled: hasChart },
        { label: 'Save candles as CSV', onChoose: () => saveCandles(saving), isEnabled: hasChart },
        { label: 'share' in navigator ? 'Share…' : 'Copy link', onChoose: share },
        { label: 'Print…', onChoose: () => window.print() },
      ],
      [
        { label: 'Show as table', onChoose: () => table.toggle(), isChecked: () => table.isShown },
        { label: 'Spoken summary', onChoose: () => summary.toggle(), isChecked: () => summary.isOn },
        { label: 'Search by typing', onChoose: () => typing.toggle(), isChecked: () => typing.isOn },
      ],
    ]);
  }
}

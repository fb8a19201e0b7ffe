// @ts-check
import { byId } from '../kit/dom.js';
import { Menu } from './menu.js';
import { saveCandles, savePng, saveTrades } from './saving.js';
import { copySelection, linkOf, shareLink } from './share.js';

/**
 * @typedef {object} Parts
 * @property {import('./summary.js').Summary} summary
 * @property {import('./data-table.js').DataTable} table
 * @property {import('../kit/preference.js').Switch} typing
 * @property {import('./saving.js').Surroundings} saving
 */

/** What can be done with the chart beyond looking at it. @param {Parts} parts */
export function toolsMenu({ summary, table, typing, saving }) {
  const { state, say } = saving;
  const hasChart = () => state.live.series.count > 0;
  const share = async () => {
    const link = linkOf(window.location.href, state.live.symbol);
    say(await shareLink({ link, title: document.title, navigator, copyByHand: copySelection }));
  };
  return new Menu(byId('tools', HTMLButtonElement), byId('tools-menu', HTMLElement), [
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

// @ts-check
import { byId } from './dom.js';
import { Menu } from './menu.js';
import { saveCsv, savePng } from './saving.js';
import { copySelection, linkOf, shareLink } from './share.js';
import { THEMES } from './theme-choice.js';

/**
 * @typedef {object} Parts
 * @property {import('./theme-choice.js').ThemeChoice} themes
 * @property {import('./summary.js').Summary} summary
 * @property {import('./data-table.js').DataTable} table
 * @property {import('./saving.js').Surroundings} saving
 */

/** What can be done with the chart beyond looking at it. @param {Parts} parts */
export function toolsMenu({ themes, summary, table, saving }) {
  const { state, say } = saving;
  const hasChart = () => state.live.series.count > 0;
  const share = async () => {
    const link = linkOf(window.location.href, state.live.symbol);
    say(await shareLink({ link, title: document.title, navigator, copyByHand: copySelection }));
  };
  return new Menu(byId('tools', HTMLButtonElement), byId('tools-menu', HTMLElement), [
    {
      items: [
        { label: 'Save as PNG', onChoose: () => savePng(saving), isEnabled: hasChart },
        { label: 'Save as CSV', onChoose: () => saveCsv(saving), isEnabled: hasChart },
        { label: 'share' in navigator ? 'Share…' : 'Copy link', onChoose: share },
        { label: 'Print…', onChoose: () => window.print() },
      ],
    },
    {
      items: [
        { label: 'Show as table', onChoose: () => table.toggle(), isChecked: () => table.isShown },
        { label: 'Spoken summary', onChoose: () => summary.toggle(), isChecked: () => summary.isOn },
      ],
    },
    {
      label: 'Theme',
      items: [...THEMES].map(([theme, label]) => (
        { label, onChoose: () => themes.choose(theme), isChecked: () => themes.current === theme })),
    },
  ]);
}

// @ts-check

/**
 * Completes what autoComplete.js says of itself to assistive technology: it describes an older
 * pattern of this widget, and leaves the rows that are not chosen unsaid.
 * @param {HTMLInputElement} input
 * @param {{ readonly list: HTMLElement, readonly cursor: number }} complete
 */
export function describeCombobox(input, complete) {
  input.removeAttribute('aria-owns');
  input.setAttribute('aria-haspopup', 'listbox');
  input.setAttribute('aria-autocomplete', 'list');
  complete.list.setAttribute('aria-label', 'Symbols');
  input.addEventListener('navigate', () => {
    [...complete.list.children].forEach((row, i) => row.setAttribute('aria-selected', String(i === complete.cursor)));
  });
  input.addEventListener('close', () => input.removeAttribute('aria-activedescendant'));
}

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
  // A browser may make a scrolling list a stop of the Tab key; the arrow keys of the box move in it.
  complete.list.tabIndex = -1;
  input.addEventListener('navigate', () => {
    complete.list.querySelectorAll('li').forEach((row, i) => row.setAttribute('aria-selected', String(i === complete.cursor)));
  });
  const chooseNone = () => input.removeAttribute('aria-activedescendant');
  input.addEventListener('close', chooseNone);
  // Other rows: the one it names may be gone.
  input.addEventListener('results', chooseNone);
}

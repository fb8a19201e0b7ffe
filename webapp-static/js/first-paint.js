// @ts-check
/* A classic script in the head, not a module, because it must run before the first paint: it applies the stored theme
   (`data-theme`; without it the system decides) and the palette that follows from it (`data-palette`), which css/tokens.css
   reads. It follows changes of both, and dispatches `themechange` when the palette changes. It also notes which symbol will be
   shown (`data-opening`, empty on a first visit), so that space is reserved for it from the start. */
{
  const root = document.documentElement;
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const contrast = window.matchMedia('(prefers-contrast: more)');
  const forced = window.matchMedia('(forced-colors: active)');

  const recall = (/** @type {string} */ name) => {
    try {
      return localStorage.getItem(`stock-chart.${name}`) ?? '';
    } catch {
      return ''; // Storage may be switched off: then the system decides, and no symbol is known.
    }
  };

  const publish = () => document.dispatchEvent(new Event('themechange'));
  const apply = () => {
    const { theme, palette } = root.dataset;
    const isDark = theme === 'dark' || (theme !== 'light' && dark.matches);
    const isContrast = theme === 'contrast' || (theme === undefined && contrast.matches);
    const wanted = `${isContrast ? 'contrast-' : ''}${isDark ? 'dark' : 'light'}`;
    if (palette === wanted) return;
    root.dataset.palette = wanted;
    publish();
  };

  // The same choice as in app/address.js; this script can import nothing.
  const symbol = new URLSearchParams(window.location.search).get('symbol')?.trim() || recall('symbol');
  // A first visit: the server names the symbol (app/first-visit.js). A list that was emptied is not one that never was.
  if (symbol !== '' || recall('watchlist') === '') root.dataset.opening = symbol;
  const theme = recall('theme');
  if (['light', 'dark', 'contrast'].includes(theme)) root.dataset.theme = theme;
  apply();
  dark.addEventListener('change', apply);
  contrast.addEventListener('change', apply);
  forced.addEventListener('change', publish);
  new MutationObserver(apply).observe(root, { attributeFilter: ['data-theme'] });
}

// @ts-check
/* A classic script in the head, not a module, because it runs before anything is painted: it puts the remembered theme
   (`data-theme`; none follows the system) on the page, and the palette that follows from it (`data-palette`) for
   css/tokens.css. From then on it watches both, and tells of another palette with the event `themechange`. It also says
   (`data-opening`) which symbol is going to be shown, so that its place is kept from the first. */
{
  const root = document.documentElement;
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const contrast = window.matchMedia('(prefers-contrast: more)');
  const forced = window.matchMedia('(forced-colors: active)');

  const recall = (/** @type {string} */ name) => {
    try {
      return localStorage.getItem(`stock-chart.${name}`) ?? '';
    } catch {
      return ''; // Storage may be switched off: then the system decides, and no symbol is remembered.
    }
  };

  const tell = () => document.dispatchEvent(new Event('themechange'));
  const apply = () => {
    const { theme, palette } = root.dataset;
    const isDark = theme === 'dark' || (theme !== 'light' && dark.matches);
    const isContrast = theme === 'contrast' || (theme === undefined && contrast.matches);
    const wanted = `${isContrast ? 'contrast-' : ''}${isDark ? 'dark' : 'light'}`;
    if (palette === wanted) return;
    root.dataset.palette = wanted;
    tell();
  };

  // As view/address.js chooses it; this script can import nothing.
  const symbol = new URLSearchParams(window.location.search).get('symbol')?.trim() || recall('symbol');
  if (symbol !== '') root.dataset.opening = symbol;
  const theme = recall('theme');
  if (['light', 'dark', 'contrast'].includes(theme)) root.dataset.theme = theme;
  apply();
  dark.addEventListener('change', apply);
  contrast.addEventListener('change', apply);
  forced.addEventListener('change', tell);
  new MutationObserver(apply).observe(root, { attributeFilter: ['data-theme'] });
}

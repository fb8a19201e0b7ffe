// @ts-check
/* A classic script in the head, after first-start.js, because it runs while the page's modules are still loading: it requests
   the history that the first view needs (chart/time-view.js), so that a chart is drawn as soon as there is code to draw it.
   prices/history.js takes the answer if it is what the view needs, and otherwise requests it itself. On a first visit the symbol
   is the first one that the server names. */
{
  const MINUTE = 60_000;
  const HOUR = 60 * MINUTE;
  const DAY = 24 * HOUR;

  const recall = () => {
    try {
      return localStorage.getItem('stock-chart.view') ?? '';
    } catch {
      return ''; // Storage may be switched off: then nothing was chosen before.
    }
  };

  /** The range of the address, or the one chosen last: as in app/address.js. */
  const range = () => {
    const named = new URLSearchParams(window.location.search);
    const hasParameters = ['symbol', 'range', 'interval', 'kind'].some((name) => named.has(name));
    return (hasParameters ? named : new URLSearchParams(recall())).get('range') ?? '';
  };

  /**
   * Where the last day of trades begins at the latest: further back where nothing is traded at night and at weekends.
   * @param {string} symbol
   * @param {number} now
   */
  const startOfDay = (symbol, now) => {
    const hasHours = /^[A-Z]{1,6}(?:\.[ABC])?$|^(?:OANDA|FXCM|FOREX|FX|IC MARKETS|FXPRO|PEPPERSTONE[A-Z]*|ICM TRADER|FHFX):/.test(symbol);
    if (!hasHours) return now - DAY;
    // The day in New York changes with the first trades there: 4:00, at most 9:00 UTC.
    const idle = [2, 2, 0, 0, 0, 0, 1][new Date(now - 9 * HOUR).getUTCDay()];
    return now - (1 + idle) * DAY - 9 * HOUR;
  };

  const request = (/** @type {unknown} */ symbol) => {
    // Any other name is resolved by the page first.
    if (typeof symbol !== 'string' || !/^[\w:.^-]{1,64}$/.test(symbol)) return;
    const isByDays = ['6mo', '1y', 'all'].includes(range());
    const interval = isByDays ? DAY : MINUTE;
    const from = isByDays ? 0 : Math.floor(startOfDay(symbol, Date.now()) / interval) * interval;
    const query = new URLSearchParams({ symbol, interval: String(interval), from: String(from) });
    const abort = new AbortController();
    const response = fetch(`${new URL('api/candles', document.baseURI).href}?${query}`, { signal: abort.signal });
    // Handled where it is taken, if it is taken at all.
    response.catch(() => {});
    Object.assign(window, { firstHistory: { symbol, interval, from, response, abort } });
  };

  const { firstStart } = /** @type {Window & { firstStart?: Promise<{ symbols?: unknown[] } | null | undefined> }} */ (window);
  if (firstStart) firstStart.then((answer) => request(Array.isArray(answer?.symbols) ? answer.symbols[0] : undefined));
  else request(document.documentElement.dataset.opening);
}

// @ts-check
/* A classic script in the head, after first-paint.js, because it runs while the page's modules are still loading: on a first visit
   it requests the symbols that the page opens with. first-history.js requests the history of the first of them, and
   app/first-visit.js shows them. */
{
  /** Time for the answer, ms: after it the page shows its question and nothing else. */
  const DEADLINE = 3_000;

  if (document.documentElement.dataset.opening === '') {
    const named = fetch(new URL('api/start', document.baseURI).href, { signal: AbortSignal.timeout(DEADLINE) })
      // Of a server without such a path, or that requires an access token: nothing is named.
      .then((answer) => (answer.ok ? answer.json() : undefined), () => undefined)
      .catch(() => undefined);
    Object.assign(window, { firstStart: named });
  }
}

// @ts-check

/**
 * @typedef {{ from: number, to: number, session: string }} Session  ms
 * @typedef {object} Market  what the server says of the US stock market's hours
 * @property {string | null} holiday
 * @property {Session[]} sessions  in order, with some days before and after now
 * @typedef {{ from: number, to: number }} Stretch
 */

/**
 * The times between the sessions: nothing is traded then.
 * @param {Market | undefined} market
 * @returns {Stretch[]}
 */
export function closedTimes(market) {
  const sessions = market?.sessions ?? [];
  return sessions.slice(1).flatMap(({ from }, i) => (from > sessions[i].to ? [{ from: sessions[i].to, to: from }] : []));
}

/**
 * Whether stocks are traded at a time, and until when or from when on; undefined where nothing is known.
 * @param {Market | undefined} market
 * @param {number} time
 */
export function marketAt(market, time) {
  const sessions = market?.sessions ?? [];
  if (sessions.length === 0 || time < sessions[0].from || time >= sessions[sessions.length - 1].to) return undefined;
  const next = sessions.find((one) => time < one.to);
  if (!next) return undefined;
  const isOpen = time >= next.from;
  return { isOpen, opens: isOpen ? undefined : next.from };
}

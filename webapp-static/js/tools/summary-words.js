// @ts-check
import { firstAfter } from '../kit/binary-search.js';
import { figuresOf } from '../prices/live-symbol.js';

const MINUTE = 60_000;

/**
 * The chart in a sentence, for who hears it: "AAPL 261.74, up 0.12 in the last minute, day range 260.68 to 262.31".
 * @param {Pick<import('../app/page-state.js').PageState, 'live' | 'ticker' | 'day' | 'now'>} state
 * @param {import('../kit/format.js').Format} format
 */
export function summaryWords({ live, ticker, day, now }, format) {
  const { last, decimals, points } = live.series;
  if (!last) return '';
  const { first: begin, high, low } = figuresOf(live);
  const price = (/** @type {number} */ value) => format.price(value, decimals);
  let at = firstAfter(points, last.x - MINUTE) - 1;
  while (points[at]?.cause !== undefined) at -= 1;
  const before = points[at];
  const first = before ?? points.find(({ cause }) => cause === undefined) ?? last;
  const change = Math.round((last.y - first.y) * 10 ** decimals) / 10 ** decimals;
  const move = change === 0 ? 'unchanged' : `${change > 0 ? 'up' : 'down'} ${price(Math.abs(change))}`;
  const span = before ? 'in the last minute' : `since ${format.time(first.x)}`;
  const range = day ? `day range ${price(day.low)} to ${price(day.high)}`
    : `high ${price(high)}, low ${price(low)} since ${format.brief(begin?.time ?? last.x, now)}`;
  return `${ticker} ${price(last.y)}, ${move} ${span}, ${range}`;
}

// @ts-check
import { describe, expect, it } from 'vitest';
import { toRow } from '../../js/search/worker/catalogue-row.js';
import { Catalogue } from '../../js/search/worker/catalogue.js';
import { PrefixIndex } from '../../js/search/worker/prefix-index.js';
import { FILTERS } from '../../js/symbols/kinds.js';
import { generatedListings } from './generated-listings.js';
import { naiveSearch } from './naive-search.js';

const LISTINGS = generatedListings(30_000);
const ROWS = LISTINGS.map(toRow);
const catalogue = new Catalogue(LISTINGS);
const symbols = (/** @type {{ symbol: string }[]} */ rows) => rows.map((row) => row.symbol);

/** Queries cut from the list itself, whole, begun, in the middle, and with a letter wrong. */
function queries() {
  const found = ['a', 'in', 'inc', 'usd', 'eur usd', 'euro', 'gold', '%', 'apple inc', 'holdings apple', 'zzzzqq', '1',
    "system's"];
  for (let i = 0; i < ROWS.length; i += 5_003) {
    const { ticker, name, symbol } = ROWS[i];
    const [first, second = ''] = name.toLowerCase().split(' ');
    found.push(ticker, symbol, first, first.slice(0, 4), `${first} ${second.slice(0, 2)}`, `${second} ${first.slice(0, 3)}`,
      `${first.slice(0, 2)}x${first.slice(3)}`, first.slice(0, 3) + first.slice(4));
  }
  return found;
}

describe('the index', () => {
  it.each(FILTERS)('finds among $label the same rows as a scan of all 30,000', ({ filter }) => {
    for (const query of queries()) {
      expect([query, ...symbols(catalogue.direct(query, filter).rows)]).toEqual([query, ...symbols(naiveSearch(ROWS, query, filter))]);
    }
  });

  it('counts all rows that match, not only those it returns', () => {
    const matching = ROWS.filter((row) => row.words.includes(' inc') || row.normalizedTicker.startsWith('inc'));
    expect(catalogue.direct('inc', 'all').total).toBe(matching.length);
  });

  it('is the same when built in slices', async () => {
    let pauses = 0;
    const sliced = await Catalogue.inSlices(LISTINGS.slice(0, 2_000), async () => { pauses += 1; });
    const whole = new Catalogue(LISTINGS.slice(0, 2_000));
    expect([sliced.size, pauses > 1]).toEqual([2_000, true]);
    expect(symbols(sliced.search('apple'))).toEqual(symbols(whole.search('apple')));
  });
});

describe('PrefixIndex', () => {
  it('visits the keys with a prefix, and none before or after them', () => {
    const index = new PrefixIndex();
    const rows = ['b', 'ab', 'abc', 'a', 'ac', 'abd', 'ab'].map((key, order) => ({ key, row: toRow({ symbol: key }, order) }));
    rows.forEach(({ key, row }) => index.add(key, row));
    index.sort();
    const under = (/** @type {string} */ prefix) => index.under(prefix).flatMap(([, found]) => found).map(({ order }) => order)
      .sort((a, b) => a - b);
    expect(under('ab')).toEqual([1, 2, 5, 6]);
    expect(under('abd')).toEqual([5]);
    expect(under('c')).toEqual([]);
    expect(under('')).toHaveLength(7);
    expect(index.count('a')).toBe(6);
  });
});

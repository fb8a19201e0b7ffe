// @ts-check

/** Distance of a label from an edge, another band and another label, in pixels. */
const MARGIN = 4;

/**
 * @typedef {{ start: number, end: number, width: number }} LabelledBand  where a band is drawn and how wide its label is, in pixels
 */

/** A shorter time would round to nothing, ms. */
const SHORTEST = 1_000;

/**
 * The label of a band: why nothing is known, and for how long.
 * @param {import('./scene.js').Band} band
 * @param {import('../kit/format.js').Format} format
 */
export function bandLabel({ cause, from, to }, format) {
  return `${cause} ${to - from < SHORTEST ? 'under 1 s' : format.duration(to - from)}`;
}

/**
 * Where the label of each band begins. Labels that fit into their band are centred in it. Others are placed beside it on the plain
 * chart, where they touch no other band and no other label: in another band they would seem to belong to that one.
 * @param {readonly LabelledBand[]} bands  one that ends before it starts is not visible
 * @param {{ left: number, right: number }} area
 * @returns {(number | undefined)[]} by band; undefined where there is no room
 */
export function placeBandLabels(bands, { left, right }) {
  const seen = bands.filter(isSeen);
  const fitting = seen.filter(fits);
  /** @type {{ start: number, end: number }[]} */
  const written = fitting.map((band) => ({ start: middle(band), end: middle(band) + band.width }));
  return bands.map((band) => {
    if (fitting.includes(band)) return middle(band);
    if (!isSeen(band) || band.width + 2 * MARGIN > right - left) return undefined;
    const start = Math.min(Math.max(middle(band), left + MARGIN), right - band.width - MARGIN);
    const words = { start, end: start + band.width };
    if ([...seen, ...written].some((other) => other !== band && touch(other, words))) return undefined;
    written.push(words);
    return start;
  });
}

/** @param {LabelledBand} band */
const isSeen = ({ start, end }) => end > start;

/** @param {LabelledBand} band */
const fits = ({ start, end, width }) => width + 2 * MARGIN <= end - start;

/** @param {LabelledBand} band */
const middle = ({ start, end, width }) => (start + end - width) / 2;

/** @param {{ start: number, end: number }} one @param {{ start: number, end: number }} other */
const touch = (one, other) => one.start < other.end + MARGIN && other.start < one.end + MARGIN;

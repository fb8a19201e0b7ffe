/**
 * The symbols that a first visit to the page opens with, at {@code /api/start}: those of the operator, or those that others watch,
 * or well-known ones.
 *
 * <p>Imported by {@code startup} for its setting. Any thread; keeps no state, and knows of symbols only, not of who watches them.
 */
package stockchart.firstvisit;

/**
 * Texts from outside: what of them may be shown in a log, a message to a person, or a page, and whether they are JSON as a whole.
 *
 * <p>Entry types: {@link stockchart.text.VisibleText}, {@link stockchart.text.WholeJsonCodec}. Every package may import this one; it
 * imports nothing of ours. Stateless; any thread.
 */
package stockchart.text;

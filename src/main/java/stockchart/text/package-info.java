/**
 * Texts from outside: what of them may be shown in a log, a message to a person, or a page.
 *
 * <p>Entry type: {@link stockchart.text.VisibleText}. Every package may import this one; it imports nothing of ours. Stateless; any
 * thread.
 */
package stockchart.text;

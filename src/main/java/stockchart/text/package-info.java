/**
 * What of a text from outside may be shown: in a log, in a message to a person, in a page.
 *
 * <p>Entry type: {@link stockchart.text.VisibleText}. Every package may import this one; it imports nothing of ours. Stateless;
 * any thread.
 */
package stockchart.text;

/**
 * What is peculiar to the servers this WAR runs on, each thing in one named place, harmless where it is not needed.
 *
 * <p>Entry type: {@link stockchart.container.BareContext}. Every package but {@code market} may import this one; it imports
 * nothing of ours. No state.
 *
 * <p>It knows nothing of prices, symbols or messages.
 */
package stockchart.container;

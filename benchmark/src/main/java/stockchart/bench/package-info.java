/**
 * The benchmark: plays Finnhub on one side of a server and all its browsers on the other, with one clock, and prints a table.
 *
 * <p>Entry type: {@link stockchart.bench.Benchmark}, started by {@code benchmark/pom.xml} and no part of the WAR. One
 * process, one thread and one selector for everything, so that the generator costs little and needs no locks; every type here
 * is <b>confined</b> to that thread unless stated otherwise. Only the loopback interface is used, every step has a deadline,
 * and the only processes ended are those started here.
 *
 * <p>It knows the servers by their protocols alone and imports nothing of the product. What is timed inside the product stands
 * beside its packages, and JMH gets its name.
 */
package stockchart.bench;

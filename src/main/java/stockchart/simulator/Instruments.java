package stockchart.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import stockchart.market.Symbol;

/** Everything the simulator trades, read from the lists beside this class. Immutable; any thread. */
final class Instruments {
    private final Map<Instrument.Kind, List<Instrument>> byKind;
    private final Map<Symbol, Instrument> bySymbol;

    /** @throws IllegalStateException naming a symbol that occurs twice */
    Instruments(Map<Instrument.Kind, List<Instrument>> byKind) {
        this.byKind = Map.copyOf(byKind);
        this.bySymbol = byKind.values().stream().flatMap(Collection::stream)
                .collect(Collectors.toUnmodifiableMap(Instrument::symbol, Function.identity()));
    }

    /** Reads the bundled lists. */
    static Instruments load() {
        Map<Instrument.Kind, List<Instrument>> lists = new EnumMap<>(Instrument.Kind.class);
        for (Instrument.Kind kind : Instrument.Kind.values()) {
            lists.put(kind, read(kind));
        }
        return new Instruments(lists);
    }

    /** The instruments of a kind, in the order of the list. */
    List<Instrument> of(Instrument.Kind kind) {
        return byKind.getOrDefault(kind, List.of());
    }

    Optional<Instrument> find(Symbol symbol) {
        return Optional.ofNullable(bySymbol.get(symbol));
    }

    private static List<Instrument> read(Instrument.Kind kind) {
        try (InputStream stream = Instruments.class.getResourceAsStream(kind.file());
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return lines.lines().skip(1).map(line -> Instrument.parse(kind, line)).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read the bundled " + kind.file(), unreadable);
        }
    }
}

package stockchart.firstvisit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import stockchart.hub.CandleSource.Watched;
import stockchart.market.Symbol;

/** Chooses the symbols of a first visit, the one for the chart first. Pure functions. */
final class StartSymbols {
    private StartSymbols() {}

    /**
     * The symbols of the settings as they are; or, of those that most clients watch now, then those watched last, then the usual
     * ones, a few, and of these the ones whose market is open first, so that the chart moves. One of them is open if any usual one
     * is.
     *
     * @param watched what is watched now, and was
     * @param recent those watched last, the last one first
     * @param usual well-known ones
     * @param isClosed whether a symbol's market is closed
     */
    static List<Symbol> of(StartSettings settings, Collection<Watched> watched, List<Symbol> recent, List<Symbol> usual,
            Predicate<Symbol> isClosed) {
        if (!settings.isAutomatic()) {
            return settings.listed().stream().limit(settings.most()).toList();
        }
        Stream<Symbol> now = watched.stream().filter(each -> each.viewers() > 0 && each.isPriced())
                .sorted(Comparator.comparingInt(Watched::viewers).reversed().thenComparing(Watched::symbol)).map(Watched::symbol);
        Set<Symbol> candidates = new LinkedHashSet<>();
        Stream.of(now, recent.stream(), usual.stream()).flatMap(each -> each).forEach(candidates::add);
        List<Symbol> few = new ArrayList<>(candidates.stream().limit(settings.most()).toList());
        Optional<Symbol> open = usual.stream().filter(isClosed.negate()).findFirst();
        if (few.stream().allMatch(isClosed) && open.isPresent()) {
            few.set(few.size() - 1, open.get());
        }
        few.sort(Comparator.comparing(isClosed::test));
        return List.copyOf(few);
    }
}

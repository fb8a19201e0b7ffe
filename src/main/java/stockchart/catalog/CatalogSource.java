package stockchart.catalog;

import java.io.IOException;

/** Where lists of symbols come from. */
@FunctionalInterface
interface CatalogSource {
    /**
     * Fetches a list; blocks until it is there.
     *
     * @throws IOException saying what was wrong, fit for a log
     * @throws IllegalStateException if the source's address is not known yet
     */
    ListRows fetch(CatalogList list) throws IOException;
}

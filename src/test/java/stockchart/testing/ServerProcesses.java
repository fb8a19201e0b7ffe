package stockchart.testing;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The processes of servers that these tests have started, known by the argument that names the server. Test thread only. */
final class ServerProcesses {
    private static final long PATIENCE_SECONDS = 30;

    private ServerProcesses() {}

    /** Ends a server, whatever has become of it, by force if it takes long; returns when it is over. */
    static void end(String name) {
        List<ProcessHandle> all = ProcessHandle.current().descendants().filter(process -> isOf(name, process))
                .flatMap(process -> Stream.concat(process.descendants(), Stream.of(process))).distinct().toList();
        all.forEach(ProcessHandle::destroy);
        if (!areOver(all)) {
            all.forEach(ProcessHandle::destroyForcibly);
            areOver(all);
        }
    }

    private static boolean isOf(String name, ProcessHandle process) {
        return Stream.of(process.info().arguments().orElse(new String[0])).anyMatch(("-Dit.server=" + name)::equals);
    }

    private static boolean areOver(List<ProcessHandle> all) {
        return CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                .thenApply(over -> true).completeOnTimeout(false, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
}

package stockchart.platform.websocket;

import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.glassfish.tyrus.spi.Writer;

/**
 * Chooses the {@link SendPath} of each session: the shortest available, or the standard API. Logs each path when it is chosen for
 * the first time, so that a server update cannot lose the fast path silently.
 *
 * <p>Any thread.
 */
public final class SendPaths {
    private static final Logger LOG = System.getLogger(SendPaths.class.getName());

    private final boolean isFastWanted;
    private final Level level;
    /** By ordinal: why a path was chosen, null before. */
    private final AtomicReferenceArray<String> taken = new AtomicReferenceArray<>(SendPath.values().length);

    /**
     * @param isFastWanted whether to look for a faster path than the standard API
     * @param level the log level for a chosen path
     */
    public SendPaths(boolean isFastWanted, Level level) {
        this.isFastWanted = isFastWanted;
        this.level = level;
    }

    /** Whether a session was given this path since the start. */
    public boolean isTaken(SendPath path) {
        return taken.get(path.ordinal()) != null;
    }

    /** The writer of whole frames to a server's open session; empty on the standard path. */
    Optional<FrameWriter> writer(Session session) {
        if (!isFastWanted) {
            return standard("STOCKCHART_FAST_SEND is off");
        }
        Optional<Writer> tyrus = TyrusWriter.of(session);
        if (tyrus.isEmpty()) {
            return standard("this server has no other");
        }
        Optional<FrameWriter> queue = behind(tyrus.get(), session.isSecure());
        if (queue.isPresent()) {
            take(SendPath.QUEUE, "");
            return queue;
        }
        take(SendPath.FRAMES, session.isSecure() ? "the connection is encrypted" : "no network queue was found behind Tyrus");
        return Optional.of(new TyrusWriter(tyrus.get()));
    }

    private Optional<FrameWriter> standard(String reason) {
        take(SendPath.STANDARD, reason);
        return Optional.empty();
    }

    private void take(SendPath path, String reason) {
        if (!isTaken(path) && taken.compareAndSet(path.ordinal(), null, reason)) {
            LOG.log(level, "Messages are sent by the {0}{1}", path.title(), reason.isEmpty() ? "" : ", because " + reason);
        }
    }

    private static Optional<FrameWriter> behind(Writer tyrus, boolean isSecure) {
        try {
            return GrizzlyWriter.behind(tyrus, isSecure);
        } catch (LinkageError notThere) {
            // This server has no Grizzly, or hides it from applications.
            return Optional.empty();
        }
    }

    /** How a message for many clients reaches one of them. */
    public enum SendPath {
        QUEUE("queue", "direct network queue"),
        FRAMES("frames", "whole frames through Tyrus"),
        STANDARD("standard", "standard API");

        private final String word;
        private final String title;

        SendPath(String word, String title) {
            this.word = word;
            this.title = title;
        }

        /** Its name in the metrics. */
        public String word() {
            return word;
        }

        /** Its name in the log. */
        String title() {
            return title;
        }
    }
}

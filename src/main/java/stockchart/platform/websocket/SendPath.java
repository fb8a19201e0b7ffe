package stockchart.platform.websocket;

/** How messages that many clients get reach one of them. */
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

package stockchart.bench;

/** What the browsers of a run counted together; plain fields, because one thread writes and reads them. */
final class BrowserCounters {
    final Window window;
    int connecting;
    int open;
    int refused;
    /** Connections that the server ended. */
    int ended;
    /** Answers to a resume that could not carry everything missed. */
    int incomplete;
    /** Commands that could not be written, because the server had ended the connection. */
    int unwritten;
    long lost;
    long doubled;
    long strange;
    /** Whether trades that come with the answer to a resume are measured too. */
    boolean countsResumes;
    private int errors;

    BrowserCounters(Window window) {
        this.window = window;
    }

    /** How many errors browsers received. */
    int errors() {
        return errors;
    }

    /** Shows the first few errors: each means that the run is not valid. */
    void error(String message) {
        if (errors++ < 3) {
            System.out.println("    a browser received the error " + message);
        }
    }
}

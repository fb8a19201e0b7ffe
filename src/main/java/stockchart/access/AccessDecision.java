package stockchart.access;

/** What is to be done with a client. */
enum AccessDecision {
    /** Let it in. */
    KNOWN,
    /** Ask it for a token. */
    UNKNOWN,
    /** Too many wrong tokens came from its address: this one was not looked at. */
    TOO_MANY
}

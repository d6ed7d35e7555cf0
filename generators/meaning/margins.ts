/** Seconds by which real targets may be late. A timer that must not fire is so far off, one that must fire is a second off. */

/** A cold start, which counts towards a Task's timeout (AWS-BEHAVIOUR 10.2.6). */
export const COLD_START_SECONDS = 9;

/** Whoever answers a token. */
export const ANSWER_SECONDS = 2;

/** A whole execution. */
export const EXECUTION_SECONDS = 25;

/** By how much an answer must miss a timer that has fired, so that it comes too late wherever it is sent from. */
export const LATE_SECONDS = 2;

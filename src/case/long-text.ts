/** Long results by their length: a case stays small, and its content can be hashed and read. */

/** The JSON text of a string, so many bytes with its quotes; at least the two quotes. */
export const jsonStringOf = (bytes: number): string => `"${'x'.repeat(Math.max(0, bytes - 2))}"`;

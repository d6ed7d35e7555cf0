/** Numbers that AWS writes with a fraction even where it is nothing: `0.0`. */

interface RawJson {
  /** A value that JSON.stringify writes as this very text. */
  rawJSON(text: string): unknown;
}

export const floatOf = (value: number): unknown =>
  Number.isInteger(value) ? (JSON as unknown as RawJson).rawJSON(`${value}.0`) : value;

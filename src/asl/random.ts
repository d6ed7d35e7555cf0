/**
 * Where chance comes from: `States.UUID`, `States.MathRandom`, jitter, request ids. The interpreter gets it from
 * outside, so that a prediction is the same each time.
 */
export interface Random {
  /** At least 0, less than 1. */
  next(): number;
  uuid(): string;
}

/** A generator of its own for each seed text (mulberry32 over an FNV-1a hash); not for secrets. */
export function seededRandom(seed: string): Random {
  let state = 0x811c9dc5;
  for (let i = 0; i < seed.length; i++) state = Math.imul(state ^ seed.charCodeAt(i), 0x01000193);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const hex = (digits: number): string =>
    Math.floor(next() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  return {
    next,
    uuid: () =>
      `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'[Math.floor(next() * 4)]}${hex(3)}-${hex(8)}${hex(4)}`,
  };
}

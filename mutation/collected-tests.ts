/** What test files get in place of vitest: it keeps their tests for the runner; what they expect is checked by vitest's own `expect`. */
import { format } from 'node:util';
export { expect } from 'vitest';

export interface CollectedTest {
  readonly name: string;
  readonly run: () => unknown;
}

/** Every test that was told of since the module was evaluated. */
export const collected: CollectedTest[] = [];

const titles: string[] = [];

export function describe(title: string, tell: () => void): void {
  titles.push(title);
  tell();
  titles.pop();
}

export function test(title: string, run: () => unknown): void {
  collected.push({ name: [...titles, title].join(' > '), run });
}

test.each =
  (rows: readonly unknown[]) =>
  (title: string, run: (...row: unknown[]) => unknown): void => {
    for (const row of rows) {
      const values = Array.isArray(row) ? row : [row];
      const shown = values.slice(0, title.match(/%[sdjo]/g)?.length ?? 0);
      test(format(title, ...shown), () => run(...values));
    }
  };

export const it = test;

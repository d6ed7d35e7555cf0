import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { shellPath, shellQuote } from './shell-quote.ts';

describe('shellQuote', () => {
  it.each([
    '',
    'plain',
    'a b',
    "it's",
    '$(touch /tmp/x) `id` "$HOME" \\ ! ~ * ? [a] {a,b} # ; & | < >',
    '-n',
    'line\nline',
    "\u001b[2J\u0007\t\r'\\",
    'é€😀\u202e',
  ])('gives bash %j as one word', (text) => {
    const script = `printf '%s\\0' ${shellQuote(text)}`;
    expect(execFileSync('bash', ['-c', script]).toString()).toBe(`${text}\0`);
  });

  it('shows nothing that a terminal obeys', () => {
    expect(shellQuote('\u001b[2J')).toBe("$'\\033[2J'");
  });
});

it('shellPath is never taken for an option', () => {
  expect(shellPath('-x/y z')).toBe("'./-x/y z'");
});

/** Which tests mutants are held against: those that need no server, no emulator and no recording, the quickest first. */

/** Test files by the folder that is mutated; globs from the project's root, run in this order. */
export const TESTS: Readonly<Record<string, readonly string[]>> = {
  'src/interpreter/': [
    'src/interpreter/**/*.test.ts',
    'src/test-state/*.test.ts',
    'src/executors/reference.test.ts',
    'src/executors/reference/{declined,how-long,where-it-fails}.test.ts',
    'src/suites/directed-suites.test.ts',
  ],
  'src/compare/': [
    'src/compare/**/*.test.ts',
    'src/rules/{attribution,find-rule}.test.ts',
    'src/run/gathered-findings.test.ts',
    'src/executors/recording/as-predicted.test.ts',
    'src/suites/{compare-expectation,directed-suites}.test.ts',
  ],
};

/**
 * Left out: cases that take longer than all others together (histories of 25,000 events, an expression that runs until AWS would stop
 * it), and what is only true after every case was run.
 */
export const LEFT_OUT =
  /^(long\/history-limit.*|jsonata\/too-long|every rule .*|differences can be put down to every rule)$/;

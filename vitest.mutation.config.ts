/** The tests that mutation testing holds against the interpreter and the comparer: those that run neither servers nor emulators. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/{interpreter,compare,suites,rules}/**/*.test.ts'],
    exclude: ['src/suites/api-cases/**'],
  },
});

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'generators/**/*.test.ts',
      'suites/**/*.test.ts',
      'ci-templates/**/*.test.ts',
    ],
    // It imports a JSON file as only bundlers can.
    server: { deps: { inline: [/@actions\/workflow-parser/] } },
    // Machines that build have much else to do.
    testTimeout: 300_000,
    hookTimeout: 900_000,
  },
});

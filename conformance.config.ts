/**
 * Targets beside the kit's own (docs/new-emulator.md). LocalEmu is here to show that an emulator needs nothing but such a file:
 * its server is a Python program, and functions that are deployed to it are run by the kit's executor.
 *
 *     npm run conformance -- --target localemu
 */
import { defineConfig } from './src/kit.ts';

export default defineConfig({
  targets: {
    localemu: {
      about: 'LocalEmu 1.3.2 (PyPI), its server started by the kit',
      endpoint: 'http://127.0.0.1:{port}',
      start: {
        python: {
          requirements: 'src/targets/environments/requirements/localemu.txt',
          atLeast: '3.13',
          package: '{executor}',
        },
        command: '{python}',
        args: ['-m', 'sfn_conformance_executor.on_loopback', 'localemu.runtime.main'],
        env: {
          GATEWAY_LISTEN: '127.0.0.1:{port}',
          OVERRIDE_IN_DOCKER: '0',
          FILESYSTEM_ROOT: '{folder}/fs',
          XDG_CACHE_HOME: '{folder}/cache',
          HOME: '{folder}',
          TMPDIR: '{folder}',
          DNS_ADDRESS: '0',
          DISABLE_EVENTS: '1',
          SKIP_SSL_CERT_DOWNLOAD: '1',
          LAMBDA_RUNTIME_EXECUTOR: 'sfn-conformance',
        },
        health: '/_localemu/health',
        stopWithinSeconds: 1,
      },
      functions: { via: 'deploy', runtime: 'provided.al2023', handler: 'bootstrap', raisesFaults: true },
      unsupported: [{ feature: 'jsonata', reason: 'LocalEmu 1.3.2 has no JSONata' }],
    },
  },
});

/**
 * The commands by name, in the order of the help. A command is loaded when it is called: what another one needs (a browser
 * page's bundler, an SDK) shall not make this one slow to start.
 */
import type { Command } from './command.ts';

export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  conformance: async () => (await import('./conformance-command.ts')).conformanceCommand,
  merge: async () => (await import('./merge-command.ts')).mergeCommand,
  certify: async () => (await import('./certify-command.ts')).certifyCommand,
  'verify-certificate': async () =>
    (await import('./verify-certificate-command.ts')).verifyCertificateCommand,
  replay: async () => (await import('./replay-command.ts')).replayCommand,
  shrink: async () => (await import('./shrink-command.ts')).shrinkCommand,
  report: async () => (await import('./report-command.ts')).reportCommand,
  nightly: async () => (await import('./nightly-command.ts')).nightlyCommand,
  drift: async () => (await import('./drift-command.ts')).driftCommand,
  flavours: async () => (await import('./flavours-command.ts')).flavoursCommand,
  publish: async () => (await import('./publish-command.ts')).publishCommand,
  scoreboard: async () => (await import('./scoreboard-command.ts')).scoreboardCommand,
  'bug-report': async () => (await import('./bug-report-command.ts')).bugReportCommand,
  predict: async () => (await import('./predict-command.ts')).predictCommand,
  recordings: async () => (await import('./recordings-command.ts')).recordingsCommand,
  serve: async () => (await import('../emulator/serve-command.ts')).serveCommand,
  sweep: async () => (await import('./sweep-command.ts')).sweepCommand,
  targets: async () => (await import('./targets-command.ts')).targetsCommand,
  doctor: async () => (await import('./doctor-command.ts')).doctorCommand,
  explain: async () => (await import('./explain-command.ts')).explainCommand,
  'freeze-profile': async () => (await import('./freeze-profile-command.ts')).freezeProfileCommand,
};

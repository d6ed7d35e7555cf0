/** What carries out the calls of executions: the emulator's Lambda, or whoever embeds the emulator. */
import type { CallResult, ServiceCall } from '../../interpreter/task/service-call.ts';
import type { ScriptedReturn } from '../../simulation/lambda-script.ts';

/**
 * A result that comes after some time of the emulator's clock, or when real work is done. Work that takes no time of a
 * virtual clock must hold it meanwhile (`Clock.during`).
 */
export type CallOutcome = ScriptedReturn | Promise<CallResult>;

export type Outside = (call: ServiceCall) => CallOutcome;

/** Answers some calls itself; undefined leaves a call to the emulator. */
export type Override = (call: ServiceCall) => CallOutcome | undefined;

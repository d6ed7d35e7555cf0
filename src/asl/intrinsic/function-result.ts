/** What an intrinsic function gives: a value, or the reason why AWS refuses its arguments. */
import type { JsonValue } from '../../json/value.ts';
import type { Random } from '../random.ts';
import type { Argument } from './call.ts';

export type FunctionResult =
  | { readonly ok: true; readonly value: JsonValue }
  | {
      readonly ok: false;
      /** AWS's own sentence where it isn't `Invalid arguments in States.Name`, and its rule. */
      readonly sentence?: string;
      readonly rule?: string;
    }
  /** What AWS would do isn't known. */
  | { readonly ok: false; readonly declined: string };

/** Evaluated arguments, in order, with what a function needs besides. */
export interface FunctionCall {
  readonly values: readonly JsonValue[];
  /** The arguments as written; States.Format needs the escapes of its template. */
  readonly written: readonly Argument[];
  readonly random: Random;
  /** Notes a rule of the catalogue that the call carries out beside the function's own. */
  readonly note: (rule: string) => void;
}

export type IntrinsicFunction = (call: FunctionCall) => FunctionResult;

export const INVALID_ARGUMENTS: FunctionResult = { ok: false };

/** Characters of the longest text that a function makes; what is longer fits into no output by far. */
export const LONGEST_TEXT = 2 ** 22;

export const TOO_LONG: FunctionResult = {
  ok: false,
  declined: `a text of more than ${LONGEST_TEXT} characters`,
};

export const succeed = (value: JsonValue): FunctionResult => ({ ok: true, value });

/** Evaluates an intrinsic call, its arguments first. */
import type { JsonValue } from '../../json/value.ts';
import { resolve, type Scope } from '../path/scope.ts';
import { unmodelledPath, type TemplateResult } from '../template/evaluate-template.ts';
import type { Argument, IntrinsicCall } from './call.ts';
import { ARITIES, INTRINSIC_FUNCTIONS, type IntrinsicName } from './functions.ts';
import type { IntrinsicFunction } from './function-result.ts';

/**
 * The value of a call.
 *
 * Bad arguments are States.Runtime with `Invalid arguments in States.Name` (AWS-BEHAVIOUR 2.3.10), a missing path has a
 * wording of its own (2.3.4). `whole` is the outermost call, which is what AWS quotes.
 */
export function evaluateCall(call: IntrinsicCall, scope: Scope, whole: IntrinsicCall = call): TemplateResult {
  const values: JsonValue[] = [];
  for (const argument of call.arguments) {
    const result = evaluateArgument(argument, scope, whole);
    if (!result.ok) return result;
    values.push(result.value);
  }
  const run: IntrinsicFunction = INTRINSIC_FUNCTIONS[call.name as IntrinsicName];
  const note = (rule: string): void => scope.note?.(rule);
  note(call.rule);
  const result = run({ values, written: call.arguments, random: scope.random, note });
  if (result.ok) return result;
  if ('declined' in result)
    return { ok: false, kind: 'declined', reason: `States.${call.name} gives ${result.declined}` };
  const sentence = result.sentence ?? `Invalid arguments in States.${call.name}`;
  return {
    ok: false,
    kind: 'runtime',
    cause: `There was an error while evaluating the intrinsic function: ${whole.text}. ${sentence}`,
    rule: result.rule ?? argumentsRule(call),
    ...(result.sentence !== undefined && { inferred: true }),
  };
}

function argumentsRule({ name, arguments: given }: IntrinsicCall): string {
  const [least, most] = ARITIES[name as IntrinsicName];
  return given.length < least || given.length > most ? 'intrinsic.arity' : 'intrinsic.invalid-arguments';
}

function evaluateArgument(argument: Argument, scope: Scope, whole: IntrinsicCall): TemplateResult {
  switch (argument.kind) {
    case 'string':
    case 'literal':
      return { ok: true, value: argument.value };
    case 'call':
      scope.note?.('intrinsic.nested');
      return evaluateCall(argument.call, scope, whole);
    case 'path': {
      if (argument.path.unmodelled) return unmodelledPath(argument.path);
      const found = resolve(argument.path, scope);
      if (found.ok) return found;
      return {
        ok: false,
        kind: 'runtime',
        cause:
          `The function '${whole.text}' had the following error: The JsonPath argument for the field ` +
          `'${argument.path.text}' could not be found in the input '${scope.input.text}'`,
        rule: 'intrinsic.missing-path',
      };
    }
  }
}

/** Which rules of the catalogue a diagnostic carries out: the one of its code, and the one of its text. */
import type { Diagnostic } from '../../case/observation.ts';

export function* diagnosticRules({ code, message, location = '' }: Diagnostic): Iterable<string> {
  yield `validation.${code}`;
  const found = TEXTS.find(([text, place]) => text.test(message) && (place?.test(location) ?? true));
  if (found !== undefined) yield `validation.${found[2]}`;
}

/** The text, the place where the text alone doesn't tell, and the rule. */
const TEXTS: readonly (readonly [text: RegExp, place: RegExp | undefined, rule: string])[] = [
  [/^These fields are required: /, undefined, 'required-fields'],
  [/^Definition must be a valid JSON object$/, undefined, 'not-an-object'],
  [/^Field 'QueryLanguage' is not supported$/, undefined, 'query-language'],
  [/^Field '.*' is not supported$/, undefined, 'unknown-field'],
  [/^The field 'Type' should have/, undefined, 'unknown-type'],
  [/: \[Next, End\]$/, undefined, 'next-or-end'],
  [/^States\.ALL must appear/, undefined, 'states-all'],
  [/must be a valid JSONPath or a valid intrinsic/, undefined, 'template-values'],
  [/exactly one comparison operator$/, undefined, 'choice-rules'],
  [/^Value (?:cannot be empty|is not a Reference Path: )/, /\/Choices/, 'choice-rules'],
  [/^Value cannot be empty$/, /\/Branches$/, 'branches'],
  [/^Value is not a Reference Path: /, undefined, 'result-path'],
  [/^Value is not a valid JSONPath/, undefined, 'paths'],
  [/^There should only be one of the following fields: /, undefined, 'wait-timers'],
  [/^(?:Minimum value is|Expected value of type Integer)/, /\/Seconds$/, 'wait-seconds'],
  [/^String does not match RFC3339 timestamp$/, /\/Timestamp$/, 'wait-timestamp'],
  [/^The resource provided /, undefined, 'resource'],
  [/^The field 'RoleArn' is required/, undefined, 'credentials'],
  [/QueryLanguage' can not be|\[JSONPath, JSONata\]$/, undefined, 'query-language'],
  [/^The QueryLanguage is set to /, undefined, 'other-language'],
  [/^Variable '.*' is already assigned/, undefined, 'outer-variable'],
  [/^Variable name /, undefined, 'variable-names'],
  [/^Field '\$states\./, undefined, 'states-fields'],
  [/at the top level is not supported\.$/, undefined, 'bare-name'],
  [/^'HeartbeatSeconds' must be smaller/, undefined, 'heartbeat-below-timeout'],
  [/^You cannot specify both '(.*)' and '\1\.\$'$/, undefined, 'template-both'],
  [/^You cannot specify both '(?:Error|Cause)'/, undefined, 'fail-fields'],
  [/^You cannot specify both /, undefined, 'both-forms'],
  [/^Express state machine does not support /, undefined, 'express'],
  [
    /^(?:Expected value of type|Value should be one of|Minimum value is|Value cannot be empty)/,
    undefined,
    'values',
  ],
  [/^String does not match RFC3339 timestamp$/, undefined, 'values'],
];

/** Account ids, regions and substitutions that nobody filled in, replaced by names that are the same for every user. */
import { ACCOUNT, functionArn, REGION } from '../../executors/observed-names.ts';
import { pseudoParameter } from '../load/template/placeholders.ts';
import { readFunctionReference } from '../../asl/state/resource.ts';
import type { JsonObject } from '../../json/value.ts';
import { deployableName } from '../function-name.ts';
import { mapFields } from './map-texts.ts';

/** What was taken for what, in words for the report. */
export type Note = (note: string) => void;

export const withNeutralNames = (definition: JsonObject, note: Note): JsonObject =>
  mapFields(definition, (text, key) => neutralText(text, key, note));

function neutralText(text: string, key: string, note: Note): string {
  const filled = text.replace(/\$\{(AWS::\w+)\}/g, (whole, name: string) => pseudoParameter(name) ?? whole);
  const neutral = filled
    .replace(/(arn:[\w-]+:lambda:)[\w-]*:\d{12}(:function:)/g, `$1${REGION}:${ACCOUNT}$2`)
    .replace(/(?<=[:/])\d{12}(?=[:/])/g, ACCOUNT);
  return key === 'FunctionName' ? neutralFunctionName(neutral, note) : neutral;
}

const neutralFunctionName = (text: string, note: Note): string =>
  text.includes('${') || (readFunctionReference(text) === undefined && !text.startsWith('{%'))
    ? placeholder(text, note)
    : text;

/** The ARN of a function that a deployment fills in. */
export function placeholder(text: string, note: Note): string {
  const name = /\$\{([^}]+)\}/.exec(text)?.[1] ?? text;
  const bare = name.replace(/[._]?(?:FunctionArn|Arn|ARN)$/, '').trim();
  const arn = functionArn(deployableName(bare === '' ? name : bare));
  note(`'${text}' is taken for the function ${arn.split(':').at(-1)}`);
  return arn;
}

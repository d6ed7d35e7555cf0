/**
 * Puts deployed names in place of a case's own, in texts of JSON: nothing else of them changes, white space and spelling of
 * numbers included.
 */
import { ACCOUNT, REGION } from '../../observed-names.ts';
import type { DeployedNames, Whereabouts } from './deployed-names.ts';

const ARN = /(arn:[\w-]+:lambda:)([\w-]*):(\d*)(:function:)([\w-]+)(?::([\w$-]+))?/g;
const PARTIAL_ARN = /(?<![\w:-])(?:(\d{12}):)?function:([\w-]+)(?::([\w$-]+))?/g;
const LITERAL_NAME = /("FunctionName"\s*:\s*")([\w-]+)(?::([\w$-]+))?(?=")/g;

/** ARNs and literal function names of a definition; `exact` also every string that is a function's name and nothing else. */
export function rewriteDefinition(
  text: string,
  names: DeployedNames,
  where: Whereabouts,
  exact: boolean,
): string {
  const rewritten = rewriteArns(names.prepare(text), names, where).replace(
    LITERAL_NAME,
    (_, before: string, name: string, qualifier: string | undefined) =>
      before + names.reference(name, qualifier),
  );
  return exact ? rewriteExact(rewritten, names) : rewritten;
}

/** ARNs and, where the definition reads function names from data, strings that are a name and nothing else. */
export function rewriteData(text: string, names: DeployedNames, where: Whereabouts, exact: boolean): string {
  const rewritten = rewriteArns(text, names, where);
  return exact ? rewriteExact(rewritten, names) : rewritten;
}

function rewriteArns(text: string, names: DeployedNames, { region, account }: Whereabouts): string {
  return text
    .replace(
      ARN,
      (
        _,
        start: string,
        itsRegion: string,
        itsAccount: string,
        middle: string,
        name: string,
        qualifier: string | undefined,
      ) =>
        start +
        `${itsRegion === REGION ? region : itsRegion}:${itsAccount === ACCOUNT ? account : itsAccount}` +
        middle +
        names.reference(name, qualifier),
    )
    .replace(PARTIAL_ARN, (_, its: string | undefined, name: string, qualifier: string | undefined) => {
      const owner = its === undefined ? '' : `${its === ACCOUNT ? account : its}:`;
      return `${owner}function:${names.reference(name, qualifier)}`;
    });
}

/**
 * Whether the definition calls a function whose name stands in data: then names must be rewritten wherever they may come
 * from. A call without a literal `FunctionName` tells it.
 */
export function readsFunctionNames(definition: string): boolean {
  const calls = definition.match(/"arn:[\w-]+:states:::(?:aws-sdk:)?lambda:invoke/g)?.length ?? 0;
  const literal = definition.match(/"FunctionName"\s*:\s*"(?!\{%)/g)?.length ?? 0;
  return calls > literal;
}

/** Fields whose strings are names of states, errors and kinds, whatever they spell. */
const NEVER = new Set(['Next', 'StartAt', 'Default', 'Type', 'ErrorEquals', 'QueryLanguage']);

const STRING = /"((?:[^"\\]|\\.)*)"(\s*:)?/g;

function rewriteExact(text: string, names: DeployedNames): string {
  let key = '';
  return text.replace(STRING, (token, content: string, colon: string | undefined) => {
    if (colon !== undefined) {
      key = content;
      return token;
    }
    if (NEVER.has(key)) return token;
    const [name = '', qualifier, more] = content.split(':');
    if (more === undefined && names.functionName(name) !== undefined)
      return `"${names.reference(name, qualifier)}"`;
    return isExpression(content) ? `"${rewriteQuoted(content, names)}"` : token;
  });
}

const isExpression = (content: string): boolean => content.startsWith('{%') || content.startsWith('States.');

/** Strings inside of an expression: 'name', or "name" with its quotes escaped. */
const rewriteQuoted = (content: string, names: DeployedNames): string =>
  content.replace(
    /('|\\")([\w-]+)(?::([\w$-]+))?\1/g,
    (token, quote: string, name: string, qualifier: string | undefined) =>
      names.functionName(name) === undefined ? token : quote + names.reference(name, qualifier) + quote,
  );

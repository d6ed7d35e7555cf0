/** Where a machine puts its task tokens: what callback states pass on, so that a token can be found in what was passed. */
import { entriesOf } from '../../../json/key-order.ts';
import { isJsonArray, isJsonObject, valueAt, type JsonObject, type JsonValue } from '../../../json/value.ts';

/** A place in a callback state's parameters, as keys and indexes, and what stands there. */
export interface TokenField {
  readonly path: readonly (string | number)[];
  /** The token alone, within a longer text or value, or the context object (or a part of it) that holds it. */
  readonly holds: 'token' | 'somewhere' | 'context' | 'task';
}

/** By name of the state; states that pass no token on aren't there. */
export function tokenFields(definition: JsonValue): ReadonlyMap<string, readonly TokenField[]> {
  const found = new Map<string, readonly TokenField[]>();
  for (const [name, state] of callbackStates(definition)) {
    const template = valueAt(state, 'Parameters') ?? valueAt(state, 'Arguments');
    const fields = template === undefined ? [] : fieldsOf(template, []);
    // What surely is a token comes before what may hold one.
    if (fields.length > 0)
      found.set(
        name,
        fields.toSorted((a, b) => certainty(b) - certainty(a)),
      );
  }
  return found;
}

/** States whose calls are submitted as soon as Lambda has accepted them, whatever their functions do (AWS-BEHAVIOUR 1.4.5, 1.4.22). */
export function submittingAtOnce(definition: JsonValue): ReadonlySet<string> {
  const found = callbackStates(definition).filter(([, state]) => {
    const parameters = valueAt(state, 'Parameters') ?? valueAt(state, 'Arguments');
    return isJsonObject(parameters) && valueAt(parameters, 'InvocationType') === 'Event';
  });
  return new Set(found.map(([name]) => name));
}

const certainty = ({ holds }: TokenField): number => (holds === 'somewhere' ? 0 : 1);

/** Tokens in what a state passed on; the first is the likeliest. */
export function tokensIn(value: JsonValue, fields: readonly TokenField[]): readonly string[] {
  return fields.flatMap(({ path, holds }) => {
    const place = path.reduce<JsonValue | undefined>(
      (at, key) =>
        isJsonArray(at) && typeof key === 'number'
          ? at[key]
          : isJsonObject(at)
            ? valueAt(at, String(key))
            : undefined,
      value,
    );
    return place === undefined ? [] : tokensAt(place, holds);
  });
}

function tokensAt(place: JsonValue, holds: TokenField['holds']): readonly string[] {
  if (holds === 'token') return typeof place === 'string' ? [place] : [];
  if (holds === 'somewhere') return tokenLike(place);
  const task = holds === 'task' ? place : isJsonObject(place) ? valueAt(place, 'Task') : undefined;
  const token = isJsonObject(task) ? valueAt(task, 'Token') : undefined;
  return typeof token === 'string' ? [token] : [];
}

/** Long unbroken texts: a UUID or base64, whichever a target uses. */
const TOKEN = /[\w+/=-]{30,}/g;

const tokenLike = (value: JsonValue): readonly string[] => {
  if (typeof value === 'string') return value.match(TOKEN) ?? [];
  if (isJsonArray(value)) return value.flatMap(tokenLike);
  return isJsonObject(value) ? Object.values(value).flatMap(tokenLike) : [];
};

/** All states whose Resource ends in `.waitForTaskToken`, at every depth; their names are unique in a machine. */
function callbackStates(value: JsonValue): readonly (readonly [string, JsonObject])[] {
  if (isJsonArray(value)) return value.flatMap(callbackStates);
  if (!isJsonObject(value)) return [];
  const states = valueAt(value, 'States');
  const here = isJsonObject(states)
    ? entriesOf(states).flatMap(([name, state]) => {
        if (!isJsonObject(state)) return [];
        const resource = valueAt(state, 'Resource');
        return typeof resource === 'string' && resource.endsWith('.waitForTaskToken')
          ? [[name, state] as const]
          : [];
      })
    : [];
  return [...here, ...Object.values(value).flatMap(callbackStates)];
}

function fieldsOf(template: JsonValue, path: TokenField['path']): readonly TokenField[] {
  if (typeof template === 'string') {
    const holds = holding(template);
    return holds === undefined ? [] : [{ path, holds }];
  }
  if (isJsonArray(template)) return template.flatMap((item, i) => fieldsOf(item, [...path, i]));
  if (!isJsonObject(template)) return [];
  return entriesOf(template).flatMap(([key, item]) => fieldsOf(item, [...path, key.replace(/\.\$$/, '')]));
}

/** What a path or an expression gives, where it has to do with the token. */
function holding(text: string): TokenField['holds'] | undefined {
  const bare = text.replace(/^\{%\s*|\s*%\}$/g, '').replace(/^\$states\.context/, '$$$$');
  if (bare === '$$.Task.Token') return 'token';
  if (bare === '$$.Task') return 'task';
  if (bare === '$$') return 'context';
  return MAY_HOLD.test(bare) ? 'somewhere' : undefined;
}

/** The token itself, or the context object as a whole; other parts of that hold none. */
const MAY_HOLD = /Task\s*\.\s*Token|(?:\$\$|\$states\.context)(?:\.Task\b|(?![.\w]))/;

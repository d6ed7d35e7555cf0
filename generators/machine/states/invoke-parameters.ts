/** Draws the parameters of Lambda's Invoke: which function, how it is called, with what (AWS-BEHAVIOUR 1.2). */
import { ACCOUNT, functionArn } from '../../../src/executors/observed-names.ts';
import type { JsonObject, JsonValue } from '../../../src/json/value.ts';
import { ALIAS, CLIENT_CONTEXTS } from '../../palette/names.ts';
import { JSON_TEXTS, NO_JSON_TEXTS } from '../../palette/values.ts';
import type { ScriptedFunction } from '../../world/draw-function.ts';
import { drawConstant, drawPath, drawTemplate } from '../draw-template.ts';
import type { Wish } from '../drawn-state.ts';
import { sourcesAt } from '../sources.ts';

/**
 * A qualifier stands in the name or beside it. In both it stands where the case may contain that: which of two counts is
 * inferred (1.2.27).
 */
export function functionParameters({ draft }: Wish, { name, qualifier }: ScriptedFunction): JsonObject {
  const { draw, mask } = draft;
  if (mask.has('qualifier-contradiction') && draw.chance(22))
    return { FunctionName: `${spelled(name)}:${ALIAS}`, Qualifier: '1' };
  if (qualifier === undefined) return { FunctionName: spelled(name) };
  if (mask.has('qualifier-twice') && draw.chance(60))
    return { FunctionName: `${spelled(name)}:${qualifier}`, Qualifier: qualifier };
  return draw.chance(50)
    ? { FunctionName: spelled(name), Qualifier: qualifier }
    : { FunctionName: `${spelled(name, functionArn(name))}:${qualifier}` };

  /** A name, a partial ARN, a full ARN (1.2.26). */
  function spelled(short: string, otherwise = short): string {
    const forms = mask.has('function-name-forms') ? [short, `${ACCOUNT}:function:${name}`] : [otherwise];
    return draw.chance(35) ? functionArn(name) : draw.pick(forms);
  }
}

/** How the function is called; nothing where the case leaves that to AWS. */
export function drawCallOptions({ draft }: Wish, callback = false): JsonObject {
  const { draw, mask } = draft;
  return {
    ...(mask.has('request-response') && draw.chance(45) && { InvocationType: 'RequestResponse' }),
    ...(mask.has('client-context') && draw.chance(55) && { ClientContext: draw.pick(CLIENT_CONTEXTS) }),
    // A callback's log shows nowhere.
    ...(mask.has('log-type') &&
      !callback &&
      draw.chance(55) && { LogType: draw.chance(80) ? 'Tail' : 'None' }),
  };
}

/** A string is the raw body, null is none (1.2.10, 1.2.12); mostly a path or a template. */
export function drawPayload(wish: Wish, document: JsonValue): JsonObject {
  const { draft, spot } = wish;
  const { draw, mask } = draft;
  switch (
    draw.weighted([
      ['path', 45],
      ['template', 35],
      ['constant', mask.has('scalar-payload') ? 30 : 4],
      ['text', mask.has('string-payload') ? 30 : 0],
      ['null', mask.has('null-payload') ? 30 : 0],
      ['none', mask.has('no-payload') ? 30 : 0],
      ['noJson', mask.has('payload-not-json') && !spot.safe ? 60 : 0],
    ] as const)
  ) {
    case 'path': {
      // A path to a string would send it as the raw body, which must be JSON text (1.2.11).
      const objects = sourcesAt(draft, spot, document).filter(
        ({ value }) => typeof value !== 'string' && value !== null,
      );
      return objects.length === 0 ? { Payload: {} } : { 'Payload.$': drawPath(draft, objects, !spot.safe) };
    }
    case 'template':
      return { Payload: withRetryCount(wish, drawTemplate(draft, spot, document)) };
    case 'constant': {
      const constant = drawConstant(draft);
      return { Payload: typeof constant === 'string' || constant === null ? { constant } : constant };
    }
    case 'text':
      return { Payload: draw.pick(JSON_TEXTS) };
    case 'null':
      return { Payload: null };
    case 'none':
      return {};
    case 'noJson':
      return { Payload: draw.pick(NO_JSON_TEXTS) };
  }
}

/** Read anew for each attempt (3.3.3). */
export const withRetryCount = ({ draft: { draw, mask } }: Wish, template: JsonObject): JsonObject =>
  mask.has('context-object') && draw.chance(30)
    ? { ...template, 'attempt.$': '$$.State.RetryCount' }
    : template;

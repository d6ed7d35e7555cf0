/** What a Task calls, read from its `Resource`. */

/** How the Task waits for what it called (AWS-BEHAVIOUR 1.2, 1.4, 1.5). */
export type IntegrationPattern = 'requestResponse' | 'sync' | 'sync:2' | 'waitForTaskToken';

export type Resource =
  /** The ARN of a Lambda function, with or without a qualifier (1.1). */
  | {
      readonly kind: 'function';
      readonly arn: string;
      readonly functionName: string;
      readonly qualifier?: string;
      /** What Lambda makes of the ARN; undefined where it would refuse it. */
      readonly reference: FunctionReference | undefined;
    }
  | { readonly kind: 'activity'; readonly arn: string }
  | ServiceResource
  /** Nothing that the reference knows. */
  | { readonly kind: 'unknown'; readonly text: string };

/** `arn:aws:states:::service:action`, with the names that events show as resourceType and resource. */
export interface ServiceResource {
  readonly kind: 'service';
  readonly resourceType: string;
  /** The action with its pattern: `invoke.waitForTaskToken` (1.4.1). */
  readonly resource: string;
  readonly action: string;
  readonly pattern: IntegrationPattern;
}

const FUNCTION = /^arn:[\w-]+:lambda:[^:]*:[^:]*:function:([^:]+)(?::(.+))?$/;
const ACTIVITY = /^arn:[\w-]+:states:[\w-]*:[\w-]*:activity:.+$/;
/** A region and an account may be written into it; deployed machines have them, though none is needed. */
const SERVICE =
  /^arn:[\w-]+:states:[\w-]*:\d*:(?!(?:activity|stateMachine|execution|express|mapRun|label):)(aws-sdk:[\w-]+|[\w-]+):(\w+)(?:\.(sync|sync:2|waitForTaskToken))?$/;

export function readResource(text: string): Resource {
  const service = SERVICE.exec(text);
  if (service) {
    const [, resourceType = '', action = '', pattern] = service;
    return {
      kind: 'service',
      resourceType,
      resource: pattern === undefined ? action : `${action}.${pattern}`,
      action,
      pattern: (pattern ?? 'requestResponse') as IntegrationPattern,
    };
  }
  const lambda = FUNCTION.exec(text);
  if (lambda) {
    const [, functionName = '', qualifier] = lambda;
    const reference = readFunctionReference(text);
    return {
      kind: 'function',
      arn: text,
      functionName,
      reference,
      ...(qualifier !== undefined && { qualifier }),
    };
  }
  return ACTIVITY.test(text) ? { kind: 'activity', arn: text } : { kind: 'unknown', text };
}

/** A Lambda function as `FunctionName` may give it: a name, a partial ARN or a full ARN, each with or without a qualifier (1.2.26). */
export interface FunctionReference {
  readonly name: string;
  readonly qualifier?: string;
}

const FULL_ARN = /^arn:[\w-]+:lambda:[^:]*:[^:]*:function:([\w-]+)(?::([\w$-]+))?$/;
const PARTIAL_ARN = /^(?:\d{12}:)?function:([\w-]+)(?::([\w$-]+))?$/;
const NAME = /^([\w-]+)(?::([\w$-]+))?$/;

/** The function that a `FunctionName` names, or undefined where Lambda would refuse it. */
export function readFunctionReference(text: string): FunctionReference | undefined {
  const match = FULL_ARN.exec(text) ?? PARTIAL_ARN.exec(text) ?? NAME.exec(text);
  if (!match) return undefined;
  const [, name = '', qualifier] = match;
  return { name, ...(qualifier !== undefined && { qualifier }) };
}

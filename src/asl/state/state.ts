/** The definition of a state machine, compiled: what the interpreter runs. Every path and template is parsed. */
import type { ChoiceRule } from '../choice/rule.ts';
import type { JsonataTemplate } from '../jsonata/jsonata-template.ts';
import type { Path } from '../path/path.ts';
import type { Template } from '../template/template.ts';
import type { JsonValue } from '../../json/value.ts';
import type { Resource } from './resource.ts';

export type QueryLanguage = 'JSONPath' | 'JSONata';

/** A set of states with an entry: a machine, a branch of a Parallel, the processor of a Map. */
export interface Flow {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
}

export interface StateMachine extends Flow {
  readonly queryLanguage: QueryLanguage;
  readonly timeoutSeconds?: number;
}

export type State =
  PassState | TaskState | ChoiceState | WaitState | SucceedState | FailState | ParallelState | MapState;

export type StateType = State['type'];

interface StateBase {
  readonly name: string;
  /** The next state's name; undefined where the state ends its flow. */
  readonly next?: string;
  readonly data: DataFlow;
  /** Rules of the catalogue that it carries out by its form. */
  readonly carriesOut: readonly string[];
  /** A template's substitution that nobody filled in, without which the state can't be run: `${Seconds} in Seconds`. */
  readonly unfilled?: string;
}

/** How data comes into and out of a state, in the query language of the state. */
export type DataFlow = JsonPathDataFlow | JsonataDataFlow;

/** `null` stands for a path that the definition sets to null; undefined for one that it doesn't name. */
export interface JsonPathDataFlow {
  readonly language: 'JSONPath';
  readonly inputPath?: Path | null;
  readonly parameters?: Template;
  readonly resultSelector?: Template;
  readonly resultPath?: Path | null;
  readonly outputPath?: Path | null;
  readonly assign?: readonly TemplateAssignment[];
}

export interface JsonataDataFlow {
  readonly language: 'JSONata';
  readonly arguments?: JsonataTemplate;
  readonly output?: JsonataTemplate;
  readonly assign?: readonly JsonataAssignment[];
}

export interface TemplateAssignment {
  readonly name: string;
  readonly template: Template;
}

export interface JsonataAssignment {
  readonly name: string;
  readonly template: JsonataTemplate;
}

export interface PassState extends StateBase {
  readonly type: 'Pass';
  /** Literal data that replaces the input (JSONPath only). */
  readonly result?: JsonValue;
}

export interface SucceedState extends StateBase {
  readonly type: 'Succeed';
}

export interface TaskState extends StateBase {
  readonly type: 'Task';
  readonly resource: Resource;
  readonly timeout?: NumericField;
  readonly heartbeat?: NumericField;
  /** The template of `Credentials`. */
  readonly credentials?: Template | JsonataTemplate;
  readonly retry: readonly Retrier[];
  readonly catch: readonly Catcher[];
}

/** A number that a field holds, a path leads to, or an expression gives. */
export type NumericField =
  | { readonly kind: 'literal'; readonly value: number }
  | { readonly kind: 'path'; readonly field: string; readonly path: Path }
  | { readonly kind: 'jsonata'; readonly field: string; readonly template: JsonataTemplate };

export interface Retrier {
  readonly errorEquals: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds?: number;
  readonly jitter: 'NONE' | 'FULL';
}

export interface Catcher {
  readonly errorEquals: readonly string[];
  readonly next: string;
  readonly resultPath?: Path | null;
  readonly output?: JsonataTemplate;
  readonly assign?: readonly TemplateAssignment[] | readonly JsonataAssignment[];
}

export interface ChoiceState extends StateBase {
  readonly type: 'Choice';
  readonly rules: readonly ChoiceRule[];
  readonly default?: string;
}

export interface WaitState extends StateBase {
  readonly type: 'Wait';
  readonly wait: WaitTime;
}

export type WaitTime =
  | { readonly kind: 'seconds'; readonly value: number }
  | { readonly kind: 'timestamp'; readonly value: string }
  | { readonly kind: 'secondsPath' | 'timestampPath'; readonly path: Path }
  | { readonly kind: 'secondsExpression' | 'timestampExpression'; readonly template: JsonataTemplate };

export interface FailState extends StateBase {
  readonly type: 'Fail';
  readonly error?: FailText;
  readonly cause?: FailText;
}

export type FailText =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'template'; readonly template: Template }
  | { readonly kind: 'jsonata'; readonly template: JsonataTemplate };

export interface ParallelState extends StateBase {
  readonly type: 'Parallel';
  readonly branches: readonly Flow[];
  readonly retry: readonly Retrier[];
  readonly catch: readonly Catcher[];
}

export interface MapState extends StateBase {
  readonly type: 'Map';
  readonly processor: Flow;
  readonly mode: 'INLINE' | 'DISTRIBUTED';
  readonly executionType: 'STANDARD' | 'EXPRESS';
  readonly itemsPath?: Path;
  readonly items?: JsonataTemplate;
  readonly itemSelector?: Template | JsonataTemplate;
  readonly maxConcurrency?: NumericField;
  readonly toleratedFailureCount?: NumericField;
  readonly toleratedFailurePercentage?: NumericField;
  readonly itemReader?: ItemReader;
  readonly itemBatcher?: ItemBatcher;
  /** True where the results go to S3 instead of into the output. */
  readonly resultWriter: boolean;
  readonly label?: string;
  readonly retry: readonly Retrier[];
  readonly catch: readonly Catcher[];
}

export interface ItemReader {
  readonly resource: string;
  readonly arguments?: Template | JsonataTemplate;
  readonly inputType?: string;
  readonly csvHeaderLocation?: string;
  readonly csvHeaders?: readonly string[];
  readonly csvDelimiter?: string;
  readonly maxItems?: NumericField;
  readonly itemsPointer?: string;
}

export interface ItemBatcher {
  readonly batchInput?: Template | JsonataTemplate;
  readonly maxItemsPerBatch?: NumericField;
  readonly maxInputBytesPerBatch?: NumericField;
}

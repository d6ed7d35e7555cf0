/** The nodes of jsonata's syntax tree that the analysis reads; the rest it leaves open. */
import type { Engine } from '../../../src/asl/jsonata/expression.ts';

export type Node =
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'value'; readonly value: boolean | null }
  | { readonly type: 'variable'; readonly value: string }
  | { readonly type: 'path'; readonly steps: readonly Step[] }
  | { readonly type: 'binary'; readonly value: string; readonly lhs: Node; readonly rhs: Node }
  | { readonly type: 'condition'; readonly condition: Node; readonly then: Node; readonly else?: Node }
  | {
      readonly type: 'function';
      readonly procedure: Node;
      readonly arguments: readonly Node[];
    }
  | { readonly type: 'unary' | 'block' | 'lambda' | 'name' | 'wildcard' | 'descendant' | 'filter' };

/** A step of a path; only a bare name has no more than these three fields. */
export interface Step {
  readonly type: string;
  readonly value: string;
  readonly position?: number;
}

/** jsonata's own types describe its nodes too loosely to be read. */
export const syntaxOf = (engine: Engine): Node => engine.ast() as unknown as Node;

export const isBareStep = (step: Step, type: string): boolean =>
  step.type === type && Object.keys(step).every((key) => ['type', 'value', 'position'].includes(key));

/** What a run makes in an account. */
export interface Resource {
  readonly kind: 'function' | 'stateMachine' | 'items';
  /** The function's name, the machine's name, or the key under which all items of the run stand. */
  readonly name: string;
}

export const titleOf = ({ kind, name }: Resource): string =>
  kind === 'function'
    ? `function ${name}`
    : kind === 'stateMachine'
      ? `state machine ${name}`
      : `items of ${name}`;

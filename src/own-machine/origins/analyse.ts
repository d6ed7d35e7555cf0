/** Follows data through a machine without running it, until nothing new comes of it: where every state's input may come from. */
import type { Catcher, Flow, MapState, State, StateMachine, TaskState } from '../../asl/state/state.ts';
import { statesIn } from '../states-in.ts';
import { Needs, type Need } from './needs.ts';
import { at, constant, item, join, list, NOTHING, object, originKey, type Origin } from './origin.ts';
import { INPUT } from './place.ts';
import { readRule } from './read-conditions.ts';
import { listOf } from './template-origin.ts';
import { VisitOrigins, type VariableOrigins } from './visit-origins.ts';
import { contextOf, errorInside, errorOf, taskResult, withoutMap } from './world-origins.ts';

export interface Analysis {
  /** False where data go on nesting, so that not all of what they may be is known. */
  readonly settled: boolean;
  readonly needs: readonly Need[];
  /** The visit to a state as it may be, by name; none to a state that data never reaches. */
  visit(state: string): VisitOrigins | undefined;
}

/** Rounds after which a machine whose data go on nesting is let be. */
const MOST_ROUNDS = 12;

export function analyse(machine: StateMachine): Analysis {
  const analysis = new Following(machine);
  let round = 0;
  while (round < MOST_ROUNDS && analysis.round()) round += 1;
  return analysis.finish(round < MOST_ROUNDS);
}

class Following {
  readonly #machine: StateMachine;
  readonly #inputs = new Map<string, Origin>();
  readonly #contexts = new Map<string, Origin>();
  readonly #variables: VariableOrigins = new Map();
  #needs = new Needs();
  #changed = false;

  constructor(machine: StateMachine) {
    this.#machine = machine;
  }

  /** True where something new was learnt. */
  round(): boolean {
    this.#changed = false;
    const variables = [...this.#variables.values()].map((origin) => originKey(origin)).join();
    this.#flow(this.#machine, at({ source: INPUT, steps: [] }), contextOf(NOTHING));
    return (
      this.#changed || variables !== [...this.#variables.values()].map((origin) => originKey(origin)).join()
    );
  }

  /** Once more, now that all is known, for what is read. */
  finish(settled: boolean): Analysis {
    this.#needs = new Needs();
    this.round();
    const needs = this.#needs;
    const states = new Map(statesIn(this.#machine));
    return {
      settled,
      needs: needs.all,
      visit: (name) => {
        const [state, input] = [states.get(name), this.#inputs.get(name)];
        if (state === undefined || input === undefined) return undefined;
        const context = this.#contexts.get(name) ?? NOTHING;
        return new VisitOrigins(state, input, context, this.#variables, new Needs());
      },
    };
  }

  /** What the flow ends with. */
  #flow(flow: Flow, input: Origin, context: Origin): Origin {
    this.#enter(flow.startAt, input, context);
    let output = NOTHING;
    for (const state of flow.states.values()) {
      const own = this.#inputs.get(state.name);
      if (own === undefined) continue;
      const visit = new VisitOrigins(state, own, context, this.#variables, this.#needs);
      for (const { next, data } of this.#ways(state, visit, context)) {
        if (next === undefined) output = join(output, data);
        else this.#enter(next, data, context);
      }
    }
    return output;
  }

  #enter(name: string, data: Origin, context: Origin): void {
    const known = this.#inputs.get(name);
    const joined = known === undefined ? data : join(known, data);
    if (known !== undefined && originKey(known) === originKey(joined)) return;
    this.#inputs.set(name, joined);
    this.#contexts.set(name, context);
    this.#changed = true;
  }

  *#ways(state: State, visit: VisitOrigins, context: Origin): Iterable<WayOn> {
    const { next } = state;
    switch (state.type) {
      case 'Pass': {
        const { data } = state;
        const literal = data.language === 'JSONPath' && state.result !== undefined;
        const result = literal ? constant(state.result ?? null) : visit.shaped;
        return yield { next, data: visit.finished(result) };
      }
      case 'Succeed':
        return yield { next: undefined, data: visit.passedOn() };
      case 'Fail':
        for (const text of [state.error, state.cause]) {
          if (text?.kind === 'template') this.#needs.read(visit.template(text.template, visit.input), 'text');
          if (text?.kind === 'jsonata') this.#needs.read(visit.expression(text.template), 'text');
        }
        return;
      case 'Wait': {
        const { wait } = state;
        if (wait.kind === 'secondsPath') visit.path(wait.path, visit.selected, 'seconds');
        if (wait.kind === 'timestampPath') visit.path(wait.path, visit.selected, 'timestamp');
        if (wait.kind === 'secondsExpression') this.#needs.read(visit.expression(wait.template), 'seconds');
        if (wait.kind === 'timestampExpression')
          this.#needs.read(visit.expression(wait.template), 'timestamp');
        return yield { next, data: visit.passedOn() };
      }
      case 'Choice': {
        const { selected } = visit;
        for (const rule of state.rules) {
          readRule(rule, visit, selected, this.#needs);
          visit.assign(rule.assign, selected);
          const data = rule.output === undefined ? visit.throughOutputPath() : visit.expression(rule.output);
          yield { next: rule.next, data };
        }
        if (state.default !== undefined) yield { next: state.default, data: visit.passedOn() };
        return;
      }
      case 'Task':
        yield { next, data: visit.finished(this.#taskResult(state, visit)) };
        return yield* this.#caught(state.catch, visit, errorOf(state));
      case 'Parallel': {
        const { shaped } = visit;
        const outputs = state.branches.map((branch) => this.#flow(branch, shaped, context));
        yield { next, data: visit.finished(listOf(outputs)) };
        return yield* this.#caught(state.catch, visit, errorInside(state.branches));
      }
      case 'Map': {
        const output = this.#iterations(state, visit, context);
        yield { next, data: visit.finished(list(output)) };
        return yield* this.#caught(state.catch, visit, errorInside([state.processor]));
      }
    }
  }

  #taskResult(state: TaskState, visit: VisitOrigins): Origin {
    // Read, whatever becomes of it.
    const { shaped } = visit;
    this.#needs.read(shaped);
    if (state.resource.kind === 'service')
      this.#needs.read(shaped.fields.get('FunctionName') ?? NOTHING, 'function');
    visit.number(state.timeout, 'timeout');
    visit.number(state.heartbeat, 'heartbeat');
    return taskResult(state);
  }

  #iterations(state: MapState, visit: VisitOrigins, context: Origin): Origin {
    const { selected } = visit;
    let items: Origin;
    if (state.data.language === 'JSONata') items = state.items ? visit.expression(state.items) : visit.input;
    else items = state.itemsPath === undefined ? selected : visit.path(state.itemsPath, selected);
    this.#needs.read(items, 'list');
    visit.number(state.maxConcurrency, 'count');
    visit.number(state.toleratedFailureCount, 'count');
    visit.number(state.toleratedFailurePercentage, 'percentage');
    const one = item(items);
    const inner = join(contextOf(one), { ...context, fields: withoutMap(context) });
    const perItem = new VisitOrigins(state, visit.input, inner, this.#variables, this.#needs);
    const input = state.itemSelector === undefined ? one : perItem.template(state.itemSelector, selected);
    const { itemBatcher } = state;
    const batch =
      itemBatcher === undefined
        ? input
        : object([
            ['Items', list(input)],
            ...(itemBatcher.batchInput
              ? [['BatchInput', visit.template(itemBatcher.batchInput, selected)] as const]
              : []),
          ]);
    // A child of a distributed Map is an execution of its own.
    const around =
      state.mode === 'DISTRIBUTED' ? join(inner, object([['Execution', object([['Input', batch]])]])) : inner;
    return this.#flow(state.processor, batch, around);
  }

  *#caught(catchers: readonly Catcher[], visit: VisitOrigins, error: Origin): Iterable<WayOn> {
    for (const catcher of catchers) {
      const { data } = visit.state;
      visit.assign(catcher.assign, error, data.language === 'JSONata' ? { errorOutput: error } : {});
      if (data.language === 'JSONPath')
        yield { next: catcher.next, data: visit.placed(catcher.resultPath, error) };
      else
        yield {
          next: catcher.next,
          data:
            catcher.output === undefined ? error : visit.expression(catcher.output, { errorOutput: error }),
        };
    }
  }
}

/** Where a way leads, and what comes along; `next` is undefined where the flow ends. */
interface WayOn {
  readonly next: string | undefined;
  readonly data: Origin;
}

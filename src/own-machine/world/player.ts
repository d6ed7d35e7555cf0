/** The outside of an execution that follows a world, and writes down what a case must script to bring it about again. */
import type { Answer, Outcome } from '../../case/case.ts';
import { readFunctionReference } from '../../asl/state/resource.ts';
import type { Random } from '../../asl/random.ts';
import type { TaskState } from '../../asl/state/state.ts';
import { ACCOUNT, REGION } from '../../executors/observed-names.ts';
import type { LambdaCall, ServiceCall } from '../../interpreter/task/service-call.ts';
import type { TokenScript } from '../../simulation/callback-script.ts';
import { LambdaScript, takeNext, type ScriptedReturn } from '../../simulation/lambda-script.ts';
import type { Outside } from '../../simulation/simulate.ts';
import { outcomeOf, answersOf, waitsForToken } from './script-plan.ts';
import type { Plan, World } from './world.ts';

/** One call of a function, in the order in which they came. */
export interface PlayedCall {
  readonly function: string;
  readonly qualifier: string | undefined;
  readonly outcome: Outcome;
}

export class Player implements Outside {
  readonly calls: PlayedCall[] = [];
  /** By state, one list a token. */
  readonly callbacks = new Map<string, (readonly Answer[])[]>();
  /** The plans of the world, with those that were drawn on the way. */
  readonly plans: Record<string, readonly Plan[]>;
  readonly #tasks: ReadonlyMap<string, TaskState>;
  readonly #drawPlan: (state: TaskState) => Plan;
  readonly #random: Random;
  readonly #counts = new Map<string, number>();
  readonly #planOf = new Map<ServiceCall, Plan>();

  /** `drawPlan` is asked where the world has no plan for a state. */
  constructor(
    world: World,
    tasks: ReadonlyMap<string, TaskState>,
    drawPlan: (state: TaskState) => Plan,
    random: Random,
  ) {
    this.plans = { ...world.plans };
    this.#tasks = tasks;
    this.#drawPlan = drawPlan;
    this.#random = random;
  }

  answer(call: ServiceCall): ScriptedReturn {
    const task = this.#tasks.get(call.state);
    if (call.kind !== 'lambda' || task === undefined) {
      const reason = `state '${call.state}' calls something that no function stands in for`;
      return { afterSeconds: 0, result: { kind: 'declined', reason } };
    }
    const plan = this.#next(task, call.line);
    this.#planOf.set(call, plan);
    return this.#invoke(call, outcomeOf(plan, task));
  }

  forToken(call: ServiceCall): TokenScript {
    const plan = this.#planOf.get(call);
    const task = this.#tasks.get(call.state);
    const attempt = this.#count(`token ${call.line}/${call.state}`);
    const answers = plan === undefined || task === undefined || !waitsForToken(task) ? [] : answersOf(plan);
    const lists = this.callbacks.get(call.state) ?? [];
    this.callbacks.set(call.state, lists);
    lists[attempt] ??= answers;
    return { state: call.state, attempt: attempt + 1, answers };
  }

  #next(task: TaskState, line: string): Plan {
    const plans = (this.plans[task.name] ??= [this.#drawPlan(task)]);
    return takeNext(plans, this.#count(`${line}/${task.name}`)) ?? { kind: 'result', value: {} };
  }

  /** As the function would be scripted for this one invocation. */
  #invoke(call: LambdaCall, outcome: Outcome): ScriptedReturn {
    const reference = readFunctionReference(call.functionName);
    const qualifier = call.qualifier ?? reference?.qualifier;
    if (reference && call.invocationType !== 'DryRun')
      this.calls.push({ function: reference.name, qualifier, outcome });
    const outcomes = [outcome];
    const script =
      qualifier === undefined || qualifier === '$LATEST'
        ? { outcomes }
        : { outcomes, versions: { [qualifier]: outcomes, '1': outcomes } };
    const functions = reference === undefined ? {} : { [reference.name]: script };
    return new LambdaScript(functions, this.#random, { region: REGION, account: ACCOUNT }).invoke(call);
  }

  #count(key: string): number {
    const count = this.#counts.get(key) ?? 0;
    this.#counts.set(key, count + 1);
    return count;
  }
}

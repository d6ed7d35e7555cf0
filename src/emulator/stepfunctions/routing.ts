/** Which versions an alias leads to (AWS-BEHAVIOUR 8.3.6, RECORDED 108). */
import { isRefusal, Refusal, type Outcome } from '../protocol/refusal.ts';
import { readArn } from './arn.ts';
import type { Route } from './shapes.ts';
import type { MachineRecord, Version } from './state-machine.ts';
import type { StateMachines } from './state-machines.ts';

export const noSuchReference = (): Refusal =>
  new Refusal('ResourceNotFound', 'Request references a resource that does not exist.');

/** The machine whose versions the routes name, or what is wrong with them. */
export function checkRoutes(routes: readonly Route[], machines: StateMachines): Outcome<MachineRecord> {
  const arns = routes.map((route) => route.stateMachineVersionArn);
  const list = arns.join(', ');
  for (const text of arns) {
    const arn = readArn(text, 'stateMachine');
    if (isRefusal(arn)) return arn;
    if (!/^\d+$/.test(arn.parts[1] ?? ''))
      return invalid(`Routing configuration must contain state machine version ARNs. Received: [${list}]`);
  }
  if (new Set(arns).size < arns.length)
    return invalid(
      `Routing configuration must contain distinct state machine version ARNs. Received: [${list}]`,
    );
  const weights = routes.map(({ weight }) => weight);
  if (weights.reduce((sum, weight) => sum + weight, 0) !== 100)
    return invalid(`Sum of routing configuration weights must equal 100. Received: [${weights.join(', ')}]`);
  return machineOf(arns, list, machines);
}

/** The wording for versions of different machines is inferred. */
function machineOf(arns: readonly string[], list: string, machines: StateMachines): Outcome<MachineRecord> {
  let machine: MachineRecord | undefined;
  for (const arn of arns) {
    const target = machines.resolve(arn);
    if (isRefusal(target)) return noSuchReference();
    if (machine !== undefined && machine !== target.machine)
      return invalid(`Routing configuration must contain versions of one state machine. Received: [${list}]`);
    machine = target.machine;
  }
  return machine ?? noSuchReference();
}

const invalid = (message: string): Refusal => new Refusal('ValidationException', message);

/** The version that this start runs: by weight (8.3.8). `drawn` is at least 0 and less than 1. */
export function chooseVersion(
  machine: MachineRecord,
  routes: readonly Route[],
  drawn: number,
): Version | undefined {
  let left = drawn * 100;
  const chosen = routes.find(({ weight }) => (left -= weight) < 0);
  return machine.versionOf(chosen?.stateMachineVersionArn.split(':').at(-1) ?? '');
}

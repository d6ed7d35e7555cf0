/** Aliases of machines (AWS-BEHAVIOUR 8.3.6 to 8.3.11, RECORDED 108). */
import { operation } from '../../protocol/operation.ts';
import { dateOf } from '../../protocol/json-protocol.ts';
import { isRefusal, Refusal, type Outcome } from '../../protocol/refusal.ts';
import { required } from '../../protocol/shape.ts';
import { readArn } from '../arn.ts';
import { checkRoutes, noSuchReference } from '../routing.ts';
import type { StepFunctions } from '../service.ts';
import * as shapes from '../shapes.ts';
import type { Alias, MachineRecord } from '../state-machine.ts';
import { byText, type StateMachines } from '../state-machines.ts';

export const createStateMachineAlias = operation(
  {
    description: shapes.description,
    name: required(shapes.aliasName),
    routingConfiguration: required(shapes.routingConfiguration),
  },
  ({ name, description, routingConfiguration: routes }, { machines, clock }: StepFunctions) => {
    const machine = checkRoutes(routes, machines);
    if (isRefusal(machine)) return machine;
    const existing = machine.aliases.get(name);
    if (existing && !(sameRoutes(existing, routes) && existing.description === description)) {
      // Said also where only the description differs (RECORDED 108).
      return new Refusal(
        'ConflictException',
        'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
      );
    }
    const now = clock.now();
    const arn = `${machine.arn}:${name}`;
    const alias = existing ?? { name, arn, description, routes, createdAt: now, updatedAt: now };
    machine.aliases.set(name, alias);
    return { stateMachineAliasArn: alias.arn, creationDate: dateOf(alias.createdAt) };
  },
);

export const updateStateMachineAlias = operation(
  {
    stateMachineAliasArn: required(shapes.arn),
    description: shapes.description,
    routingConfiguration: shapes.routingConfiguration,
  },
  ({ stateMachineAliasArn, description, routingConfiguration }, { machines, clock }: StepFunctions) => {
    const found = findAlias(machines, stateMachineAliasArn);
    if (isRefusal(found)) return found;
    if (description === undefined && routingConfiguration === undefined) {
      // The wording is inferred.
      return new Refusal(
        'ValidationException',
        'Either the description or the routing configuration must be specified',
      );
    }
    const { machine, alias } = found;
    const routes = routingConfiguration ?? alias.routes;
    const checked = checkRoutes(routes, machines);
    if (isRefusal(checked)) return checked;
    const updatedAt = clock.now();
    const updated = {
      ...alias,
      routes,
      before: alias.routes,
      updatedAt,
      description: description ?? alias.description,
    };
    machine.aliases.set(alias.name, updated);
    return { updateDate: dateOf(updatedAt) };
  },
);

export const describeStateMachineAlias = operation(
  { stateMachineAliasArn: required(shapes.arn) },
  ({ stateMachineAliasArn }, { machines }: StepFunctions) => {
    const found = findAlias(machines, stateMachineAliasArn);
    if (isRefusal(found)) return found;
    const { alias } = found;
    return {
      stateMachineAliasArn: alias.arn,
      name: alias.name,
      description: alias.description,
      routingConfiguration: alias.routes,
      creationDate: dateOf(alias.createdAt),
      updateDate: dateOf(alias.updatedAt),
    };
  },
);

/** What doesn't exist is deleted as well (RECORDED 100). */
export const deleteStateMachineAlias = operation(
  { stateMachineAliasArn: required(shapes.arn) },
  ({ stateMachineAliasArn }, { machines }: StepFunctions) => {
    const arn = readArn(stateMachineAliasArn, 'stateMachine');
    if (isRefusal(arn)) return arn;
    const found = findAlias(machines, stateMachineAliasArn);
    if (!isRefusal(found)) found.machine.aliases.delete(found.alias.name);
    return {};
  },
);

/** By name; of a version's ARN only those that lead to it. */
export const listStateMachineAliases = operation(
  {
    stateMachineArn: required(shapes.arn),
    nextToken: shapes.nextToken,
    maxResults: shapes.maxResults,
  },
  (input, { machines, pages }: StepFunctions) => {
    const target = machines.resolve(input.stateMachineArn);
    if (isRefusal(target)) return target;
    const { machine, version } = target;
    const names = version ? machine.aliasesOf(version) : [...machine.aliases.keys()];
    const page = pages.cut(names.toSorted(byText), input, `aliases of ${input.stateMachineArn}`);
    if (isRefusal(page)) return page;
    return {
      stateMachineAliases: page.items
        .flatMap((name) => machine.aliases.get(name) ?? [])
        .map((alias) => ({ stateMachineAliasArn: alias.arn, creationDate: dateOf(alias.createdAt) })),
      nextToken: page.nextToken,
    };
  },
);

const sameRoutes = (alias: Alias, routes: Alias['routes']): boolean =>
  JSON.stringify(alias.routes) === JSON.stringify(routes);

function findAlias(
  machines: StateMachines,
  text: string,
): Outcome<{ readonly machine: MachineRecord; readonly alias: Alias }> {
  const arn = readArn(text, 'stateMachine');
  if (isRefusal(arn)) return arn;
  const target = machines.resolve(text);
  if (isRefusal(target) || !target.alias) return noSuchReference();
  return { machine: target.machine, alias: target.alias };
}

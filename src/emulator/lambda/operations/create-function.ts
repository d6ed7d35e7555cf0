/** CreateFunction (LAPI:CreateFunctionRequest). */
import { randomUUID } from 'node:crypto';
import { isRefusal, Refusal } from '../../protocol/refusal.ts';
import { flag, oneOf, required, text } from '../../protocol/shape.ts';
import { readFunctionReference } from '../../../asl/state/resource.ts';
import { codeMembers, readCode } from '../code-request.ts';
import { describeFunction, describeVersion } from '../describe-function.ts';
import { FunctionRecord, LATEST } from '../function-record.ts';
import { Readiness } from '../readiness.ts';
import { architectures, changed, settingsMembers, tagsMember } from '../function-settings.ts';
import { structure } from '../../protocol/structure.ts';
import { json, readBody, type RestOperation } from '../rest.ts';
import { publishVersionOf } from '../publish.ts';

const members = {
  ...settingsMembers,
  FunctionName: required(text({ min: 1, max: 140 })),
  Role: required(settingsMembers.Role),
  Code: required(structure('FunctionCode', codeMembers)),
  Publish: flag,
  PackageType: oneOf('Zip', 'Image'),
  Architectures: architectures,
  Tags: tagsMember,
};

export const createFunction: RestOperation = (request, functions) => {
  const input = readBody(members, request);
  if (isRefusal(input)) return input;
  const reference = readFunctionReference(input.FunctionName);
  if (reference === undefined || reference.qualifier !== undefined)
    return new Refusal('InvalidParameterValueException', `'${input.FunctionName}' is no name of a function`);
  const { name } = reference;
  if (functions.get(name)) return new Refusal('ResourceConflictException', `Function already exist: ${name}`);
  const code = readCode(input.Code);
  if (isRefusal(code)) return code;
  const unassumed = functions.options.checkRole(input.Role, 'lambda');
  if (unassumed) return unassumed;
  const settings = changed({}, input);
  const now = functions.options.clock.now();
  const record = new FunctionRecord({
    name,
    arn: functions.arnOf(name),
    architectures: input.Architectures ?? ['x86_64'],
    tags: input.Tags ?? {},
    readiness: new Readiness(functions.options.clock, functions.options.settling),
    latest: {
      version: LATEST,
      settings,
      code,
      behaviour: functions.behaviourOf(name, LATEST, code, settings),
      revisionId: randomUUID(),
      modifiedAt: now,
    },
  });
  functions.add(record);
  return json(
    201,
    input.Publish
      ? describeVersion(record, publishVersionOf(record, functions))
      : describeFunction(record, record.latest, undefined),
  );
};

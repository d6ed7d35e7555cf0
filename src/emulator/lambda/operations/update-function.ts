/** UpdateFunctionCode and UpdateFunctionConfiguration: `$LATEST` changes, published versions stay. */
import { randomUUID } from 'node:crypto';
import { isRefusal, Refusal } from '../../protocol/refusal.ts';
import { flag, text } from '../../protocol/shape.ts';
import { codeMembers, readCode } from '../code-request.ts';
import { describeFunction, describeVersion } from '../describe-function.ts';
import { findFunction } from '../find-function.ts';
import type { FunctionCode } from '../function-code.ts';
import { LATEST, type FunctionRecord } from '../function-record.ts';
import { changed, settingsMembers, type FunctionSettings } from '../function-settings.ts';
import type { Functions } from '../functions.ts';
import { publishVersionOf } from '../publish.ts';
import { json, readBody, type RestOperation } from '../rest.ts';

export const updateFunctionCode: RestOperation = (request, functions) => {
  const found = findFunction(request, functions);
  if (isRefusal(found)) return found;
  const input = readBody({ ...codeMembers, Publish: flag, DryRun: flag, RevisionId: text() }, request);
  if (isRefusal(input)) return input;
  const { record } = found;
  const code =
    record.readiness.refuseChange(record.arn) ?? checkRevision(record, input.RevisionId) ?? readCode(input);
  if (isRefusal(code)) return code;
  if (!input.DryRun) replaceLatest(record, functions, code, record.latest.settings);
  return json(
    200,
    input.Publish
      ? describeVersion(record, publishVersionOf(record, functions))
      : describeFunction(record, record.latest, undefined),
  );
};

export const updateFunctionConfiguration: RestOperation = (request, functions) => {
  const found = findFunction(request, functions);
  if (isRefusal(found)) return found;
  const input = readBody({ ...settingsMembers, RevisionId: text() }, request);
  if (isRefusal(input)) return input;
  const { record } = found;
  const refusal = record.readiness.refuseChange(record.arn) ?? checkRevision(record, input.RevisionId);
  if (refusal) return refusal;
  replaceLatest(record, functions, record.latest.code, changed(record.latest.settings, input));
  return json(200, describeFunction(record, record.latest, undefined));
};

export const checkRevision = (record: FunctionRecord, given: string | undefined): Refusal | undefined =>
  given === undefined || given === record.latest.revisionId
    ? undefined
    : new Refusal(
        'PreconditionFailedException',
        'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
      );

/** Invocations that run go on with what they started with. */
function replaceLatest(
  record: FunctionRecord,
  functions: Functions,
  code: FunctionCode,
  settings: FunctionSettings,
): void {
  record.latest.behaviour.close();
  record.readiness.changed();
  record.latest = {
    version: LATEST,
    settings,
    code,
    behaviour: functions.behaviourOf(record.name, LATEST, code, settings),
    revisionId: randomUUID(),
    modifiedAt: functions.options.clock.now(),
  };
}

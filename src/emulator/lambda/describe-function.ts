/** Functions and aliases as answers show them (LAPI:FunctionConfiguration, AliasConfiguration). */
import { qualified } from './find-function.ts';
import type { FunctionAlias, FunctionRecord, FunctionVersion } from './function-record.ts';
import { DEFAULT_SETTINGS } from './function-settings.ts';

/** Unless the emulator is strict a function is ready as soon as it is created: waiters succeed at once. */
export function describeFunction(
  record: FunctionRecord,
  { version, settings, code, revisionId, modifiedAt }: FunctionVersion,
  qualifier: string | undefined,
) {
  const { Runtime, Role, Handler, Environment, Layers, EphemeralStorage, TracingConfig } = settings;
  return {
    FunctionName: record.name,
    FunctionArn: qualified(record.arn, qualifier),
    Runtime,
    Role,
    Handler,
    CodeSize: code.size,
    Description: settings.Description ?? DEFAULT_SETTINGS.Description,
    Timeout: settings.Timeout ?? DEFAULT_SETTINGS.Timeout,
    MemorySize: settings.MemorySize ?? DEFAULT_SETTINGS.MemorySize,
    LastModified: new Date(modifiedAt).toISOString().replace('Z', '+0000'),
    CodeSha256: code.sha256,
    Version: version,
    Environment,
    TracingConfig: TracingConfig ?? { Mode: 'PassThrough' },
    RevisionId: revisionId,
    Layers: Layers?.map((arn) => ({ Arn: arn })),
    ...record.readiness.shown,
    PackageType: 'Zip',
    Architectures: record.architectures,
    EphemeralStorage: EphemeralStorage ?? { Size: 512 },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${record.name}` },
  };
}

/** The ARN of a published version ends with its number. */
export const describeVersion = (record: FunctionRecord, version: FunctionVersion) =>
  describeFunction(record, version, version.version);

export const describeAlias = (record: FunctionRecord, alias: FunctionAlias) => ({
  AliasArn: qualified(record.arn, alias.name),
  Name: alias.name,
  FunctionVersion: alias.version,
  Description: alias.description,
  RoutingConfig:
    Object.keys(alias.weights).length === 0 ? undefined : { AdditionalVersionWeights: alias.weights },
  RevisionId: alias.revisionId,
});

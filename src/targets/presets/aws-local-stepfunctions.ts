/** The npm library aws-local-stepfunctions, in threads of this process. */
import { awsLocalStepFunctionsExecutor } from '../../executors/in-process/aws-local-stepfunctions.ts';
import type { Availability, TargetOpening, TargetOptions, TargetPreset } from '../target.ts';
import { openEndpoint } from './local-target.ts';

export const awsLocalStepfunctions: TargetPreset = {
  name: 'aws-local-stepfunctions',
  about: 'aws-local-stepfunctions 3.0.0 (npm), a library in this process',
  limits:
    'no histories, no task tokens, no Express machines, no versions of machines, no JSONata and no variables',
  check,
  open,
};

async function check(): Promise<Availability> {
  try {
    import.meta.resolve('aws-local-stepfunctions');
    return { kind: 'ready', how: 'in this process' };
  } catch {
    return {
      kind: 'unavailable',
      reason: 'the npm package aws-local-stepfunctions is not installed',
      remedy: 'Run: npm install --no-save aws-local-stepfunctions@3.0.0',
    };
  }
}

async function open({ lambdaPort }: TargetOptions): Promise<TargetOpening> {
  const availability = await check();
  if (availability.kind === 'unavailable') return availability;
  const { endpoint } = await openEndpoint(lambdaPort);
  return { kind: 'open', executor: awsLocalStepFunctionsExecutor(endpoint) };
}

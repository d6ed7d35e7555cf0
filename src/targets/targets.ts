/** All targets that have a name. */
import { aws } from './presets/aws.ts';
import { awsLocalStepfunctions } from './presets/aws-local-stepfunctions.ts';
import { embedded } from './presets/embedded.ts';
import { localstack, localstackDocker, localstackHost } from './presets/localstack.ts';
import { ministack } from './presets/ministack.ts';
import { moto } from './presets/moto.ts';
import { stepfunctionsLocal } from './presets/stepfunctions-local.ts';
import { strict } from './presets/strict.ts';
import type { TargetPreset } from './target.ts';

export const TARGETS: readonly TargetPreset[] = [
  embedded,
  strict,
  awsLocalStepfunctions,
  stepfunctionsLocal,
  localstack,
  localstackHost,
  localstackDocker,
  moto,
  ministack,
  aws,
];

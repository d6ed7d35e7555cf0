/** Generated cases of each flavour, so many of each: drawn cases hold few of what people use rarely. */
import type { Feature } from '../../generators/features/feature.ts';
import type { Case } from '../case/case.ts';
import { usualPrediction } from '../executors/reference/usual-prediction.ts';
import { joined, type CaseList } from '../run/case-list.ts';
import { generatedList } from '../run/generated-cases.ts';
import { FLAVOURS, flavoursOf, type Flavour } from './flavours-of.ts';

export interface FlavourOptions {
  readonly seed: number;
  /** Cases of each flavour. */
  readonly each: number;
}

export const flavourList = ({ seed, each }: FlavourOptions): CaseList =>
  joined(
    FLAVOURS.map((flavour) => {
      const list = generatedList({
        seed,
        count: each,
        features: FEATURES[flavour],
        accepts: (drawn) => hasFlavour(drawn, flavour),
      });
      return { ...list, at: async (position) => ({ ...(await list.at(position)), suite: 'flavours' }) };
    }),
  );

/** Features without which no case has the flavour: most that are drawn with them have it. */
const FEATURES: Readonly<Record<Flavour, readonly Feature[]>> = {
  'function ARN': ['function-arn'],
  'function ARN with a version': ['function-arn', 'qualifier'],
  'function ARN with an alias': ['function-arn', 'qualifier'],
  'lambda:invoke with Qualifier': ['qualifier'],
  'callback success': ['callback', 'callback-success'],
  'callback failure': ['callback', 'callback-failure'],
  'callback heartbeat': ['callback', 'callback-heartbeat'],
  'callback time-out': ['callback', 'callback-silence'],
  Event: ['event-invocation'],
  Express: ['express'],
  TestState: ['test-state'],
};

async function hasFlavour(drawn: Case, flavour: Flavour): Promise<boolean> {
  const { prediction } = await usualPrediction(drawn);
  if (prediction.status === 'DECLINED') return false;
  return flavoursOf(drawn, prediction).has(flavour);
}

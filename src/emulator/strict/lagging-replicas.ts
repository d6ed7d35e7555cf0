/** How long each resource's news takes to be known everywhere: drawn from its ARN, up to the longest time. */
import { seededRandom } from '../../asl/random.ts';
import type { Lag } from '../stepfunctions/replicas.ts';

export const laggingReplicas =
  (longestSeconds: number): Lag =>
  (arn) =>
    seededRandom(arn).next() * longestSeconds * 1000;

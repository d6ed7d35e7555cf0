/** Chance as it is: request ids, weights of aliases. */
import { randomUUID } from 'node:crypto';
import type { Random } from '../asl/random.ts';

export const trueRandom: Random = { next: Math.random, uuid: randomUUID };

/** Published prices in dollars, without the free tiers (AWS-BEHAVIOUR 9.3; us-east-1). */
import type { CaseCost } from './case-cost.ts';

const TRANSITION = 0.025 / 1000;
const EXPRESS_REQUEST = 1 / 1_000_000;
/** A GB-second; the smallest step of memory is 64 MB, of time 100 ms. */
const EXPRESS_GB_SECOND = 0.000_016_67;
const EXPRESS_GB = 64 / 1024;
const INVOCATION = 0.2 / 1_000_000;
const FUNCTION_GB_SECOND = 0.000_016_666_7;
/** The kit's function has the least memory there is. */
const FUNCTION_GB = 128 / 1024;

type Paid = Omit<CaseCost, 'calls' | 'seconds'>;

export const dollarsOf = (paid: Paid): number =>
  paid.transitions * TRANSITION +
  paid.expressRequests * EXPRESS_REQUEST +
  (Math.ceil(paid.expressSeconds * 10) / 10) * EXPRESS_GB * EXPRESS_GB_SECOND +
  paid.invocations * INVOCATION +
  paid.functionSeconds * FUNCTION_GB * FUNCTION_GB_SECOND;

export const dollarText = (dollars: number): string => `$${dollars.toFixed(dollars < 0.1 ? 4 : 2)}`;

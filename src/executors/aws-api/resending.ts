/** When a call is made again: it was throttled, or its connection failed. */
export interface Resending {
  /** Milliseconds until a throttled call is made again, after so many tries (1 and up); undefined where it is given up. */
  readonly throttled: (tries: number) => number | undefined;
  /** The same for a call whose connection failed: the service may have carried it out or not. */
  readonly lost: (tries: number, operation: string) => number | undefined;
  /**
   * The same for a call on which the service says that it broke down. One that still does so when no more is tried breaks down
   * on what it was given: that is a result. Absent where it counts as a call that was lost.
   */
  readonly broke?: (tries: number, operation: string) => number | undefined;
}

const READS = /^(?:Describe|Get|List)/;

/** For programs on this machine: they throttle seldom, and some carry out a second time what was sent twice. */
export const localResending: Resending = {
  throttled: (tries) => [250, 500, 1000, 2000, 4000][tries - 1],
  lost: (tries, operation) => (READS.test(operation) ? [100, 400][tries - 1] : undefined),
  // LocalStack breaks down on an answer to a token while another execution starts, and on nothing the next moment.
  broke: (tries, operation) =>
    READS.test(operation) || /^(?:SendTask|TestState)/.test(operation)
      ? [50, 100, 200, 400, 800][tries - 1]
      : undefined,
};

/**
 * Calls that have the same effect once or twice. StartExecution is one of them, for executions have names of their own
 * (AWS-BEHAVIOUR 8.4.3); so are those that say that it is done already: whoever made the call is told that it was sent twice.
 */
const IDEMPOTENT = new RegExp(
  READS.source +
    '|^(?:Create|Delete|Publish|Update|Stop|Tag|Untag|Validate)|^(?:StartExecution|TestState)$|^SendTask(?:Success|Failure|Heartbeat)$',
);

/** In milliseconds. */
interface Backoff {
  /** The first wait that is one; a throttled call is made again at once before it. */
  readonly first: number;
  readonly longest: number;
  /** Tries until a throttled call is given up. */
  readonly most: number;
}

/** Tries of a call whose connection fails: a network that is down stays down. */
const MOST_LOST = 8;

/**
 * For AWS, and what behaves like it: exponential backoff with full jitter, as the SDK's standard mode has it, but on the
 * target's own clock. Creation refills at one a second (9.1.7), so that some patience is needed.
 */
export function patientResending({ first, longest, most }: Backoff): Resending {
  const wait = (tries: number): number =>
    tries === 1 ? 0 : Math.random() * Math.min(longest, first * 2 ** (tries - 2));
  return {
    throttled: (tries) => (tries < most ? wait(tries) : undefined),
    lost: (tries, operation) => (tries < MOST_LOST && IDEMPOTENT.test(operation) ? wait(tries) : undefined),
  };
}

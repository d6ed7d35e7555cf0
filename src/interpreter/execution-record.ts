/** Who an execution is and what it has written: that of the machine itself, or of a child of a distributed Map. */
import type { Random } from '../asl/random.ts';
import type { JsonDocument } from '../json/document.ts';
import type { Follower } from './follower.ts';
import { MOST_EVENTS, MOST_EXPRESS_EVENTS } from './bounds.ts';
import { History } from './history.ts';
import type { Inspection } from './inspection.ts';

/** What an execution is started with. */
export interface ExecutionStart {
  readonly executionArn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
  /** null in a TestState without a role (RECORDED 115). */
  readonly roleArn: string | null;
  readonly region: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** Express machines that are started synchronously lack RedriveCount (AWS-BEHAVIOUR 3.3.5). */
  readonly synchronous?: boolean;
  readonly input: JsonDocument;
  /** Milliseconds since 1970. */
  readonly startTime: number;
  readonly random: Random;
  readonly newTaskToken: () => string;
  /** In which order things happen that AWS leaves open: lines of states that can go on at the same instant. */
  readonly order?: 'first to last' | 'last to first';
  /** Where TestState tries one state: the execution ends when that state is left. */
  readonly inspection?: Inspection;
  readonly follower?: Follower;
}

export class ExecutionRecord {
  readonly start: ExecutionStart;
  readonly history: History;

  constructor(start: ExecutionStart) {
    this.start = start;
    this.history = new History(start.type === 'EXPRESS' ? MOST_EXPRESS_EVENTS : MOST_EVENTS);
  }
}

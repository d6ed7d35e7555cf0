/** Where a waiting program receives what comes from outside: results of calls, answers to tokens, finished branches. */
import type { Program } from './program.ts';
import type { CallResult } from './task/service-call.ts';
import type { Fiber } from './execution.ts';

/** What SendTaskSuccess, SendTaskFailure and SendTaskHeartbeat say to a task. */
export type TaskAnswer =
  /** The output is JSON text. */
  | { readonly kind: 'success'; readonly output: string }
  | { readonly kind: 'failure'; readonly error?: string; readonly cause?: string }
  | { readonly kind: 'heartbeat'; readonly at: number };

export type Message =
  /** What was called has returned. */
  | { readonly kind: 'returned'; readonly result: CallResult }
  | TaskAnswer
  /** A program that this one started has ended. */
  | { readonly kind: 'finished'; readonly tag: number; readonly result: unknown }
  /** The deadline of `receive` has passed. */
  | { readonly kind: 'deadline' };

export class Mailbox {
  readonly waiting: Message[] = [];
  receiver: Fiber | undefined;
  /** True once nobody will read it any more: a token of it is dead (AWS-BEHAVIOUR 1.4.12). */
  closed = false;
  /** True once an answer has decided the task, though its program may not have read it yet. */
  decided = false;
}

/** The next message; what came first is read first. */
export function* receive(mailbox: Mailbox, deadline?: number): Program<Message> {
  return (yield deadline === undefined
    ? { kind: 'receive', mailbox }
    : { kind: 'receive', mailbox, deadline }) as Message;
}

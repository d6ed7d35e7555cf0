/** Something of a machine that no target of the kit can run as it is, and what runs in its place. */
export interface StandIn {
  readonly state: string;
  /** What the machine calls: `dynamodb:putItem`, `sqs:sendMessage.waitForTaskToken`, `an activity`. */
  readonly resource: string;
  /** What is not judged on its account, and what stands in its place. */
  readonly instead: string;
  /** The function that the kit scripts for it. */
  readonly function?: string;
}

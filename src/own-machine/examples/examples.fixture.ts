/** The definitions beside this file, in the spirit of what people publish. */
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** `name` may end in a logical id. */
export const examplePath = (name: string): string => FOLDER + name;

/** File, or file and logical id. */
export const EXAMPLES = [
  'order-processing.asl.json',
  'human-approval.asl.json',
  'trip-saga.asl.yaml',
  'resize-images.asl.json',
  'enrich-lead.asl.json',
  'poll-export.asl.json',
  'loan-decision.asl.json',
  'metered-usage.asl.json',
  'sam/template.yaml#ImportMachine',
  'cdk.template.json#TicketMachine',
] as const;

/** The text that an answer gives to SendTaskSuccess. */
import { writeJson } from '../json/write.ts';
import type { Answer } from './case.ts';
import { jsonStringOf } from './long-text.ts';

export type SuccessAnswer = Exclude<Answer, { readonly failure: object } | { readonly heartbeat: true }>;

export function successOutput(answer: SuccessAnswer): string {
  if ('successText' in answer) return answer.successText;
  return 'successBytes' in answer ? jsonStringOf(answer.successBytes) : writeJson(answer.success);
}

/** Cases that are started as most are: an execution of the machine itself, of the standard type. */
import type { Case } from '../../src/case/case.ts';

type Content = Omit<Case, 'id'>;

export function* simplifyStart(content: Content): Iterable<Content> {
  const { definition, type, start } = content.machine;
  if (type === 'EXPRESS') yield { ...content, machine: { definition, type: 'STANDARD' } };
  if (start !== undefined) yield { ...content, machine: { definition, type } };
}

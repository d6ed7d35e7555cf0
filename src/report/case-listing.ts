/** The parts of a case as people read them. */
import type { Case } from '../case/case.ts';
import { definitionText, inputText } from '../executors/case-text.ts';
import { prettyText } from './pretty-json.ts';
import { printable } from './printable.ts';

/** Indented; a definition that isn't JSON on purpose stays as it is. */
export const prettyDefinition = (testCase: Case): string => printable(prettyText(definitionText(testCase)));

export const prettyInput = (testCase: Case): string => printable(prettyText(inputText(testCase)));

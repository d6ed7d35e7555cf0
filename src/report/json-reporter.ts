/** `summary.json`; its shape is published as `summary.schema.json` beside this file. */
import { spelled } from '../json/spelled.ts';
import type { Report, Reporter } from './report.ts';

export const jsonReporter = {
  name: 'json',
  file: 'summary.json',
  render: ({ summary }: Report): string => `${JSON.stringify(summary, spelled, 2)}\n`,
} satisfies Reporter;

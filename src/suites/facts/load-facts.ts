/** The edge facts from the project's own file. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseJsonOrThrow } from '../../json/parse.ts';
import type { EdgeFact } from './fact.ts';
import { readFacts } from './read-facts.ts';

const FILE = fileURLToPath(new URL('../../../suites/facts/edge-facts.json', import.meta.url));

export const loadFacts = (): readonly EdgeFact[] =>
  readFacts(parseJsonOrThrow(readFileSync(FILE, 'utf8')), 'edge-facts.json');

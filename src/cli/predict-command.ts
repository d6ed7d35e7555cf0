/** `predict`: NDJSON cases on standard input, one NDJSON prediction a line on standard output. */
import { parseCaseText } from '../case/parse-case.ts';
import { predict } from '../executors/reference/predict.ts';
import type { Command } from './command.ts';
import { parseOptions } from './options.ts';

const USAGE = 'npm run -s predict < cases.ndjson > predictions.ndjson';

export const predictCommand: Command = {
  name: 'predict',
  about: 'predicts what AWS does with cases given as NDJSON',
  usage: USAGE,
  run: async (args, { input, out }) => {
    parseOptions(args, {}, USAGE);
    let line = 0;
    for await (const text of input) {
      line += 1;
      if (text.trim() !== '') out(`${await predictLine(text, line)}\n`);
    }
    return 0;
  },
};

/** A line that is no case gives an error and its number; the rest go on. */
async function predictLine(text: string, line: number): Promise<string> {
  const parsing = parseCaseText(text);
  if (!parsing.ok) return JSON.stringify({ line, error: parsing.message });
  try {
    const {
      rules: _rules,
      inferred: _inferred,
      seconds: _seconds,
      ...prediction
    } = await predict(parsing.case);
    return JSON.stringify({ id: parsing.case.id, ...prediction });
  } catch (defect) {
    // The lines behind it are not to pay for it.
    const told = defect instanceof Error ? (defect.stack ?? defect.message) : String(defect);
    return JSON.stringify({ line, error: `a defect of the kit, please report it: ${told}` });
  }
}

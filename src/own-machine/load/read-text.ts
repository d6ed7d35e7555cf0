/** The text of a file that a user names. */
import { readFile, stat } from 'node:fs/promises';
import { MachineProblem } from '../machine-problem.ts';

/** Templates of CloudFormation end at 1 MB, definitions too; what is far beyond both is no file of this kind. */
const LARGEST_FILE = 16 * 1024 * 1024;

export async function readText(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) {
    throw new MachineProblem(
      `There is no file '${path}'. Give the definition (JSON or YAML) or the template that holds it; ` +
        'of several machines in one template FILE#LogicalId chooses.',
    );
  }
  if (!found.isFile())
    throw new MachineProblem(`'${path}' is no file. Give the definition or the template itself.`);
  if (found.size > LARGEST_FILE) {
    throw new MachineProblem(
      `'${path}' has ${found.size} bytes; neither a definition nor a template has more than 1,048,576.`,
    );
  }
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new MachineProblem(`'${path}' can't be read: ${error instanceof Error ? error.message : ''}`);
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new MachineProblem(`'${path}' is not text in UTF-8. Expected JSON or YAML.`);
  }
}

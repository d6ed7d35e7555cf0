/** `verify-certificate`: derives everything in a bundle anew and says what doesn't hold. */
import { stat } from 'node:fs/promises';
import { certificateLines } from '../certificate/certificate-lines.ts';
import { UncheckableBundle, verify, type Verification } from '../certificate/verify.ts';
import { loadCatalogue } from '../rules/load-catalogue.ts';
import { dayOf } from '../waivers/waiver.ts';
import { UsageError, type Command, type Terminal } from './command.ts';
import { parseOptions } from './options.ts';

const USAGE = 'npm run -s verify-certificate -- DIR';

/** Problems that are printed; a list that was swapped as a whole would fill the screen. */
const MOST_PRINTED = 30;

export const verifyCertificateCommand: Command = {
  name: 'verify-certificate',
  about: 'derives the cases and verdicts of a certificate anew and says what does not hold',
  usage: USAGE,
  run: async (args, terminal) => {
    const [folder, ...more] = parseOptions(args, {}, USAGE).positionals;
    if (folder === undefined || more.length > 0)
      throw new UsageError(`Name the folder of one bundle.\n\nUsage: ${USAGE}`);
    if (!(await stat(folder).catch(() => undefined))?.isDirectory())
      throw new UsageError(
        `${folder}: there is no such folder. Expected a bundle, as certify --out writes it.`,
      );
    try {
      const verification = await verify(folder, {
        catalogue: loadCatalogue(),
        today: dayOf(Date.now()),
        onCase: countPrinter(terminal),
      });
      return tell(verification, terminal);
    } catch (error) {
      if (error instanceof UncheckableBundle) throw new UsageError(error.message);
      throw error;
    }
  },
};

function countPrinter({ interactive, err }: Terminal): (cases: number) => void {
  return (cases) => {
    if (interactive && cases % 50 === 0) err(`\r${cases} cases judged `);
  };
}

function tell({ problems, certificate }: Verification, { out, err, interactive }: Terminal): 0 | 1 {
  if (interactive) err('\r');
  if (problems.length === 0 && certificate !== undefined) {
    const limits = certificate.doesNotProve.map((text) => `- ${text}`);
    out(`The certificate holds.\n\n${certificateLines(certificate).join('\n')}\n\nIt does not prove more:\n`);
    out(`${limits.join('\n')}\n`);
    return 0;
  }
  const rest = problems.length - MOST_PRINTED;
  const lines = problems.slice(0, MOST_PRINTED).map((problem) => `- ${problem}`);
  out(
    `The certificate does not hold: ${problems.length} ${problems.length === 1 ? 'thing is' : 'things are'} wrong.\n` +
      `${lines.join('\n')}\n${rest > 0 ? `and ${rest} more\n` : ''}`,
  );
  if (certificate)
    out(`\nThe observations that are there come to:\n${certificateLines(certificate).join('\n')}\n`);
  return 1;
}

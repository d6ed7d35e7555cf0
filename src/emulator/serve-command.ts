/** `serve`: the reference as an emulator, until it is interrupted. */
import { UsageError, type Command } from '../cli/command.ts';
import { parseOptions, wholeNumber } from '../cli/options.ts';
import { startEmulator, type Emulator } from './start-emulator.ts';
import { readStrictArguments, STRICT_ARGUMENTS, STRICT_USAGE } from './strict/strict-arguments.ts';
import { STRICT_CREDENTIALS } from './strict/strict-options.ts';

const USAGE = `npm run -s serve -- [--port N] [--region us-east-1] [--account 123456789012] [--lambda-endpoint URL] ${STRICT_USAGE}`;

const HIGHEST_PORT = 65_535;

export const serveCommand: Command = {
  name: 'serve',
  about: 'serves the reference as an emulator of Step Functions and Lambda on 127.0.0.1',
  usage: USAGE,
  run: async (args, { out, err, signal }) => {
    const { emulator, strict } = await start(args);
    out(`${emulator.url}\n`);
    if (strict)
      err(
        `strict mode: sign with AWS_ACCESS_KEY_ID=${STRICT_CREDENTIALS.accessKeyId} AWS_SECRET_ACCESS_KEY=${STRICT_CREDENTIALS.secretAccessKey}\n`,
      );
    await interrupted(signal);
    await emulator.close();
    return 0;
  },
};

async function start(
  args: readonly string[],
): Promise<{ readonly emulator: Emulator; readonly strict: boolean }> {
  const { texts, flags, positionals } = parseOptions(
    args,
    { port: 'text', region: 'text', account: 'text', 'lambda-endpoint': 'text', ...STRICT_ARGUMENTS },
    USAGE,
  );
  if (positionals.length > 0)
    throw new UsageError(`'${positionals[0]}' is not an option of serve.\n\nUsage: ${USAGE}`);
  const port = wholeNumber('port', texts['port'], 0);
  if (port > HIGHEST_PORT)
    throw new UsageError(`--port: expected a number up to ${HIGHEST_PORT}, found '${port}'.`);
  const { region, account } = texts;
  if (account !== undefined && !/^\d{12}$/.test(account))
    throw new UsageError(`--account: expected twelve digits, found '${account}'.`);
  const lambdaEndpoint = texts['lambda-endpoint'];
  if (lambdaEndpoint !== undefined && !URL.canParse(lambdaEndpoint))
    throw new UsageError(
      `--lambda-endpoint: expected a URL such as http://127.0.0.1:9001, found '${lambdaEndpoint}'.`,
    );
  const strict = readStrictArguments({ flags, texts });
  try {
    const emulator = await startEmulator({
      port,
      ...(region !== undefined && { region }),
      ...(account !== undefined && { account }),
      ...(lambdaEndpoint !== undefined && { lambdaEndpoint }),
      ...(strict && { strict }),
    });
    return { emulator, strict: strict !== undefined };
  } catch (error) {
    if ((error as { readonly code?: string }).code !== 'EADDRINUSE') throw error;
    throw new UsageError(
      `Port ${port} of 127.0.0.1 is taken. Choose another with --port, or leave it out to get a free one.`,
      { cause: error },
    );
  }
}

const interrupted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });

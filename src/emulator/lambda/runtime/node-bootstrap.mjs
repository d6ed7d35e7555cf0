// Runs the handler of a Node function: an event a line comes in on descriptor 3, an answer a line goes out. Errors are
// worded as the managed runtime words them: type first, then message and trace.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const root = process.env.LAMBDA_TASK_ROOT;
const channel = new Socket({ fd: 3, readable: true, writable: true });
let answering = false;

const answer = (ok, payload) => {
  if (!answering) return;
  answering = false;
  channel.write(`${JSON.stringify({ ok, payload })}\n`);
};

// Paths are shown as they are on Lambda.
const shown = (text) =>
  text.replaceAll(root, '/var/task').replaceAll(import.meta.filename, '/var/runtime/index.mjs');

const failure = (error) => {
  if (error instanceof Error || Object.prototype.toString.call(error) === '[object Error]') {
    const trace = shown(error.stack ?? '').split('\n');
    return { errorType: error.name, errorMessage: shown(error.message), trace };
  }
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
};

const named = (name, error) => Object.assign(new Error(error.message), { name, stack: error.stack });

async function load() {
  const [, folder = '', file, path] = /^(.*\/)?([^/.]*)\.(.+)$/.exec(process.env._HANDLER ?? '') ?? [];
  if (file === undefined) throw named('Runtime.MalformedHandlerName', new Error('Bad handler'));
  const base = join(root, folder, file);
  const found = ['', '.js', '.mjs', '.cjs'].map((end) => base + end).find((name) => existsSync(name));
  if (found === undefined) {
    const missing = new Error(
      `Error: Cannot find module '${file}'\nRequire stack:\n- /var/runtime/index.mjs`,
    );
    throw named('Runtime.ImportModuleError', missing);
  }
  const module = await loadModule(found);
  const handler = path.split('.').reduce((value, key) => value?.[key], module);
  if (handler === undefined)
    throw named('Runtime.HandlerNotFound', new Error(`${process.env._HANDLER} is undefined or not exported`));
  if (typeof handler !== 'function')
    throw named('Runtime.HandlerNotFound', new Error(`${process.env._HANDLER} is not a function`));
  return handler;
}

async function loadModule(file) {
  if (file.endsWith('.mjs')) return import(pathToFileURL(file).href);
  try {
    return createRequire(pathToFileURL(file))(file);
  } catch (error) {
    if (error?.code === 'ERR_REQUIRE_ESM' || error?.code === 'ERR_REQUIRE_ASYNC_MODULE')
      return import(pathToFileURL(file).href);
    if (error instanceof SyntaxError) throw named('Runtime.UserCodeSyntaxError', error);
    throw error;
  }
}

const contextOf = ({ requestId, arn, deadline, clientContext }, done) => ({
  awsRequestId: requestId,
  invokedFunctionArn: arn,
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
  functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
  memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
  logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
  clientContext,
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  done,
  succeed: (result) => done(null, result),
  fail: (error) => done(error),
});

async function invoke(handler, request) {
  const done = (error, result) =>
    error === null || error === undefined
      ? answer(true, JSON.stringify(result === undefined ? null : result))
      : answer(false, JSON.stringify(failure(error)));
  try {
    const result = (await handler)(JSON.parse(request.event), contextOf(request, done), done);
    if (typeof result?.then === 'function') done(null, await result);
    // Without a promise and without a callback nothing would ever answer.
    else if ((await handler).length < 3) done(null, null);
  } catch (error) {
    done(error ?? new Error('undefined'));
  }
}

const handler = load();
handler.catch(() => undefined);

for (const event of ['uncaughtException', 'unhandledRejection']) {
  process.on(event, (error) => {
    const type = event === 'unhandledRejection' ? 'Runtime.UnhandledPromiseRejection' : undefined;
    answer(false, JSON.stringify(failure(type && error instanceof Error ? named(type, error) : error)));
  });
}

for await (const line of createInterface({ input: channel })) {
  answering = true;
  await invoke(handler, JSON.parse(line));
}

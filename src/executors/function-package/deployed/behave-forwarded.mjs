// What the function does, asked of the kit for each event: one POST to its Invoke endpoint.
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

// `version` is whose code this is, whatever the target calls it.
const { endpoint, version } = JSON.parse(
  readFileSync(new URL('./sfn-conformance-endpoint.json', import.meta.url), 'utf8'),
);
const name = process.env.AWS_LAMBDA_FUNCTION_NAME ?? '';
const agent = new Agent({ keepAlive: true });

export async function behave(event, invokedArn, clientContext) {
  const qualifier = invokedArn.split(':')[7] ?? (version === '$LATEST' ? undefined : version);
  const answer = await post(event, qualifier, clientContext);
  const exit = answer.headers['x-sfn-conformance-exit'];
  if (exit !== undefined) process.exit(Number(exit));
  if (answer.headers['x-sfn-conformance-kill'] !== undefined) process.kill(process.pid, 'SIGKILL');
  // Longer than any time-out of a function.
  if (answer.headers['x-sfn-conformance-hang'] !== undefined)
    await new Promise((resolve) => setTimeout(resolve, 900_000));
  return {
    failed: answer.status !== 200 || answer.headers['x-amz-function-error'] !== undefined,
    payload: answer.text,
  };
}

function post(body, qualifier, clientContext) {
  const query = qualifier === undefined ? '' : `?Qualifier=${encodeURIComponent(qualifier)}`;
  const path = `/2015-03-31/functions/${encodeURIComponent(name)}/invocations${query}`;
  const headers = {
    'x-sfn-conformance-forwarded': version,
    'Content-Length': Buffer.byteLength(body),
    ...(clientContext && { 'x-amz-client-context': Buffer.from(clientContext).toString('base64') }),
  };
  return new Promise((resolve, reject) => {
    const outgoing = request(endpoint + path, { agent, method: 'POST', headers }, (incoming) => {
      const chunks = [];
      incoming.on('data', (chunk) => chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () =>
        resolve({
          status: incoming.statusCode,
          headers: incoming.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

// The loop of a custom runtime: the next event from the Runtime API, the answer or the error back to it, both as the very text
// that was received or told (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html).
import { Agent, request } from 'node:http';
import { behave } from './behave.mjs';

const [host, port = '80'] = (process.env.AWS_LAMBDA_RUNTIME_API ?? '').split(':');
const agent = new Agent({ keepAlive: true });

const call = (method, path, body) =>
  new Promise((resolve, reject) => {
    const outgoing = request(
      { host, port, agent, method, path: `/2018-06-01/runtime/${path}`, headers: headersOf(body) },
      (incoming) => {
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
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });

const headersOf = (body) =>
  body === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };

for (;;) {
  const next = await call('GET', 'invocation/next');
  // The environment is being shut down.
  if (next.status !== 200) process.exit(0);
  const id = next.headers['lambda-runtime-aws-request-id'];
  const { failed, payload } = await behave(
    next.text,
    next.headers['lambda-runtime-invoked-function-arn'] ?? '',
    next.headers['lambda-runtime-client-context'],
    id,
    Number(next.headers['lambda-runtime-deadline-ms']),
  );
  await call('POST', `invocation/${id}/${failed ? 'error' : 'response'}`, payload);
}

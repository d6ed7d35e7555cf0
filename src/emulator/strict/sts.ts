/** GetCallerIdentity, in the Query protocol of STS: a form in, XML out. Nothing else of the service is here. */
import { randomUUID } from 'node:crypto';
import type { Handler, HttpAnswer, HttpRequest } from '../http/message.ts';
import type { Gate } from '../protocol/gate.ts';
import { Refusal } from '../protocol/refusal.ts';

/** A form that names an operation; Step Functions and DynamoDB take JSON. */
export const isStsRequest = ({ method, path, headers }: HttpRequest): boolean =>
  method === 'POST' &&
  path === '/' &&
  (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');

export const stsHandler =
  (account: string, gate: Gate): Handler =>
  (request) => {
    const operation = new URLSearchParams(request.body.toString('utf8')).get('Action') ?? '';
    const refusal = gate(request, operation, 'sts');
    if (refusal) return errorOf(refusal);
    if (operation !== 'GetCallerIdentity')
      return errorOf(
        new Refusal('InvalidAction', `Could not find operation ${operation} for version 2011-06-15`),
      );
    return xml(
      200,
      `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>` +
        `<Arn>arn:aws:iam::${account}:user/strict</Arn><UserId>AIDASTRICT</UserId><Account>${account}</Account>` +
        `</GetCallerIdentityResult><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>` +
        `</GetCallerIdentityResponse>`,
    );
  };

/** STS has names of its own for what the other services refuse alike. */
const CODES: Readonly<Record<string, string>> = {
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  IncompleteSignatureException: 'IncompleteSignature',
  InvalidSignatureException: 'SignatureDoesNotMatch',
  UnrecognizedClientException: 'InvalidClientTokenId',
  ThrottlingException: 'Throttling',
};

const errorOf = ({ code, message }: Refusal): HttpAnswer =>
  xml(
    code === 'InvalidAction' || code === 'ThrottlingException' ? 400 : 403,
    `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>` +
      `<Code>${CODES[code] ?? code}</Code><Message>${escaped(message)}</Message></Error>` +
      `<RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
  );

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const xml = (status: number, body: string): HttpAnswer => ({
  status,
  headers: { 'Content-Type': 'text/xml' },
  body,
});

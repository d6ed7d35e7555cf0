/**
 * Checks Signature Version 4 of a request: the signature is made anew with the known secret over the headers that the request
 * says are signed. Texts are those that clients report of AWS.
 */
import { createHash, createHmac, timingSafeEqual, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { headerOf, type HttpRequest } from '../http/message.ts';
import type { ServiceName } from '../protocol/gate.ts';
import { Refusal } from '../protocol/refusal.ts';
import type { KeyPair } from './strict-options.ts';

export interface Expected {
  readonly service: ServiceName;
  readonly region: string;
  readonly keys: readonly KeyPair[];
  /** By the machine's own clock, in milliseconds since 1970: callers know no other. */
  readonly now: number;
}

/** How far the clocks of caller and service may be apart. */
const MOST_SKEW = 5 * 60_000;

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/,]+)\/(\d{8})\/([\w-]+)\/([\w-]+)\/aws4_request, ?SignedHeaders=([\w;-]+), ?Signature=([0-9a-f]{64})$/;

export async function checkSignature(request: HttpRequest, expected: Expected): Promise<Refusal | undefined> {
  const authorization = headerOf(request, 'authorization');
  if (authorization === undefined)
    return refuse('MissingAuthenticationTokenException', 'Missing Authentication Token');
  const [, accessKeyId, day = '', region, service, signedHeaders = '', signature = ''] =
    AUTHORIZATION.exec(authorization) ?? [];
  if (accessKeyId === undefined)
    return refuse(
      'IncompleteSignatureException',
      "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' parameters.",
    );
  const pair = expected.keys.find((key) => key.accessKeyId === accessKeyId);
  if (pair === undefined)
    return refuse('UnrecognizedClientException', 'The security token included in the request is invalid.');
  if (region !== expected.region)
    return invalid(`Credential should be scoped to a valid Region, not '${region}'. `);
  if (service !== expected.service)
    return invalid(`Credential should be scoped to correct service: '${expected.service}'. `);
  const names = signedHeaders.split(';');
  if (!names.includes('host'))
    return invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
  const date = readDate(headerOf(request, 'x-amz-date') ?? '');
  if (date === undefined || compact(date).slice(0, 8) !== day)
    return invalid(
      'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP',
    );
  const skewed = checkSkew(date, expected.now);
  if (skewed) return skewed;
  const again = await signAgain(request, names, { pair, region, service, date });
  return again !== undefined && timingSafeEqual(Buffer.from(again), Buffer.from(signature))
    ? undefined
    : invalid(
        'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
      );
}

const refuse = (code: string, message: string): Refusal => new Refusal(code, message, 'protocol');

const invalid = (message: string): Refusal => refuse('InvalidSignatureException', message);

/** `20240131T235959Z` */
function readDate(text: string): number | undefined {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? undefined : time;
}

const compact = (time: number): string => new Date(time).toISOString().replace(/[-:]|\.\d{3}/g, '');

function checkSkew(date: number, now: number): Refusal | undefined {
  if (date < now - MOST_SKEW)
    return invalid(
      `Signature expired: ${compact(date)} is now earlier than ${compact(now - MOST_SKEW)} (${compact(now)} - 5 min.)`,
    );
  return date > now + MOST_SKEW
    ? invalid(
        `Signature not yet current: ${compact(date)} is still later than ${compact(now + MOST_SKEW)} (${compact(now)} + 5 min.)`,
      )
    : undefined;
}

interface Scope {
  readonly pair: KeyPair;
  readonly region: string;
  readonly service: string;
  /** Milliseconds since 1970. */
  readonly date: number;
}

/** The signature in hexadecimal digits; undefined where the request's own hash of its body is wrong, or a signed header is missing. */
async function signAgain(
  request: HttpRequest,
  names: readonly string[],
  { pair, region, service, date }: Scope,
): Promise<string | undefined> {
  const headers: Record<string, string> = {};
  for (const name of names) {
    const value = headerOf(request, name);
    if (value === undefined) return undefined;
    headers[name] = value;
  }
  const hash = headers['x-amz-content-sha256'];
  if (hash !== undefined && hash !== createHash('sha256').update(request.body).digest('hex'))
    return undefined;
  const signer = new SignatureV4({
    credentials: pair,
    region,
    service,
    sha256: Sha256,
    // The header is signed where the caller sent it, and not added.
    applyChecksum: false,
  });
  const signed = await signer.sign(
    {
      method: request.method,
      protocol: 'http:',
      hostname: '127.0.0.1',
      path: request.path,
      query: Object.fromEntries([...request.query.keys()].map((key) => [key, request.query.getAll(key)])),
      headers,
      body: request.body,
    },
    { signingDate: new Date(date), signableHeaders: new Set(names) },
  );
  return /Signature=([0-9a-f]{64})/.exec(signed.headers['authorization'] ?? '')?.[1];
}

type Data = string | ArrayBuffer | ArrayBufferView;

/** Node's SHA-256 in the shape that the signer takes; with a secret it is an HMAC. */
class Sha256 {
  readonly #hash: Hash | Hmac;

  constructor(secret?: Data) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }

  update(data: Data): void {
    this.#hash.update(bytesOf(data));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }

  reset(): void {
    throw new Error('a hash is used once');
  }
}

function bytesOf(data: Data): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

/** The code that a request brings. */
import { Refusal, type Outcome } from '../protocol/refusal.ts';
import { text } from '../protocol/shape.ts';
import type { Values } from '../protocol/structure.ts';
import { readFunctionCode, type FunctionCode } from './function-code.ts';

export const codeMembers = { ZipFile: text(), S3Bucket: text(), S3Key: text(), ImageUri: text() } as const;

/** Only zips that come with the request: there is no S3 and no registry of images here. */
export function readCode({ ZipFile }: Values<typeof codeMembers>): Outcome<FunctionCode> {
  if (ZipFile !== undefined) return readFunctionCode(Buffer.from(ZipFile, 'base64'));
  return new Refusal(
    'InvalidParameterValueException',
    'The emulator takes code as ZipFile only, not from S3 and not as an image. Send the zip with the request.',
  );
}

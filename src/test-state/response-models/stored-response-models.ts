/** The response models from the project's own files, each read when first asked for. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseJsonOrThrow } from '../../json/parse.ts';
import { readServiceModel, type ResponseModels, type ServiceModel } from './response-model.ts';

const read = new Map<string, ServiceModel>();

export const storedResponseModels: ResponseModels = {
  find(service) {
    const known = read.get(service);
    // A definition may name anything as a service; only plain names lead to files.
    if (known !== undefined || !/^[a-z0-9]+$/.test(service)) return known;
    const path = fileURLToPath(new URL(`./${service}.json`, import.meta.url));
    if (!existsSync(path)) return undefined;
    const model = readServiceModel(parseJsonOrThrow(readFileSync(path, 'utf8')));
    read.set(service, model);
    return model;
  },
};

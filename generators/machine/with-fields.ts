/** Adds fields to a state. */
import type { JsonObject } from '../../src/json/value.ts';

/** The very same state where nothing is added. */
export const withFields = (state: JsonObject, fields: JsonObject): JsonObject =>
  Object.keys(fields).length === 0 ? state : { ...state, ...fields };

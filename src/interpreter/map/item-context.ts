/** `Map` of the context object: Item with Index from 0 and Value; Key only where the items are an object's (AWS-BEHAVIOUR 3.3.7). */
import type { JsonObject } from '../../json/value.ts';
import type { Item } from './items.ts';

export const itemContext = ({ key, value }: Item, index: number): JsonObject => ({
  Item: key === undefined ? { Index: index, Value: value } : { Index: index, Key: key, Value: value },
});

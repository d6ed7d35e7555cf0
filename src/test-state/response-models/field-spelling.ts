/** How Step Functions spells the fields of a service's API. */

/** Optimized integrations: the API's own name with a capital first: `executionArn` is `ExecutionArn` (RECORDED 117). */
export const capitalized = (field: string): string => field.charAt(0).toUpperCase() + field.slice(1);

/**
 * SDK integrations: as the SDK for Java spells it, with a capital first: `DBInstances` is `DbInstances`, `MD5OfMessageBody` is
 * `Md5OfMessageBody` (developer guide, "AWS SDK integrations": parameters and fields in PascalCase; the splitting into words is
 * inferred from the SDK's names).
 */
export const asInJava = (field: string): string =>
  field
    .replaceAll(/[^A-Za-z0-9]+/g, ' ')
    .replaceAll(/(?<=[a-z])(?=[A-Z][a-zA-Z0-9])/g, ' ')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replaceAll(/([0-9])([a-zA-Z])/g, '$1 $2')
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => capitalized(word.toLowerCase()))
    .join('');

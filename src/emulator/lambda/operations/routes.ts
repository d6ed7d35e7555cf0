/** Which method and path lead to which operation. */
import type { Route, RestOperation } from '../rest.ts';
import { addPermission } from './add-permission.ts';
import * as aliases from './aliases.ts';
import { createFunction } from './create-function.ts';
import * as functions from './functions.ts';
import { invoke } from './invoke.ts';
import { updateFunctionCode, updateFunctionConfiguration } from './update-function.ts';

/** What every path of the API starts with; some clients end it with a slash. */
export const LAMBDA_PREFIX = '/2015-03-31/functions';

const route = (operation: string, method: string, path: string, run: RestOperation): Route => ({
  operation,
  method,
  path: new RegExp(`^${LAMBDA_PREFIX}${path.replaceAll('{}', '([^/]+)')}/?$`),
  run,
});

export const ROUTES: readonly Route[] = [
  route('Invoke', 'POST', '/{}/invocations', invoke),
  route('ListFunctions', 'GET', '', functions.listFunctions),
  route('CreateFunction', 'POST', '', createFunction),
  route('GetFunction', 'GET', '/{}', functions.getFunction),
  route('DeleteFunction', 'DELETE', '/{}', functions.deleteFunction),
  route('GetFunctionConfiguration', 'GET', '/{}/configuration', functions.getFunctionConfiguration),
  route('UpdateFunctionConfiguration', 'PUT', '/{}/configuration', updateFunctionConfiguration),
  route('UpdateFunctionCode', 'PUT', '/{}/code', updateFunctionCode),
  route('ListVersionsByFunction', 'GET', '/{}/versions', functions.listVersionsByFunction),
  route('PublishVersion', 'POST', '/{}/versions', functions.publishVersion),
  route('ListAliases', 'GET', '/{}/aliases', aliases.listAliases),
  route('CreateAlias', 'POST', '/{}/aliases', aliases.createAlias),
  route('GetAlias', 'GET', '/{}/aliases/{}', aliases.getAlias),
  route('UpdateAlias', 'PUT', '/{}/aliases/{}', aliases.updateAlias),
  route('DeleteAlias', 'DELETE', '/{}/aliases/{}', aliases.deleteAlias),
  route('AddPermission', 'POST', '/{}/policy', addPermission),
];

// `node -r` this: an HTTP server that names no host would listen on every interface.
'use strict';
const { Server } = require('node:net');

// oxlint-disable-next-line typescript/unbound-method -- called with its server below
const { listen } = Server.prototype;
Server.prototype.listen = function (port, ...rest) {
  const named = typeof port === 'object' || typeof rest[0] === 'string';
  return named ? listen.call(this, port, ...rest) : listen.call(this, port, '127.0.0.1', ...rest);
};

// A client of the feed, told what to do by lines of JSON; what the packages report, it tells by lines of JSON.
// A subscription goes on after the last cursor that it was given, as the clients' own retries send the variables again.
import { createInterface } from 'node:readline';
import { createClient as overEvents } from 'graphql-sse';
import { createClient as overWebSocket } from 'graphql-ws';
import WebSocket from 'ws';

const PAUSE = 200;
const clients = new Map();
const operations = new Map();

const tell = (what) => console.log(JSON.stringify(what));
const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE));

const described = (error) =>
  Array.isArray(error) ? { codes: error.map((one) => one.extensions?.code) }
  : error.response ? { status: error.response.status }
  : error.code ? { closed: error.code, reason: error.reason }
  : { message: error.message ?? String(error) };

const transports = {
  WebSocket: ({ client, url, token, attempts }) => overWebSocket({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { Authorization: `Bearer ${token}` },
    retryAttempts: attempts,
    retryWait: pause,
    // By itself the package gives up where nobody listens, as between the end of a silo and the start of the next.
    shouldRetry: () => true,
    on: {
      connected: () => tell({ client, is: 'connected' }),
      closed: ({ code, reason }) => tell({ client, is: 'closed', code, reason }),
    },
  }),
  Events: ({ client, url, token, attempts }) => overEvents({
    url,
    headers: { Authorization: `Bearer ${token}` },
    retryAttempts: attempts,
    retry: pause,
    on: { connected: () => tell({ client, is: 'connected' }) },
  }),
};

const commands = {
  open: (order) => clients.set(order.client, transports[order.transport](order)),

  subscribe({ client, operation, query, after }) {
    const variables = { after };
    const sink = {
      next({ data, errors }) {
        const change = data?.changes;
        if (change?.cursor) variables.after = change.cursor;
        tell({ operation, is: 'next', data, codes: errors?.map((error) => error.extensions?.code) });
      },
      error: (error) => tell({ operation, is: 'error', ...described(error) }),
      complete: () => tell({ operation, is: 'complete' }),
    };
    operations.set(operation, clients.get(client).subscribe({ query, variables }, sink));
  },

  complete: ({ operation }) => operations.get(operation)(),
};

for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line);
  commands[order.do](order);
}
process.exit(0);

// Runs the audits of the GraphQL-over-HTTP project: told { url, token }, it tells how many ran, and what was not right.
import { createInterface } from 'node:readline';
import { auditServer } from 'graphql-http';

const withToken = (token) => (url, { headers, ...request } = {}) =>
  fetch(url, { ...request, headers: { ...headers, authorization: `Bearer ${token}` } });

for await (const line of createInterface({ input: process.stdin })) {
  const { url, token } = JSON.parse(line);
  const results = await auditServer({ url, fetchFn: withToken(token) });
  console.log(JSON.stringify({
    audits: results.length,
    wrong: results
      .filter(({ status }) => status !== 'ok')
      .map(({ id, name, status, reason }) => ({ id, name, status, reason })),
  }));
}

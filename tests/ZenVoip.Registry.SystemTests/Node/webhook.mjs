// Verifies webhooks as a receiver would: told { secret, headers, body }, one a line, it tells what it makes of each.
import { createInterface } from 'node:readline';
import { Webhook } from 'standardwebhooks';

const verdict = ({ secret, headers, body }) => {
  try {
    return { verified: true, payload: new Webhook(secret).verify(body, headers) };
  } catch (error) {
    return { verified: false, reason: error.message };
  }
};

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(verdict(JSON.parse(line))));
}

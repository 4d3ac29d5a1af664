// Checks a certificate of deletion as an outsider would: with jose, and with Node's own crypto.
import { createPublicKey, verify } from 'node:crypto';
import { createInterface } from 'node:readline';
import { calculateJwkThumbprint, createLocalJWKSet, flattenedVerify } from 'jose';

const byJose = async (certificate, keys) => {
  try {
    const { payload, protectedHeader } = await flattenedVerify(certificate, createLocalJWKSet(keys), {
      algorithms: ['EdDSA'],
    });
    return { kid: protectedHeader.kid, content: JSON.parse(new TextDecoder().decode(payload)) };
  } catch (error) {
    return { code: error.code };
  }
};

const byNode = ({ protected: header, payload, signature }, { keys }) => keys.some((key) => verify(
  null,
  Buffer.from(`${header}.${payload}`),
  createPublicKey({ key, format: 'jwk' }),
  Buffer.from(signature, 'base64url'),
));

for await (const line of createInterface({ input: process.stdin })) {
  const { certificate, keys } = JSON.parse(line);
  const thumbprints = await Promise.all(keys.keys.map((key) => calculateJwkThumbprint(key)));
  console.log(JSON.stringify({
    jose: await byJose(certificate, keys),
    node: byNode(certificate, keys),
    named: keys.keys.every((key, i) => key.kid === thumbprints[i]),
  }));
}

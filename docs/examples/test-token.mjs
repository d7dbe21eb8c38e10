// A key set and a token for trying out viewers on one machine: node docs/examples/test-token.mjs MEE > token
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { writeFileSync } from 'node:fs';

const [...authorities] = process.argv.slice(2);
const { publicKey, privateKey } = await generateKeyPair('EdDSA');
writeFileSync('test-jwks.json', JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'test', alg: 'EdDSA' }] }));
const claims = { sub: 'somebody', authorities };
console.log(await new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', kid: 'test' }).setIssuer('https://test.example').setAudience('union-catalog').setExpirationTime('1d').sign(privateKey));

import { register } from 'node:module';

/** Lets what runs outside Jest's tests, such as its global setup, import the TypeScript modules that the tests import. */
register('./typescript-hooks.js', import.meta.url);

import { render } from 'preact';
import { App } from './app.js';
import { followLinks, route } from './state/router.js';
import { firstAnswer } from './state/use-answer.js';

/** So long what the gateway has written of a record stays to be read while its page asks. */
const PATIENCE_MILLIS = 2_000;

const written = document.getElementById('app');
const stage = document.createElement('div');
followLinks();
render(<App />, stage);
if (route.value.page === 'record') await Promise.race([firstAnswer, new Promise((resolve) => setTimeout(resolve, PATIENCE_MILLIS))]);
stage.id = 'app';
written?.replaceWith(stage);

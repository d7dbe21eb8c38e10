import { hydrate, render } from 'preact';
import { giveAnswers, type GivenAnswer } from './api/given-answers.js';
import { App } from './app.js';
import { followLanguage, readLanguage } from './state/language.js';
import { followLinks, route } from './state/router.js';
import { followTheme } from './state/theme.js';
import { firstAnswer } from './state/use-answer.js';

/** So long what the gateway has written of a record stays to be read while its page asks. */
const PATIENCE_MILLIS = 2_000;

const written = document.getElementById('app');
const answers = document.getElementById('answers');
readLanguage();
followLinks();
if (written && answers) {
  // The gateway has drawn this very page: it is taken over, and only then becomes what this reader has chosen before.
  giveAnswers(JSON.parse(answers.textContent) as readonly GivenAnswer[]);
  hydrate(<App />, written);
  followLanguage();
  followTheme();
} else {
  followLanguage();
  followTheme();
  const stage = document.createElement('div');
  render(<App />, stage);
  if (route.value.page === 'record') await Promise.race([firstAnswer, new Promise((resolve) => setTimeout(resolve, PATIENCE_MILLIS))]);
  stage.id = 'app';
  written?.replaceWith(stage);
}

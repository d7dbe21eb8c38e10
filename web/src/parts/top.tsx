import { lang, chooseLang } from '../state/language.js';
import { route } from '../state/router.js';
import { nextTheme, theme } from '../state/theme.js';
import { SearchBox } from '../search/search-box.js';
import { say } from '../words/say.js';

/** What every page begins with. */
export function Top() {
  const current = (page: string): 'page' | undefined => (route.value.page === page ? 'page' : undefined);
  return (
    <>
      <a class="skip" href="#main">
        {say('skip')}
      </a>
      <header class="top">
        <a class="brand" href="/">
          <img src="/assets/icon.svg" alt="" width="28" height="28" />
          {say('name')}
        </a>
        <nav aria-label={say('name')}>
          <a href="/federation" aria-current={current('federation')}>
            {say('federation')}
          </a>
          <a href="/figures" aria-current={current('figures')}>
            {say('figures')}
          </a>
        </nav>
        <div class="choices">
          <button type="button" class="plain" lang={lang.value === 'EN' ? 'zh-CN' : 'en'} onClick={() => chooseLang(lang.value === 'EN' ? 'ZH' : 'EN')}>
            {say('otherLang')}
          </button>
          <button type="button" class="plain" onClick={nextTheme} aria-label={say('theme', { x: say(theme.value) })} title={say('theme', { x: say(theme.value) })}>
            <span aria-hidden="true">{theme.value === 'dark' ? '☾' : theme.value === 'light' ? '☀' : '◐'}</span>
          </button>
        </div>
        <SearchBox />
      </header>
    </>
  );
}

export function Foot() {
  return (
    <footer>
      <p>
        {say('footer')} <a href="/sitemap.xml">{say('sitemap')}</a> · {say('forDevelopers')}
      </p>
    </footer>
  );
}

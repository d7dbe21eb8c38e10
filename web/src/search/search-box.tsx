import { useEffect, useRef, useState } from 'preact/hooks';
import { go, query, route } from '../state/router.js';
import { readSearch, searchAddress } from '../state/search-state.js';
import { say } from '../words/say.js';
import { PAUSE_MILLIS, useSuggestions } from './use-suggestions.js';

/** The search field with suggestions: a combobox with a list box (ARIA 1.2). On the search page it searches while one types. */
export function SearchBox() {
  const onSearchPage = route.value.page === 'search';
  const said = onSearchPage ? readSearch(query.value).q : '';
  const [text, setText] = useState(said);
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(-1);
  const asked = useRef(said);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const offered = useSuggestions(typed);
  const isOpen = typed !== null && offered.length > 0;

  // The address was changed by a link, or by going back: not by this field.
  useEffect(() => {
    if (said === asked.current) return;
    asked.current = said;
    setText(said);
    close();
  }, [said]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const close = (): void => {
    setTyped(null);
    setActive(-1);
  };
  const search = (q: string, replace: boolean): void => {
    clearTimeout(timer.current);
    asked.current = q.trim();
    const state = readSearch(onSearchPage ? query.value : '');
    go(searchAddress({ ...state, q: q.trim() }), { replace });
  };
  const onInput = (value: string): void => {
    setText(value);
    setTyped(value);
    setActive(-1);
    clearTimeout(timer.current);
    if (onSearchPage) timer.current = setTimeout(() => search(value, true), PAUSE_MILLIS);
  };
  const choose = (chosen: string): void => {
    setText(chosen);
    close();
    search(chosen, false);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      close();
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && isOpen) {
      event.preventDefault();
      const places = offered.length + 1;
      setActive((before) => ((before + 1 + (event.key === 'ArrowDown' ? 1 : places - 1)) % places) - 1);
    } else if (event.key === 'Enter' && isOpen && active >= 0) {
      event.preventDefault();
      choose(offered[active] ?? text);
    }
  };

  return (
    <form
      role="search"
      class="search-box"
      action="/"
      onSubmit={(event) => {
        event.preventDefault();
        close();
        search(text, false);
      }}
    >
      <label class="unseen" for="query">
        {say('searchData')}
      </label>
      <div class="combo">
        <input
          id="query"
          name="q"
          type="search"
          autocomplete="off"
          enterkeyhint="search"
          placeholder={say('searchHint')}
          value={text}
          role="combobox"
          list={undefined}
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls="suggestions"
          aria-activedescendant={isOpen && active >= 0 ? `suggestion-${String(active)}` : undefined}
          onInput={(event) => {
            const { value } = event.currentTarget;
            // Letters on their way to becoming characters are no search.
            if ((event as InputEvent).isComposing) setText(value);
            else onInput(value);
          }}
          onCompositionEnd={(event) => onInput(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={close}
        />
        <ul id="suggestions" role="listbox" aria-label={say('suggestions')} hidden={!isOpen}>
          {offered.map((one, index) => (
            <li key={one} id={`suggestion-${String(index)}`} role="option" aria-selected={index === active} onMouseDown={(event) => event.preventDefault()} onClick={() => choose(one)}>
              {one}
            </li>
          ))}
        </ul>
      </div>
      <button>{say('search')}</button>
      <span class="unseen" role="status">
        {isOpen ? say('suggestionsFound', { n: offered.length }) : ''}
      </span>
    </form>
  );
}

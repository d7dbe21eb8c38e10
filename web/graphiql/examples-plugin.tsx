import { useEditorContext, type GraphiQLPlugin } from '@graphiql/react';
import { useEffect, useState } from 'react';
import examples from 'ucat:examples';

/** What its first comment says. */
const titleOf = (text: string): string => /^# *(.+)/.exec(text)?.[1] ?? '';

/** A list of queries that run, narrowed to those that have a word in them, such as a field's name. */
function Examples() {
  const { activeTabIndex, addTab, queryEditor, variableEditor } = useEditorContext({ nonNull: true });
  const [word, setWord] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const open = (text: string): void => {
    if (queryEditor?.getValue().trim()) addTab();
    setChosen(text);
  };
  // Behind the render in which a new tab fills the editors with nothing.
  useEffect(() => {
    if (chosen === null) return;
    variableEditor?.setValue('');
    if (queryEditor) {
      queryEditor.setValue(chosen);
      // GraphiQL reads the operation's name a moment after the text: until then it would ask for the one that was there before.
      queryEditor.operationName = null;
    }
    setChosen(null);
  }, [chosen, activeTabIndex, queryEditor, variableEditor]);
  const found = examples.filter(({ text }) => text.toLowerCase().includes(word.trim().toLowerCase()));
  return (
    <section aria-label="Example queries">
      <div className="graphiql-doc-explorer-title">Examples</div>
      <input className="examples-filter" type="search" aria-label="Examples that have a word" placeholder="Field or word: offers" value={word} onChange={({ target }) => setWord(target.value)} />
      <ul className="examples">
        {found.map(({ name, text }) => (
          <li key={name}>
            <button type="button" className="graphiql-un-styled" onClick={() => open(text)}>
              {titleOf(text)}
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p>No example has it.</p>}
    </section>
  );
}

const Icon = () => (
  <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
    <path d="M4 6h16M4 12h10M4 18h13" />
  </svg>
);

export const EXAMPLES_PLUGIN: GraphiQLPlugin = { title: 'Examples', icon: Icon, content: Examples };

/** The first example, for who has nothing in the editor yet. */
export const FIRST_EXAMPLE = examples[0]?.text ?? '';

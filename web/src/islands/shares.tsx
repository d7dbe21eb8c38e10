import type { Figures, Share } from '../api/answers.js';
import { Bars, type Bar } from '../parts/bars.js';
import { percent } from '../words/percent.js';
import { number, say } from '../words/say.js';
import type { Word } from '../words/words.js';

/** Shares of records as bars, each with its count and its whole; those of an empty whole are left out. */
export function Shares({ figures: { open, conforming, recent, kept, links } }: { readonly figures: Figures }) {
  const bar = (word: Word, { count, of }: Share): Bar => ({ key: word, label: say(word), count, of, text: `${number(count)}/${number(of)} · ${percent(count, of)}` });
  const bars = [bar('shareOpen', open), bar('shareConforming', conforming), bar('shareRecent', recent), bar('shareKept', kept), bar('shareLinkedOut', links.linkedOut), bar('shareLinkedIn', links.linkedIn)];
  return <Bars caption={say('coverage')} name={say('share')} bars={bars.filter(({ of }) => of !== 0)} />;
}

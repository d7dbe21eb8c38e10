import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { visits } from '../state/router.js';
import { tellTitle } from '../state/title.js';
import { say } from '../words/say.js';

/** A page's heading: names the window, and takes the focus when the reader has come by a link. One that is missing is told so to crawlers. */
export function Heading({ children, title, isMissing = false }: { readonly children: ComponentChildren; readonly title: string; readonly isMissing?: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const came = visits.value;
  const told = tellTitle(title, isMissing);
  useEffect(() => {
    document.title = told === say('name') ? told : `${told} · ${say('name')}`;
  });
  useEffect(() => {
    if (came > 0) heading.current?.focus({ preventScroll: true });
  }, [came]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}

/** A part of a page under a heading of its own. */
export function Section({ title, id, children }: { readonly title: string; readonly id: string; readonly children: ComponentChildren }) {
  return (
    <section class="card" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}

/** Grey lines where text will be. */
export function Skeleton({ lines = 6 }: { readonly lines?: number }) {
  return (
    <div class="skeleton" role="status">
      <span class="unseen">{say('loading')}</span>
      {Array.from({ length: lines }, (_, index) => (
        <span class="bone" key={index} aria-hidden="true" />
      ))}
    </div>
  );
}

/** A pair of a list of facts; nothing where there is no value. */
export function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  if (children === null || children === undefined || children === '' || children === false || (Array.isArray(children) && children.every((child) => child === null || child === false))) return null;
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

import type { IncomingMessage } from 'node:http';
import { pathToFileURL } from 'node:url';
import type { Lang } from '../../../schema/generated/common.js';
import { packagePath } from '../../../schema/package-path.js';
import type { RequestScope } from '../../../subgraphs/kit/observe/request-scope.js';
import type { WireError } from '../../../subgraphs/kit/transport/transport.js';
import type { AskView } from '../ask-view.js';

/** A page as an address says it. */
export interface PageView {
  readonly path: string;
  /** With its `?`; empty where there is nothing behind one. */
  readonly search: string;
  readonly lang: Lang;
}

export interface PageAnswer {
  readonly key: string;
  readonly answer: { readonly data: unknown; readonly errors: readonly WireError[] };
}

export interface DrawnPage {
  readonly html: string;
  /** Null where it is not known before an answer is there. */
  readonly title: string | null;
  /** Whether it says that there is nothing at its address. */
  readonly isMissing: boolean;
  /** The feed of what it lists, as a path; null of a page that lists nothing. */
  readonly feed: string | null;
}

/** What `npm run build:web` makes of the pages for this gateway: web/src/draw.tsx. */
export interface PageDrawing {
  drawPage(view: PageView, answers: readonly PageAnswer[]): DrawnPage & { readonly asks: readonly PageQuestion[] };
  /** Names the answer to a question. */
  keyOf(question: PageQuestion): string;
}

interface PageQuestion {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface PageDrawerOptions {
  readonly ask: AskView;
  /** Loads what draws. @default what was built into dist/web */
  readonly load?: () => Promise<PageDrawing>;
  /** How long a page waits for what it shows; one that has waited is sent without, and asks by itself. @default 700 */
  readonly patienceMillis?: number;
}

/** Draws a page with the answers that it shows. Null where the pages are not built. */
export type DrawPage = (message: IncomingMessage, scope: RequestScope, view: PageView) => Promise<(DrawnPage & { readonly answers: readonly PageAnswer[] }) | null>;

/** Pages as their own script draws them, for readers who have it still to load. */
export function pageDrawer({ ask, load = loadBuilt, patienceMillis = 700 }: PageDrawerOptions): DrawPage {
  let loading: Promise<PageDrawing> | undefined;

  return async function drawPage(message, scope, view) {
    const drawing = await (loading ??= load()).catch(() => null);
    if (!drawing) {
      // What is not built yet is looked for again.
      loading = undefined;
      return null;
    }
    const { asks, ...empty } = drawing.drawPage(view, []);
    const given = await within(patienceMillis, Promise.all(asks.map(async (one) => answerTo(one, message, scope, drawing))));
    const answers = given.filter((one) => one !== null);
    if (answers.length === 0) return { ...empty, answers };
    const { html, title, isMissing, feed } = drawing.drawPage(view, answers);
    return { html, title, isMissing, feed, answers };
  };

  async function answerTo(question: PageQuestion, message: IncomingMessage, scope: RequestScope, drawing: PageDrawing): Promise<PageAnswer | null> {
    const { data, errors } = await ask(message, scope, question.query, question.variables);
    return data && { key: drawing.keyOf(question), answer: { data, errors } };
  }
}

const loadBuilt = async (): Promise<PageDrawing> => (await import(pathToFileURL(packagePath('dist', 'web', 'draw.js')).href)) as PageDrawing;

/** What comes in time; nothing where it fails or does not come. */
async function within<Value>(millis: number, promise: Promise<readonly Value[]>): Promise<readonly Value[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly Value[]>((resolve) => {
    timer = setTimeout(resolve, millis, []);
  });
  return Promise.race([promise.catch(() => []), late]).finally(() => clearTimeout(timer));
}

export interface Crawled {
  /** Pages that were read for their links. */
  readonly pages: number;
  /** Addresses of this host that they lead to, each tried once. */
  readonly links: number;
  /** What did not answer with a success, with where it was found. */
  readonly broken: readonly string[];
}

/** How many addresses are asked for at a time. */
const AT_ONCE = 4;

/**
 * Reads the site map's pages and all that they lead to, in the order in which it is found, as a crawler does: without a
 * script. Of pages past `most` it is only tried whether they are there. Links to other hosts are not followed.
 */
export async function crawl(origin: string, most: number): Promise<Crawled> {
  const foundAt = new Map<string, string>();
  const queue: string[] = [];
  const broken: string[] = [];
  const find = (link: string, from: string): void => {
    if (foundAt.has(link)) return;
    foundAt.set(link, from);
    queue.push(link);
  };
  for (const path of ['/', '/robots.txt', '/federation', '/figures']) find(origin + path, 'the start');
  let [next, pages] = [0, 0];

  const visit = async (url: string): Promise<void> => {
    const isRead = pages < most;
    if (isRead) pages++;
    const response = await fetch(url, { method: isRead ? 'GET' : 'HEAD', headers: { accept: 'text/html,*/*;q=0.5' } });
    if (!response.ok) broken.push(`${String(response.status)} ${url} from ${foundAt.get(url) ?? ''}`);
    const type = response.headers.get('content-type') ?? '';
    const isPage = /html|xml|robots|plain/.test(type) && !type.includes('atom');
    // Only what has links counts as a page.
    if (isRead && !isPage) pages--;
    const text = isRead ? await response.text() : '';
    if (isRead && isPage) for (const link of linksOf(text, response.url, origin)) find(link, url);
  };
  const work = async (): Promise<void> => {
    for (let url = queue[next++]; url !== undefined; url = queue[next++]) await visit(url);
    next--;
  };
  // Who finds the queue empty leaves; what is found after that is for the next round.
  while (next < queue.length) await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { pages, links: queue.length, broken };
}

/** Addresses of this host in a page, a site map or robots.txt, without what stands behind `#`. */
function linksOf(text: string, base: string, origin: string): readonly string[] {
  const attributes = [...text.matchAll(/<[a-z][^>]*?\s(?:href|src)="([^"]*)"/gi)].map(([, link = '']) => link);
  const locations = [...text.matchAll(/<loc>([^<]+)<\/loc>|^Sitemap: (\S+)$/gm)].map(([, location, map]) => location ?? map ?? '');
  return [...attributes, ...locations].flatMap((link) => {
    const address = link.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))).replaceAll('&quot;', '"').replaceAll('&amp;', '&');
    if (!URL.canParse(address, base)) return [];
    const url = new URL(address, base);
    if (url.origin !== origin) return [];
    url.hash = '';
    return [url.href];
  });
}
